using System.Collections.Immutable;
using System.CommandLine;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Help;

/// <summary>
/// A command as plain data: what the help, the man page and the shells' completion say of it is said once, by the command
/// itself.
/// </summary>
/// <param name="Name">What is typed, <c>gds</c> for the root.</param>
/// <param name="About">One sentence.</param>
/// <param name="Usage">Its words in order: <c>gds check [LOSS] [options]</c>.</param>
/// <param name="Arguments">Its words without a dash.</param>
/// <param name="Groups">Its options (of the root: its commands), by heading.</param>
/// <param name="Example">A command line that works as it stands.</param>
internal sealed record Sheet(
    string Name,
    string About,
    string Usage,
    ImmutableArray<SheetRow> Arguments,
    ImmutableArray<SheetGroup> Groups,
    string Example
)
{
    /// <summary>What is told of a command.</summary>
    public static Sheet Of(Command command, string rootExample)
    {
        var root = command is RootCommand;
        var words = command.Arguments.Where(a => !a.Hidden).Select(Word);
        return new(
            root ? "gds" : command.Name,
            command.Description ?? "",
            string.Join(' ', ["gds", root ? "COMMAND" : command.Name, .. words, "[options]"]),
            [.. command.Arguments.Where(a => !a.Hidden).Select(a => new SheetRow([a.Name], null, a.Description ?? ""))],
            [
                .. (root ? Commands(command) : [])
                    .Concat(Options(command))
                    .GroupBy(row => row.Heading, row => row.Row)
                    .OrderBy(g => Headings.Rank(g.Key))
                    .Select(g => new SheetGroup(g.Key, [.. g])),
            ],
            command is Subcommand sub ? sub.Example : rootExample
        );
    }

    private static IEnumerable<(string Heading, SheetRow Row)> Commands(Command root) =>
        from command in root.Subcommands
        where !command.Hidden
        let words = string.Join(' ', command.Arguments.Where(a => !a.Hidden).Select(a => a.Name))
        select (Headings.Of(command), new SheetRow([command.Name], words.Length > 0 ? words : null, command.Description ?? ""));

    private static IEnumerable<(string Heading, SheetRow Row)> Options(Command command) =>
        from option in command.Options.Concat(Inherited(command))
        where !option.Hidden
        select (Headings.Of(command, option), new SheetRow([.. Names(option)], option.HelpName, option.Description ?? ""));

    private static IEnumerable<Option> Inherited(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => parent.Options).Where(option => option.Recursive);

    /// <summary>The names of an option, the short one first.</summary>
    private static IEnumerable<string> Names(Option option) =>
        option.Aliases.Append(option.Name).Where(name => name is not ("-?" or "/h" or "/?")).Distinct().OrderBy(name => name.Length);

    private static string Word(Argument argument)
    {
        var word = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{word}]" : word;
    }
}

/// <summary>Options (or commands) of one kind.</summary>
internal sealed record SheetGroup(string Heading, ImmutableArray<SheetRow> Rows);

/// <summary>One option, argument or command.</summary>
/// <param name="Names">What is typed, the short name first.</param>
/// <param name="Value">What stands behind it: <c>FILE</c>, or the words it can be, as in <c>mean|sum</c>.</param>
/// <param name="About">What it does.</param>
internal sealed record SheetRow(ImmutableArray<string> Names, string? Value, string About)
{
    /// <summary>The words that the value can be; none where it is anything.</summary>
    public ImmutableArray<string> Choices =>
        Value is { } value && value.Contains('|', StringComparison.Ordinal) && value.All(c => char.IsAsciiLetterLower(c) || c is '|' or '-')
            ? [.. value.Split('|')]
            : [];
}
