using System.CommandLine;
using System.CommandLine.Parsing;

namespace GdScript.Cli.Walking;

/// <summary>
/// What was asked of a walk, word by word under the names of the options, so that a command line and a request of
/// <c>gds batch</c> are read by the same readers. A switch that is on has an empty word.
/// </summary>
internal sealed class Words(IReadOnlyDictionary<string, string> given)
{
    /// <summary>The word of an option, as in <c>words["--steps"]</c>; null where it was not given.</summary>
    public string? this[string option] => given.GetValueOrDefault(option);

    /// <summary>True where the option was given.</summary>
    public bool Says(string option) => given.ContainsKey(option);

    /// <summary>All of them in one order, however they were given.</summary>
    public IEnumerable<(string Option, string Word)> All =>
        given.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The words of a command line.</summary>
    public static Words Of(ParseResult line) =>
        new(
            line.CommandResult.Children.OfType<OptionResult>()
                .Where(o => !o.Implicit)
                .ToDictionary(o => o.Option.Name, o => string.Join(' ', o.Tokens.Select(t => t.Value)), StringComparer.Ordinal)
        );
}
