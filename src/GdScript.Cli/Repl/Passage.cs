namespace GdScript.Cli.Repl;

/// <summary>A part of what was typed, which knows where it stands, so that a mistake in it points into the whole.</summary>
internal sealed record Passage(string Text, int Start, int End)
{
    public static Passage All(string text) => new(text, 0, text.Length);

    public string Said => Text[Start..End].Trim();

    public bool IsEmpty => Text.AsSpan(Start, End - Start).IsWhiteSpace();

    public Passage Part(int start, int end) => new(Text, start, Math.Max(start, end));

    /// <summary>The passage with blanks for everything before it: what is read from it has its place in the whole.</summary>
    public string Alone => Blanked(Text, Start) + Text[Start..End];

    /// <summary>As many blanks and line ends as the text has up to a place.</summary>
    public static string Blanked(string text, int end) =>
        string.Create(
            end,
            text,
            (blank, all) =>
            {
                for (var i = 0; i < blank.Length; i++)
                    blank[i] = all[i] == '\n' ? '\n' : ' ';
            }
        );

    /// <summary>A problem that points at the passage.</summary>
    public Problem Wrong(string id, string what, string hint = "")
    {
        var lead = Text.AsSpan(Start, End - Start);
        var start = IsEmpty ? Start : Start + lead.Length - lead.TrimStart().Length;
        return Problem.Input(id, what, hint).In(Text, start, Math.Max(1, Said.Length));
    }
}
