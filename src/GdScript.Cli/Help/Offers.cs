using System.Collections.Immutable;
using System.CommandLine;
using GdScript.Cli.Explaining;
using GdScript.Descent;
using GdScript.Text;

namespace GdScript.Cli.Help;

/// <summary>A word that could stand where the cursor is, and what it is.</summary>
internal readonly record struct Offer(string Text, string About);

/// <summary>What could be typed next on a command line: commands, options, their values, the names in the loss, files.</summary>
/// <param name="Items">The words that begin with what is typed.</param>
/// <param name="Files">True where a file could stand as well: the shell knows those best.</param>
internal sealed record Offers(ImmutableArray<Offer> Items, bool Files)
{
    private static readonly Offers None = new([], false);

    /// <summary>What fits the line up to the cursor.</summary>
    /// <param name="root">The command <c>gds</c> with the command of this name, or with all of them.</param>
    public static Offers Of(TypedLine line, Func<string?, Command> root)
    {
        if (line.Words.Length <= 1)
            return First(line.Last, root(null));
        var words = line.Words;
        if (root(words[0]).Subcommands.FirstOrDefault(c => c.Name == words[0]) is not { } command)
            return new([], Files: true);
        if (command.Name == "run" && words[1..^1].Any(w => !w.StartsWith('-')))
            return new([], Files: true);
        var rows = Sheet.Of(command, "").Groups.SelectMany(g => g.Rows).ToArray();
        if (words.Length > 1 && Find(rows, words[^2]) is { Value: not null } before)
            return Values(before, line, "");
        if (line.Last.StartsWith("--", StringComparison.Ordinal) && line.Last.IndexOf('=') is var equals and > 0)
            return Find(rows, line.Last[..equals]) is { } row ? Values(row, line, line.Last[..(equals + 1)]) : None;
        return line.Last.StartsWith('-') ? Options(rows, words) : Arguments(command, line.Last);
    }

    private static Offers First(string typed, Command root) =>
        typed.StartsWith('-')
            ? Starting(typed, [new("--help", "what gds can do"), new("--version", "its version")])
            : Starting(typed, root.Subcommands.Where(c => !c.Hidden).Select(c => new Offer(c.Name, c.Description ?? ""))) with
            {
                Files = true,
            };

    private static SheetRow? Find(SheetRow[] rows, string name) => Array.Find(rows, row => row.Names.Contains(name));

    private static Offers Options(SheetRow[] rows, ImmutableArray<string> words) =>
        Starting(
            words[^1],
            rows.Where(row => !row.Names.Any(name => words[..^1].Contains(name))).Select(row => new Offer(row.Names[^1], row.About))
        );

    private static Offers Arguments(Command command, string typed) =>
        command.Name switch
        {
            "explain" => Starting(typed.ToUpperInvariant(), Pages.All.Select(page => new Offer(page.Id, page.Title))),
            _ when command.Arguments.FirstOrDefault() is { } first && Choices(first.Name) is { Length: > 0 } choices => Starting(
                typed,
                choices.Select(word => new Offer(word, ""))
            ),
            _ => new([], Files: command.Arguments.Count > 0),
        };

    private static string[] Choices(string name) => [.. new SheetRow([name], name, "").Choices];

    /// <summary>What can stand behind an option; <paramref name="option"/> is the option itself where it is the same word.</summary>
    private static Offers Values(SheetRow row, TypedLine line, string option)
    {
        var typed = line.Last[option.Length..];
        var found = row.Value switch
        {
            "FILE" or "FOLDER" => new([], Files: true),
            "METHOD" or "METHODS" => Starting(typed, MethodTable.Methods.Select(method => new Offer(method.Name, method.About))),
            "POINT" or "BOUNDS" or "DIRECTION" or "SHAPES" => Named(typed, line.Words, "="),
            "NAMES" or "NAME" => Named(typed, line.Words, ""),
            "CLAIM" => Named(typed, line.Words, ":"),
            _ => Starting(typed, row.Choices.Select(word => new Offer(word, row.About))),
        };
        return found with { Items = [.. found.Items.Select(offer => offer with { Text = option + offer.Text })] };
    }

    /// <summary>The open names of the loss on the line, each only once in a list that commas separate.</summary>
    private static Offers Named(string typed, ImmutableArray<string> words, string end)
    {
        var cut = typed.LastIndexOf(',') + 1;
        var (before, begun) = (typed[..cut], typed[cut..]);
        var given = before.Split(',').Select(part => part.Split('=', ':')[0].Trim()).ToArray();
        var names = words.Skip(1).SkipLast(1).Select(Names).FirstOrDefault(n => n.Length > 0);
        return names.IsDefaultOrEmpty ? None
            : Starting(begun, names.Except(given).Select(name => new Offer(name + end, "in the loss"))) is var fit
                ? fit with
                {
                    Items = [.. fit.Items.Select(offer => offer with { Text = before + offer.Text })],
                }
            : None;
    }

    /// <summary>The names in a word that is a formula; none in one that is something else.</summary>
    private static ImmutableArray<string> Names(string word) =>
        !word.StartsWith('-') && FormulaText.Names(word).Is(out var names, out _) ? names : [];

    private static Offers Starting(string typed, IEnumerable<Offer> offers) =>
        new([.. offers.Where(offer => offer.Text.StartsWith(typed, StringComparison.Ordinal))], false);
}
