using System.Text;

namespace GdScript.Export;

/// <summary>Lines of text, one after the other.</summary>
internal sealed class Page
{
    private readonly StringBuilder text = new();

    public Page Line(string line = "")
    {
        text.Append(line).Append('\n');
        return this;
    }

    /// <summary>Text of several lines, each set in by as much; empty lines stay empty.</summary>
    public Page Block(string block, string indent = "")
    {
        foreach (var line in block.TrimEnd('\n').Split('\n'))
            text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
        return this;
    }

    public override string ToString() => text.ToString();
}
