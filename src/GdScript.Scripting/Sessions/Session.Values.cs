using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using GdScript.Scripting.Images;
using GdScript.Scripting.Losses;
using GdScript.Scripting.Sources;
using Microsoft.CodeAnalysis;

namespace GdScript.Scripting.Sessions;

/// <summary>What a session knows by name, and what it is given from outside.</summary>
public sealed partial class Session
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The file of what the session itself declares.</summary>
    internal const string GivenFile = "<given>";

    private readonly Dictionary<string, ScriptSource> files = new(StringComparer.Ordinal);
    private readonly Dictionary<LossSite, TwinImage> twins = [];

    /// <summary>The variables that can be named now, by name; those the session made for answers are not among them.</summary>
    public ImmutableArray<Variable> Variables =>
        [
            .. from named in state.Names
            where named.Value is { Field: not null, GivenAs: null }
            orderby named.Key
            select new Variable(named.Key, TypeNames.Shown(TypeOf(named.Value.Symbols[0])), named.Value.Value),
        ];

    /// <summary>The names of the functions that can be called now, those of loaded files among them.</summary>
    public ImmutableArray<string> Functions =>
        [
            .. from named in state.Names
            where named.Value is { Field: null, GivenAs: null } && named.Value.Symbols is [IMethodSymbol, ..]
            select named.Key,
        ];

    /// <summary>Makes a value known to C# by a name: what the prompt defined outside of C#. A value of the same type replaces the last one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">Its type, which every submission can see.</param>
    public void Define(string name, object? value, Type type)
    {
        lock (gate)
        {
            Remember();
            var given = new Given(value, TypeNames.Of(type));
            if (state.Names.TryGetValue(name, out var named) && named.GivenAs == given.Type)
                named.Value = value;
            state = state with { Givens = state.Givens.SetItem(name, given) };
            Observe();
        }
    }

    /// <summary>Keeps an answer that was found outside of C#: it is <c>ans</c> and <c>_N</c> from now on.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">Its type, which every submission can see.</param>
    public Answer Keep(object? value, Type type)
    {
        lock (gate)
        {
            Remember();
            state = state with { Number = state.Number + 1 };
            Answered(new(state.Number, value, TypeNames.Shown(type)) { Name = TypeNames.Of(type) });
            return state.Latest!;
        }
    }

    private void Answered(Answer answer) => state = state with { Latest = answer, Answers = state.Answers.SetItem(answer.Number, answer) };

    private static ITypeSymbol TypeOf(ISymbol variable) => variable is IFieldSymbol field ? field.Type : ((IPropertySymbol)variable).Type;

    /// <summary>
    /// Declares what a text speaks of and C# does not know yet: answers and values from outside. That is one more submission, so it is
    /// only made when it is needed.
    /// </summary>
    private void Prepare(string text)
    {
        var missing = new List<(string Name, Given Given)>();
        foreach (var word in Words.In(text))
            if (GivenFor(word) is { } given && !IsThere(word, given))
                missing.Add((word, given));
        if (missing.Count > 0 && !Declared(missing, m => m.Type))
            foreach (var one in missing)
                if (!Declared([one], m => m.Type))
                    Declared([one], _ => "object");
    }

    private Given? GivenFor(string word) =>
        state.Names.TryGetValue(word, out var named) && named.GivenAs is null ? null
        : state.Givens.TryGetValue(word, out var given) ? given
        : word == "ans" ? (state.Latest is { } latest ? Of(latest) : null)
        : word is ['_', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (state.Answers.TryGetValue(number, out var answer) ? Of(answer) : null)
        : null;

    private static Given Of(Answer answer) => new(answer.Value, answer.Name ?? "object");

    /// <summary>A variable of the right type only needs the value.</summary>
    private bool IsThere(string word, Given given)
    {
        if (!state.Names.TryGetValue(word, out var named) || named.GivenAs != given.Type)
            return false;
        named.Value = given.Value;
        return true;
    }

    private bool Declared(List<(string Name, Given Given)> missing, Func<Given, string> typeOf)
    {
        var text = string.Concat(missing.Select(m => $"{typeOf(m.Given)} {m.Name} = default;\n"));
        var sources = new SourceSet([new(GivenFile, GivenFile, text, text, ImmutableDictionary<string, string>.Empty)], []);
        var (compiled, _) = BigStack.Run(() => Compiler().Of(sources, ++ordinal, default));
        if (compiled is null || Begun(compiled, default, default).Thrown is not null)
            return false;
        var instance = slots[Place]!;
        foreach (var (name, given) in missing)
            if (!Fits(instance.GetType().GetField(name, Members)!, given.Value))
                return false;
        Commit(compiled, word => missing.First(m => m.Name == word).Given.Type);
        foreach (var (name, given) in missing)
            state.Names[name].Value = given.Value;
        return true;
    }

    private static bool Fits(FieldInfo field, object? value) =>
        value is null
            ? !field.FieldType.IsValueType || Nullable.GetUnderlyingType(field.FieldType) is not null
            : field.FieldType.IsInstanceOfType(value);

    /// <summary>A variable of one submission: <c>Submission#3.x</c>; its object itself for <c>this</c>.</summary>
    private object? ValueOf(string name)
    {
        var dot = name.LastIndexOf('.');
        var (holder, variable) = (name[..Math.Max(0, dot)], name[(dot + 1)..]);
        var instance = slots.Skip(1).FirstOrDefault(s => s?.GetType().Name == holder);
        return variable == Captures.ScriptItself ? instance : instance?.GetType().GetField(variable, Members)?.GetValue(instance);
    }
}
