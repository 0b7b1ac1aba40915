using System.Reflection;
using System.Runtime.CompilerServices;

namespace GdScript.Scripting.Recording;

/// <summary>
/// How a row is taken apart into numbers, which become columns, and the rest (labels, counts), which decides how a loss treats it;
/// and how a row is put together again with columns in the places of the numbers.
/// </summary>
internal abstract record RowPart
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const int MaxDepth = 6;
    private const int MaxElements = 1024;

    private RowPart() { }

    /// <summary>The names of the numbers, in order.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>Notes the numbers and the rest of a row; false when it is not made like the first one, or holds no constants.</summary>
    public abstract bool Read(object? value, List<double> numbers, List<object?> rest);

    /// <summary>A copy of a row with the next of the given numbers in the place of each of its own.</summary>
    public abstract object? Make(object? like, Queue<Scalar> numbers);

    /// <summary>How to take rows apart that are made like this one.</summary>
    public static RowPart Of(object? row, string name) => Of(row, name, 0);

    private static RowPart Of(object? value, string name, int depth) =>
        value switch
        {
            Scalar => new Number(name),
            Scalar[] { Length: <= MaxElements } numbers => new Vector(name, numbers.Length, false),
            List<Scalar> { Count: <= MaxElements } numbers => new Vector(name, numbers.Count, true),
            not null when depth < MaxDepth && IsStructure(value.GetType()) => Structure.For(value, name, depth),
            _ => new Rest(),
        };

    /// <summary>A type of the script, or a tuple.</summary>
    private static bool IsStructure(Type type) =>
        !type.IsPrimitive
        && !type.IsEnum
        && !type.IsArray
        && !typeof(Delegate).IsAssignableFrom(type)
        && (
            type.IsValueType && typeof(ITuple).IsAssignableFrom(type)
            || type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true
        );

    private sealed record Number(string Name) : RowPart
    {
        public override IEnumerable<string> Names => [Name];

        public override bool Read(object? value, List<double> numbers, List<object?> rest)
        {
            if (value is not Scalar { IsKnown: true } number)
                return false;
            numbers.Add(number.Value);
            return true;
        }

        public override object Make(object? like, Queue<Scalar> numbers) => numbers.Dequeue();
    }

    private sealed record Vector(string Name, int Count, bool IsList) : RowPart
    {
        public override IEnumerable<string> Names => Enumerable.Range(0, Count).Select(i => FormattableString.Invariant($"{Name}_{i}"));

        public override bool Read(object? value, List<double> numbers, List<object?> rest)
        {
            if (value is not IReadOnlyList<Scalar> elements || elements is List<Scalar> != IsList || elements.Count != Count)
                return false;
            foreach (var element in elements)
                numbers.Add(element.Value);
            return elements.All(e => e.IsKnown);
        }

        public override object Make(object? like, Queue<Scalar> numbers)
        {
            var elements = new Scalar[Count];
            for (var i = 0; i < Count; i++)
                elements[i] = numbers.Dequeue();
            return IsList ? elements.ToList() : elements;
        }
    }

    private sealed record Rest : RowPart
    {
        public override IEnumerable<string> Names => [];

        public override bool Read(object? value, List<double> numbers, List<object?> rest)
        {
            rest.Add(value);
            return true;
        }

        public override object? Make(object? like, Queue<Scalar> numbers) => like;
    }

    private sealed record Structure(Type Type, FieldInfo[] Members, RowPart[] Parts) : RowPart
    {
        public override IEnumerable<string> Names => Parts.SelectMany(p => p.Names);

        public static Structure For(object value, string name, int depth)
        {
            var members = new List<FieldInfo>();
            for (var type = value.GetType(); type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
                members.AddRange(type.GetFields(Fields));
            return new(
                value.GetType(),
                [.. members],
                [.. members.Select(m => Of(m.GetValue(value), depth == 0 ? NameOf(m) : $"{name}_{NameOf(m)}", depth + 1))]
            );
        }

        public override bool Read(object? value, List<double> numbers, List<object?> rest)
        {
            if (value?.GetType() != Type)
                return false;
            for (var i = 0; i < Members.Length; i++)
                if (!Parts[i].Read(Members[i].GetValue(value), numbers, rest))
                    return false;
            return true;
        }

        public override object Make(object? like, Queue<Scalar> numbers)
        {
            var copy = RuntimeHelpers.GetUninitializedObject(Type);
            for (var i = 0; i < Members.Length; i++)
                Members[i].SetValue(copy, Parts[i].Make(Members[i].GetValue(like), numbers));
            return copy;
        }

        /// <summary>A property's name is between the brackets of its field's; the compiler has more such names.</summary>
        private static string NameOf(FieldInfo field) =>
            field.Name is ['<', ..] && field.Name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end
                ? field.Name[1..end]
                : field.Name;
    }
}
