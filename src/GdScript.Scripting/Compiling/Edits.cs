using System.Text;

namespace GdScript.Scripting.Compiling;

/// <summary>
/// Changes to a file's text that keep every line where it is: the compiled script then tells the user's own lines. What is put in
/// at one place stands in the order: ends of what came before, beginnings, the replaced text.
/// </summary>
internal sealed class Edits
{
    private readonly List<(int At, int Order, int Cut, string Text)> all = [];

    public bool IsEmpty => all.Count == 0;

    /// <summary>Puts text before what begins at this place.</summary>
    public void Begin(int at, string text) => all.Add((at, 1, 0, text));

    /// <summary>Puts text after what ends at this place.</summary>
    public void End(int at, string text) => all.Add((at, 0, 0, text));

    /// <summary>Replaces a piece; line ends in it are kept behind the new text.</summary>
    public void Replace(int at, string old, string text) =>
        all.Add((at, 2, old.Length, text + new string('\n', old.Count(c => c == '\n'))));

    public string Apply(string text)
    {
        var result = new StringBuilder(text.Length + all.Count * 64);
        var from = 0;
        foreach (var (at, _, cut, put) in all.OrderBy(e => e.At).ThenBy(e => e.Order))
        {
            result.Append(text, from, at - from).Append(put);
            from = at + cut;
        }
        return result.Append(text, from, text.Length - from).ToString();
    }
}
