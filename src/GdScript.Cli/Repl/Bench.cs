using System.Collections.Immutable;
using System.Globalization;
using GdScript.Calculus;
using GdScript.Cli.Commands;

namespace GdScript.Cli.Repl;

/// <summary>What the mathematics of a session knows: names, and the results in their order. A value, so that undoing is keeping the one before.</summary>
internal sealed record Bench(ImmutableDictionary<string, Thing> Names, ImmutableList<Thing?> Results)
{
    public static Bench Empty { get; } = new(ImmutableDictionary.Create<string, Thing>(StringComparer.Ordinal), []);

    /// <summary>Finds what is no name of the mathematics: variables of C#.</summary>
    public Func<string, Thing?>? Beyond { get; init; }

    /// <summary>Finds losses that are written in C#; null for a name that is no C# function.</summary>
    public Func<string, Result<LossText>?>? Losses { get; init; }

    /// <summary>Who derives.</summary>
    public IDerivativeEngine Engine { get; init; } = Engines.Own;

    /// <summary>The number of the submission that comes next.</summary>
    public int Next => Results.Count + 1;

    /// <summary>What a name stands for: a definition, <c>ans</c> or <c>_3</c>; null for a name that is open.</summary>
    public Thing? Find(string name) =>
        Names.TryGetValue(name, out var thing) ? thing
        : name == "ans" ? Results.LastOrDefault(r => r is not null)
        : NumberOf(name) is { } n && n <= Results.Count ? Results[n - 1]
        : Beyond?.Invoke(name);

    /// <summary>True for <c>ans</c> and <c>_3</c>, whether or not there is such a result.</summary>
    public static bool IsRecall(string name) => name == "ans" || NumberOf(name) is not null;

    /// <summary>The same with a name standing for something new.</summary>
    public Bench With(string name, Thing thing) => this with { Names = Names.SetItem(name, thing) };

    /// <summary>The same with one more result; null for a submission that gave none.</summary>
    public Bench Then(Thing? result) => this with { Results = Results.Add(result) };

    private static int? NumberOf(string name) =>
        name.Length is > 1 and < 9
        && name[0] == '_'
        && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : null;
}
