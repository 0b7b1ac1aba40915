using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using GdScript.Text;

namespace GdScript.Cli.Edge;

/// <summary>What is wrong with a command line, said in our words and pointing at the word that is wrong.</summary>
internal static class CommandLine
{
    /// <summary>The first mistake in how the command line is put together, or null.</summary>
    public static Problem? Mistake(string[] args, ParseResult given)
    {
        var command = given.CommandResult.Command;
        var options = Options(given.CommandResult).ToArray();
        if (command is RootCommand && given.UnmatchedTokens is [var word, ..] && !word.StartsWith('-'))
            return At(args, word, Stray(word, command));
        if (UnknownOption(args, options) is { } option)
            return At(
                args,
                option,
                Problem.Input("GDS0001", $"unknown option '{Complaint.Clipped(option)}'", Instead(option, options, command))
            );
        if (given.UnmatchedTokens is [var stray, ..])
            return At(args, stray, Stray(stray, command));
        if (
            given.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(o => o.Tokens.Any(t => options.Contains(t.Value))) is
            { } bare
        )
            return At(args, bare, NeedsValue(bare, command));
        return given.Errors is [var error, ..] ? At(args, error.SymbolResult, Said(error, command)) : null;
    }

    /// <summary>A command as a person calls it; the library names the root after the running program.</summary>
    public static string NameOf(Command command) => command is RootCommand ? "gds" : command.Name;

    /// <summary>True when the answer is wanted as JSON, also where the rest of the line cannot be read.</summary>
    public static bool WantsJson(string[] args) => args.TakeWhile(a => a != "--").Contains("--json");

    private static IEnumerable<string> Options(CommandResult result)
    {
        var own = result.Command.Options;
        var above = result.Parent is CommandResult parent ? parent.Command.Options.Where(o => o.Recursive) : [];
        return own.Concat(above).SelectMany(o => o.Aliases.Append(o.Name));
    }

    /// <summary>
    /// The library takes an option it does not know for an argument, and <c>--att</c> would be read as a formula: minus
    /// minus att.
    /// </summary>
    private static string? UnknownOption(string[] args, string[] known) =>
        args.TakeWhile(a => a != "--")
            .Where(a => a.Length > 2 && a.StartsWith("--", StringComparison.Ordinal) && char.IsAsciiLetter(a[2]))
            .Select(Name)
            .FirstOrDefault(a => !known.Contains(a));

    private static string Name(string option) => option.AsSpan().IndexOfAny('=', ':') is var end and >= 0 ? option[..end] : option;

    private static string Instead(string option, string[] known, Command command) =>
        OptionNames.Nearest(option, known) is { } near ? $"did you mean '{near}'?"
        : command.Arguments.Count > 0 ? $"{SeeHelp(command)}; a formula that begins with '--' stands after '-- '"
        : SeeHelp(command);

    private static Problem Stray(string word, Command command)
    {
        var (shown, named) = (Complaint.Clipped(word), command.Subcommands.Select(c => c.Name));
        if (command is RootCommand)
            return Problem.Input(
                "GDS0001",
                $"unknown command '{shown}'",
                Suggest.Nearest(word, named) is { } near ? $"did you mean '{near}'?" : SeeHelp(command)
            );
        var formula = command.Arguments.Count > 0 ? "; a formula with spaces stands in quotes" : "";
        return Problem.Input("GDS0007", $"'{shown}' is one argument too many", SeeHelp(command) + formula);
    }

    private static Problem Said(ParseError error, Command command) =>
        error.SymbolResult switch
        {
            OptionResult { IdentifierTokenCount: > 1 } twice => Problem.Input(
                "GDS0004",
                $"'{twice.IdentifierToken?.Value}' is given twice",
                "give it once"
            ),
            OptionResult { Tokens.Count: 0 } empty => NeedsValue(empty, command),
            _ => Problem.Input("GDS0002", error.Message.TrimEnd('.'), SeeHelp(command)),
        };

    private static Problem NeedsValue(OptionResult option, Command command) =>
        Problem.Input("GDS0002", $"'{option.IdentifierToken?.Value}' needs a value", SeeHelp(command));

    private static string SeeHelp(Command command) => $"see 'gds {(command is RootCommand ? "" : command.Name + " ")}--help'";

    private static Problem At(string[] args, SymbolResult? where, Problem problem) =>
        where is OptionResult { IdentifierToken.Value: { } name } ? At(args, name, problem) : problem;

    /// <summary>The problem with its place: the last word of the line that holds <paramref name="word"/>.</summary>
    private static Problem At(string[] args, string word, Problem problem)
    {
        var which = Array.FindLastIndex(args, a => a == word) is var exact and >= 0
            ? exact
            : Array.FindLastIndex(args, a => a.Contains(word, StringComparison.Ordinal));
        if (which < 0)
            return problem;
        var line = new StringBuilder("gds");
        foreach (var arg in args[..which])
            line.Append(' ').Append(Quoted(arg));
        var (start, shown) = (line.Length + 1, Quoted(args[which]));
        foreach (var arg in args[which..])
            line.Append(' ').Append(Quoted(arg));
        return problem.In(line.ToString(), start, shown.Length) with { File = "<command>" };
    }

    /// <summary>A word as a person types it into a shell, on one line.</summary>
    private static string Quoted(string word)
    {
        var plain = word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./=,:@%+^".Contains(c, StringComparison.Ordinal));
        return plain ? word : $"\"{word.Replace('\n', ' ').Replace('\r', ' ')}\"";
    }
}
