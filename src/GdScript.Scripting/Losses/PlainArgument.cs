using System.Collections.Immutable;
using System.Reflection;
using GdScript.Graphs;
using GdScript.Scripting.Images;

namespace GdScript.Scripting.Losses;

/// <summary>How one argument of a loss is made from the numbers of a point.</summary>
internal abstract record PlainArgument
{
    private PlainArgument() { }

    /// <summary>What a point must give for it.</summary>
    public abstract IEnumerable<TwinParameter> Parameters { get; }

    /// <summary>The argument, from the next numbers.</summary>
    public abstract object? Make(ref PointCursor point);

    /// <summary>How a parameter is made; null when no numbers make it.</summary>
    public static PlainArgument? Of(ParameterInfo parameter) =>
        Of(parameter.Name ?? "x", parameter.ParameterType) ?? (parameter.HasDefaultValue ? new Default(parameter.DefaultValue) : null);

    private static PlainArgument? Of(string name, Type type) =>
        type == typeof(double) ? new Number(name)
        : type == typeof(ReadOnlySpan<double>) || type == typeof(Span<double>) ? new Span(name)
        : Array.For(name, type) is { } array ? array
        : Whole.For(name, type);

    private sealed record Number(string Name) : PlainArgument
    {
        public override IEnumerable<TwinParameter> Parameters => [new(Name, 0)];

        public override object Make(ref PointCursor point) => point.Next(out _)[0];
    }

    /// <summary>A span cannot be boxed: only a loss of nothing else is called with one, see <see cref="PlainShortcuts"/>.</summary>
    public sealed record Span(string Name) : PlainArgument
    {
        public override IEnumerable<TwinParameter> Parameters => [new(Name, 1)];

        public override object? Make(ref PointCursor point) => throw new NotSupportedException("a span is no argument of an invocation");
    }

    private delegate object Filling(ReadOnlySpan<double> numbers, Shape shape);

    private sealed record Array(string Name, int Rank, Filling Fill) : PlainArgument
    {
        public override IEnumerable<TwinParameter> Parameters => [new(Name, Rank)];

        public override object Make(ref PointCursor point)
        {
            var numbers = point.Next(out var shape);
            return Fill(numbers, shape);
        }

        public static Array? For(string name, Type type) =>
            type == typeof(double[,]) ? new(name, 2, PlainShortcuts.Matrix)
            : type == typeof(double[][]) ? new(name, 2, Jagged)
            : type == typeof(double[]) ? new(name, 1, (numbers, _) => numbers.ToArray())
            : type == typeof(ImmutableArray<double>) ? new(name, 1, (numbers, _) => ImmutableArray.Create(numbers))
            : type == typeof(Memory<double>) ? new(name, 1, (numbers, _) => new Memory<double>(numbers.ToArray()))
            : type == typeof(ReadOnlyMemory<double>) ? new(name, 1, (numbers, _) => new ReadOnlyMemory<double>(numbers.ToArray()))
            : type.IsAssignableFrom(typeof(List<double>)) && type != typeof(object)
                ? new(name, 1, (numbers, _) => new List<double>(numbers.ToArray()))
            : null;

        private static double[][] Jagged(ReadOnlySpan<double> numbers, Shape shape)
        {
            var rows = new double[shape.Rows][];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = numbers.Slice(i * shape.Columns, shape.Columns).ToArray();
            return rows;
        }
    }

    /// <summary>A record, struct or tuple, made by its constructor from its members in order.</summary>
    private sealed record Whole(ConstructorInfo Constructor, ImmutableArray<PlainArgument> Members) : PlainArgument
    {
        public override IEnumerable<TwinParameter> Parameters => Members.SelectMany(m => m.Parameters);

        public override object Make(ref PointCursor point)
        {
            var given = new object?[Members.Length];
            for (var i = 0; i < given.Length; i++)
                given[i] = Members[i].Make(ref point);
            return Constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, given, null);
        }

        public static Whole? For(string name, Type type)
        {
            if (type.IsPrimitive || type == typeof(string) || type.IsAbstract || type.IsByRefLike)
                return null;
            var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length);
            if (constructor?.GetParameters() is not { Length: > 0 } parameters || parameters.Any(p => p.ParameterType == type))
                return null;
            PlainArgument?[] members = [.. parameters.Select(PlainArgument.Of)];
            return members.All(m => m is not null) && members.Any(m => m is not Default)
                ? new(constructor, [.. members.Select(m => m!)])
                : null;
        }
    }

    /// <summary>What the loss declares as a default and a point does not give.</summary>
    private sealed record Default(object? Value) : PlainArgument
    {
        public override IEnumerable<TwinParameter> Parameters => [];

        public override object? Make(ref PointCursor point) => Value;
    }
}
