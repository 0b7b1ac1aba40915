using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Help;

/// <summary>The help of a command: what it is, how it is called, an example that works, then its options by what they are for.</summary>
internal sealed class HelpText(string rootExample) : SynchronousCommandLineAction
{
    private const int Columns = 100;
    private const int WidestName = 34;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(Of(Sheet.Of(parseResult.CommandResult.Command, rootExample)));
        return Exit.Ok;
    }

    /// <summary>The whole text, each line ended by a newline.</summary>
    public static string Of(Sheet sheet)
    {
        var text = new StringBuilder();
        text.Append(sheet.About).Append("\n\nUsage:\n  ").Append(sheet.Usage).Append('\n');
        var rows = sheet.Groups.SelectMany(g => g.Rows).Concat(sheet.Arguments);
        var width = Math.Min(WidestName, rows.Max(row => Left(row).Length));
        if (sheet.Name == "gds")
            text.Append("  gds FILE.csx [ARGS...]      run a script\n");
        text.Append("\nExample:\n  ").Append(sheet.Example).Append('\n');
        foreach (var argument in sheet.Arguments)
            Row(text.Append(argument == sheet.Arguments[0] ? "\nArguments:\n" : ""), argument, width);
        foreach (var group in sheet.Groups)
        {
            text.Append('\n').Append(group.Heading).Append(":\n");
            foreach (var row in group.Rows)
                Row(text, row, width);
        }
        if (sheet.Name == "gds")
            text.Append("\n'gds COMMAND --help' tells more about one of them, 'gds explain ID' about an error.\n");
        return text.ToString();
    }

    private static string Left(SheetRow row) => string.Join(", ", row.Names) + (row.Value is { } value ? " " + value : "");

    /// <summary>A row in two columns; a name that is too long for its column has a line of its own.</summary>
    private static void Row(StringBuilder text, SheetRow row, int width)
    {
        var left = Left(row);
        text.Append("  ").Append(left.PadRight(width));
        var first = left.Length <= width;
        foreach (var line in Wrapped(row.About, Columns - width - 4))
        {
            if (!first)
                text.Append('\n').Append(' ', width + 2);
            text.Append("  ").Append(line);
            first = false;
        }
        text.Append('\n');
    }

    /// <summary>The words of a sentence in lines of at most <paramref name="width"/> columns.</summary>
    private static IEnumerable<string> Wrapped(string sentence, int width)
    {
        var line = new StringBuilder();
        foreach (var word in sentence.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        yield return line.ToString();
    }
}
