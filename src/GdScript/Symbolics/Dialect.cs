using System.Text;
using GdScript.Text;

namespace GdScript.Symbolics;

/// <summary>
/// Two spellings of MathNet that the formula language does not have, put into its own: <c>|x|</c> is <c>abs(x)</c>, and <c>sin^2(x)</c> is
/// <c>(sin(x)^2)</c>. One pass, in proportion to the text.
/// </summary>
internal sealed class Dialect
{
    private readonly string text;
    private readonly StringBuilder plain = new();
    private readonly Stack<(int Depth, string Exponent)> powers = new();
    private int bars;
    private int depth;

    private Dialect(string text) => this.text = text;

    /// <summary>The text in the formula language; itself where it has none of them, or bars that do not pair.</summary>
    public static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAny('|', '^'))
            return text;
        var dialect = new Dialect(text);
        for (var i = 0; i < text.Length; )
            i = dialect.Next(i);
        return dialect.bars == 0 && dialect.powers.Count == 0 ? dialect.plain.ToString() : text;
    }

    /// <summary>Takes what stands at a place; where the next begins.</summary>
    private int Next(int i)
    {
        var c = text[i];
        if (c == '|')
            return Bar(i);
        if (char.IsLetter(c) && Power(i) is var (name, exponent, end))
        {
            plain.Append('(').Append(name).Append('(');
            powers.Push((depth++, exponent));
            return end;
        }
        if (char.IsLetter(c))
            return Word(i);
        plain.Append(c);
        depth +=
            c == '(' ? 1
            : c == ')' ? -1
            : 0;
        if (c == ')' && powers.TryPeek(out var power) && power.Depth == depth)
            plain.Append('^').Append(powers.Pop().Exponent).Append(')');
        return i + 1;
    }

    /// <summary>A bar opens where an operand may begin and closes behind one; two outside of bars are the word "or".</summary>
    private int Bar(int i)
    {
        var behind = plain.Length > 0 && EndsOperand();
        if (bars == 0 && behind)
        {
            var or = i + 1 < text.Length && text[i + 1] == '|' ? 2 : 1;
            plain.Append(text, i, or);
            bars += or == 1 ? text.Length + 1 : 0; // a bar that closes nothing: the text stays as it is
            return i + or;
        }
        plain.Append(behind ? ")" : "abs(");
        bars += behind ? -1 : 1;
        return i + 1;
    }

    private bool EndsOperand()
    {
        var last = plain.Length - 1;
        while (last > 0 && char.IsWhiteSpace(plain[last]))
            last--;
        return char.IsLetterOrDigit(plain[last]) || plain[last] is '_' or ')' or ']' or '.';
    }

    /// <summary>The name of a function with a whole exponent between it and its parentheses.</summary>
    private (string Name, string Exponent, int End)? Power(int i)
    {
        var name = text.Substring(i, Letters.NameLength(text.AsSpan(i)));
        var digits = i + name.Length + 1;
        if (digits >= text.Length || text[digits - 1] != '^' || Functions.Find(name) is null)
            return null;
        var end = digits;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        var open = end;
        while (open < text.Length && text[open] == ' ')
            open++;
        return end > digits && open < text.Length && text[open] == '(' ? (name, text[digits..end], open + 1) : null;
    }

    /// <summary>A name stands as it is, to its end.</summary>
    private int Word(int i)
    {
        var length = Math.Max(1, Letters.NameLength(text.AsSpan(i)));
        plain.Append(text, i, length);
        return i + length;
    }
}
