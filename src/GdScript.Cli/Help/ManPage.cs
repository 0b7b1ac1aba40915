using System.Text;

namespace GdScript.Cli.Help;

/// <summary>The manual page of <c>gds</c> in the man macros of troff (man(7)), made from the commands themselves.</summary>
internal static class ManPage
{
    private static readonly (string Code, string Meaning)[] ExitCodes =
    [
        ("0", "the answer was given"),
        ("1", "a check failed: a gradient is wrong, a stored trace differs"),
        ("2", "bad input: what was asked cannot be read as it stands"),
        ("3", "numeric failure: a value left the finite numbers, a walk diverged"),
        ("4", "a script threw, ran too long or crashed"),
        ("5", "a file could not be read or written"),
        ("70", "a mistake of gds itself"),
        ("130, 143", "interrupted; the best point found was printed"),
    ];

    private static readonly (string Name, string Meaning)[] Environment =
    [
        ("NO_COLOR", "set to anything: no colours"),
        ("XDG_CACHE_HOME", "compiled scripts are kept in its folder gdscript (else in ~/.cache)"),
        ("XDG_STATE_HOME", "the history of the session is kept in its folder gdscript (else in ~/.local/state)"),
        ("GDS_HISTORY", "set to nothing: keep no history"),
    ];

    /// <summary>The page; <paramref name="version"/> stands in its foot.</summary>
    /// <param name="root">The command <c>gds</c>.</param>
    /// <param name="commands">Its commands in the order of the help.</param>
    public static string Of(Sheet root, IEnumerable<Sheet> commands, string version)
    {
        var page = new StringBuilder();
        page.Append(".TH GDS 1 \"\" \"GdScript ").Append(version).Append("\" \"GdScript\"\n");
        Section(page, "NAME").Append("gds \\- the gradient workbench\n");
        Section(page, "SYNOPSIS").Append(".B gds\n.I COMMAND\n[options]\n.br\n.B gds\n.I FILE.csx\n[arguments]\n");
        Section(page, "DESCRIPTION").Append(Escaped(root.About)).Append('\n');
        Section(page, "COMMANDS");
        foreach (var command in commands)
            Command(page, command);
        Table(Section(page, "EXIT STATUS"), ExitCodes);
        Table(Section(page, "ENVIRONMENT"), Environment);
        return page.ToString();
    }

    private static void Command(StringBuilder page, Sheet sheet)
    {
        page.Append(".SS \"").Append(Escaped(sheet.Usage)).Append("\"\n").Append(Escaped(sheet.About)).Append('\n');
        foreach (var argument in sheet.Arguments)
            Row(page, argument);
        foreach (var group in sheet.Groups)
        {
            page.Append(".PP\n.I ").Append(Escaped(group.Heading)).Append('\n');
            foreach (var row in group.Rows)
                Row(page, row);
        }
        page.Append(".PP\nExample:\n.PP\n.nf\n.RS\n").Append(Escaped(sheet.Example)).Append("\n.RE\n.fi\n");
    }

    private static void Row(StringBuilder page, SheetRow row)
    {
        page.Append(".TP\n\\fB").Append(string.Join("\\fR, \\fB", row.Names.Select(Escaped))).Append("\\fR");
        if (row.Value is { } value)
            page.Append(" \\fI").Append(Escaped(value)).Append("\\fR");
        page.Append('\n').Append(Escaped(row.About)).Append('\n');
    }

    private static void Table(StringBuilder page, IEnumerable<(string Name, string Meaning)> rows)
    {
        foreach (var (name, meaning) in rows)
            page.Append(".TP\n.B ").Append(Escaped(name)).Append('\n').Append(Escaped(meaning)).Append('\n');
    }

    private static StringBuilder Section(StringBuilder page, string name) => page.Append(".SH ").Append(name).Append('\n');

    /// <summary>Text that troff takes for text: no escapes, no hyphens where dashes are meant, no request at a line's start.</summary>
    private static string Escaped(string text)
    {
        var safe = text.Replace("\\", "\\(rs", StringComparison.Ordinal)
            .Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("'", "\\(aq", StringComparison.Ordinal)
            .Replace("\"", "\\(dq", StringComparison.Ordinal)
            .Replace("^", "\\(ha", StringComparison.Ordinal)
            .Replace("`", "\\(ga", StringComparison.Ordinal)
            .Replace("~", "\\(ti", StringComparison.Ordinal)
            .Replace('\n', ' ');
        return safe.StartsWith('.') ? "\\&" + safe : safe;
    }
}
