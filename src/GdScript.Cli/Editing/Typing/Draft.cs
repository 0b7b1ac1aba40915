using System.Globalization;

namespace GdScript.Cli.Editing.Typing;

/// <summary>The text being typed and where in it the caret stands: what every motion and every edit takes and gives.</summary>
/// <param name="Text">Lines are parted by <c>\n</c>.</param>
/// <param name="Caret">Between two clusters, 0 to the length of the text.</param>
internal readonly record struct Draft(string Text, int Caret)
{
    public static Draft Empty { get; } = new("", 0);

    /// <summary>A text with the caret behind it.</summary>
    public static Draft After(string text) => new(text, text.Length);

    public int LineStart => Text.LastIndexOf('\n', Math.Max(0, Caret - 1), Caret) + 1;

    public int LineEnd => Text.IndexOf('\n', Caret) is var end and >= 0 ? end : Text.Length;

    public bool OnFirstLine => LineStart == 0;

    public bool OnLastLine => LineEnd == Text.Length;

    public string BeforeCaretOnLine => Text[LineStart..Caret];

    /// <summary>Whether more round brackets are opened than closed before the caret.</summary>
    public bool IsInBrackets => Text.AsSpan(0, Caret).Count('(') > Text.AsSpan(0, Caret).Count(')');

    public Draft Insert(string what) => Replace(Caret, 0, what);

    /// <summary>Puts <paramref name="what"/> in place of a stretch; the caret stands behind it.</summary>
    public Draft Replace(int start, int length, string what)
    {
        var text = string.Concat(Text.AsSpan(0, start), what, Text.AsSpan(start + length));
        return new(text, Clusters.Whole(text, start + what.Length));
    }

    /// <summary>Without what lies between the caret and <paramref name="to"/>.</summary>
    public Draft Without(int to) => Replace(Math.Min(Caret, to), Math.Abs(to - Caret), "");

    public string Between(int to) => Text[Math.Min(Caret, to)..Math.Max(Caret, to)];

    public Draft At(int caret) => this with { Caret = Clusters.Whole(Text, caret) };

    public int Left => Clusters.Previous(Text, Caret);

    public int Right => Clusters.Next(Text, Caret);

    /// <summary>The start of the word before the caret: letters, digits and underscores.</summary>
    public int WordLeft
    {
        get
        {
            var (at, inside) = (Caret, false);
            for (int before; at > 0 && (IsWord(before = Clusters.Previous(Text, at)) || !inside); at = before)
                inside |= IsWord(before);
            return at;
        }
    }

    /// <summary>The end of the word behind the caret.</summary>
    public int WordRight
    {
        get
        {
            var (at, inside) = (Caret, false);
            for (; at < Text.Length && (IsWord(at) || !inside); at = Clusters.Next(Text, at))
                inside |= IsWord(at);
            return at;
        }
    }

    /// <summary>The start of what stands between spaces before the caret.</summary>
    public int SpacedLeft
    {
        get
        {
            var (at, inside) = (Caret, false);
            for (; at > 0 && (!char.IsWhiteSpace(Text[at - 1]) || !inside); at--)
                inside |= !char.IsWhiteSpace(Text[at - 1]);
            return at;
        }
    }

    /// <summary>The column of the caret in its line.</summary>
    public int Column => Clusters.Columns(BeforeCaretOnLine);

    /// <summary>The line above, at the column or where it ends before; null on the first line.</summary>
    public Draft? Above(int column) => OnFirstLine ? null : new Draft(Text, LineStart - 1).Toward(column);

    /// <summary>The line below, likewise; null on the last line.</summary>
    public Draft? Below(int column) => OnLastLine ? null : new Draft(Text, LineEnd + 1).Toward(column);

    /// <summary>The two clusters around the caret change places (at the end of a line: the two before it), and the caret goes on.</summary>
    public Draft Transposed()
    {
        var middle = Caret == LineEnd ? Left : Caret;
        var (start, end) = (Clusters.Previous(Text, middle), Clusters.Next(Text, middle));
        if (middle <= LineStart || middle >= Text.Length || Text[middle] == '\n')
            return this;
        return Replace(start, end - start, Text[middle..end] + Text[start..middle]);
    }

    /// <summary>A place of the caret's line.</summary>
    private Draft Toward(int column)
    {
        var (at, end) = (LineStart, LineEnd);
        for (var left = column; at < end; at = Clusters.Next(Text, at))
            if ((left -= Clusters.Width(Text.AsSpan(at, Clusters.Next(Text, at) - at))) < 0)
                break;
        return this with { Caret = at };
    }

    private bool IsWord(int at) =>
        Text[at] == '_' || char.IsLetterOrDigit(Text, at) || CharUnicodeInfo.GetUnicodeCategory(Text, at) is UnicodeCategory.NonSpacingMark;
}
