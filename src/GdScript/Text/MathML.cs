using System.Text;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>Formulas as presentation MathML, one <c>math</c> element to put into a page.</summary>
public static class MathML
{
    private const string Row = "<mrow>";
    private const string End = "</mrow>";

    private static readonly Marks Marks = new()
    {
        Name = name => $"<mi>{Escape(name)}</mi>",
        Number = digits => $"<mn>{digits}</mn>",
        Sign = symbol => $"<mo>{Escape(symbol.MathML)}</mo>",
        Prefix = symbol => $"<mo>{Escape(symbol.MathML)}</mo>",
        Function = symbol => $"<mi>{Escape(symbol.MathML)}</mi><mo>&#x2061;</mo>",
        Letter = symbol => $"<mi>{Escape(symbol.MathML)}</mi>",
        Beside = "<mo>&#x2062;</mo>",
        Comma = "<mo>,</mo>",
        Parentheses = Fence("(", ")"),
        Absolute = Fence("|", "|"),
        Floor = Fence("⌊", "⌋"),
        Ceiling = Fence("⌈", "⌉"),
        Norm = Fence("‖", "‖"),
        Angle = Fence("⟨", "⟩"),
        SquareRoot = new($"<msqrt>{Row}", $"{End}</msqrt>"),
        CubeRoot = new($"<mroot>{Row}", $"{End}<mn>3</mn></mroot>"),
        Transposed = new($"<msup>{Row}", $"{End}<mi>⊤</mi></msup>"),
        Fraction = new($"<mfrac>{Row}", $"{End}{Row}", $"{End}</mfrac>"),
        Power = new($"<msup>{Row}", $"{End}{Row}", $"{End}</msup>"),
        ElementPower = new($"<msup>{Row}", $"{End}{Row}<mo>∘</mo>", $"{End}</msup>"),
        Below = new($"<msub>{Row}", $"{End}{Row}<mo>[</mo>", $"<mo>]</mo>{End}</msub>"),
        BelowName = new($"<msub>{Row}", $"{End}{Row}<mo>[</mo>", $"<mo>]</mo>{End}</msub>"),
        Cases = new($"{Row}<mo>{{</mo><mtable><mtr><mtd>", "</mtd><mtd><mtext>if </mtext>", "</mtd></mtr><mtr><mtd>"),
        CaseElse = $"</mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable>{End}",
        Table = new($"{Row}<mo>(</mo><mtable><mtr><mtd>", $"</mtd></mtr></mtable><mo>)</mo>{End}"),
        NextColumn = "</mtd><mtd>",
        NextRow = "</mtd></mtr><mtr><mtd>",
        Line = new("<mtr><mtd>", "</mtd><mtd><mo>=</mo></mtd><mtd>", "</mtd></mtr>"),
        Lines = new("<mtable>", "</mtd></mtr></mtable>"),
        Whole = new("<math xmlns=\"http://www.w3.org/1998/Math/MathML\">", "</math>"),
    };

    /// <summary>The node as a <c>math</c> element.</summary>
    public static string Of(Formula f, int node) => new Layout(f, Marks).Of(node);

    /// <summary>The node without the <c>math</c> element around it, to be part of a larger one.</summary>
    internal static string Inside(Formula f, int node)
    {
        var whole = Of(f, node);
        return whole[Marks.Whole.Open.Length..^Marks.Whole.Close.Length];
    }

    private static Around Fence(string open, string close) => new($"{Row}<mo>{open}</mo>", $"<mo>{close}</mo>{End}");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            escaped.Append(
                rune.Value switch
                {
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '&' => "&amp;",
                    '"' => "&quot;",
                    < ' ' => "\uFFFD",
                    _ => rune.ToString(),
                }
            );
        return escaped.ToString();
    }
}
