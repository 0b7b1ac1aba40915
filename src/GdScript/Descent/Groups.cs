using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Descent;

/// <summary><c>each(W=adam(0.1), rest=gd(0.01))</c>: methods by parameter, read against the parameters of a loss.</summary>
internal static class Groups
{
    public const string Name = "each";
    public const string Help = "each(W=METHOD, ..., rest=METHOD)";
    private const string Rest = "rest";

    public static Result<Method> Of(
        string text,
        Term.Word word,
        IReadOnlyList<Parameter>? parameters,
        Func<ImmutableArray<Term.Word>, Result<Method>> chain
    )
    {
        if (parameters is null)
            return MethodText.Wrong(
                MethodText.ChainId,
                text,
                word.Mark,
                "'each' stands alone and needs the names of a loss",
                $"it reads {Help}"
            );
        var methods = new Dictionary<string, Method>(StringComparer.Ordinal);
        foreach (var argument in word.Arguments)
        {
            if (!Named(text, argument, parameters).SelectMany(_ => Walking(text, argument, chain)).Is(out var method, out var problem))
                return problem;
            if (!methods.TryAdd(argument.Name!, method))
                return MethodText.Wrong(
                    MethodText.OptionId,
                    text,
                    argument.NameMark,
                    $"'{argument.Name}' is given twice",
                    "keep one of them"
                );
        }
        return Joined(text, word, parameters, methods);
    }

    private static Result<bool> Named(string text, TermArgument argument, IReadOnlyList<Parameter> parameters)
    {
        if (argument.Name is not { } name)
            return MethodText.Wrong(
                MethodText.OptionId,
                text,
                argument.NameMark,
                "a method without the name of its parameter",
                $"it reads {Help}"
            );
        return name == Rest || parameters.Any(p => p.Name == name)
            ? true
            : MethodText.Unknown(MethodText.NameId, text, argument.NameMark, "parameter", name, [.. parameters.Select(p => p.Name), Rest]);
    }

    private static Result<Method> Walking(string text, TermArgument argument, Func<ImmutableArray<Term.Word>, Result<Method>> chain)
    {
        ImmutableArray<Term.Word>? links = argument.Value switch
        {
            Term.Word word => [word],
            Term.Chain several => several.Links,
            _ => null,
        };
        if (links is null)
            return MethodText.Wrong(MethodText.ValueId, text, argument.Value.Mark, $"'{argument.Name}' takes a method", "write gd(lr=0.1)");
        return chain(links.Value)
            .SelectMany(m =>
                m.Rule.Whole
                    ? (Result<Method>)
                        MethodText.Wrong(
                            MethodText.ChainId,
                            text,
                            argument.Value.Mark,
                            $"'{m.Text}' walks the whole point",
                            "use a method that follows a rate"
                        )
                    : m
            );
    }

    private static Result<Method> Joined(
        string text,
        Term.Word word,
        IReadOnlyList<Parameter> parameters,
        Dictionary<string, Method> methods
    )
    {
        var groups = ImmutableArray.CreateBuilder<Group>();
        var at = 0;
        foreach (var (name, shape) in parameters)
        {
            if (!methods.TryGetValue(name, out var method) && !methods.TryGetValue(Rest, out method))
                return MethodText.Wrong(
                    MethodText.OptionId,
                    text,
                    word.Mark,
                    $"'each' has no method for '{name}'",
                    $"add {name}=… or rest=…"
                );
            groups.Add(new Group(at, shape.Count, method));
            at += shape.Count;
        }
        return Rules.Each($"{Name}({string.Join(", ", methods.Select(m => $"{m.Key}={m.Value.Text}"))})", groups.ToImmutable());
    }
}
