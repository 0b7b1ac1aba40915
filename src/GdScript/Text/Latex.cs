using System.Collections.Frozen;
using System.Text;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>Formulas as LaTeX (amsmath) that can be read one way only.</summary>
public static class Latex
{
    private static readonly FrozenSet<string> Greek = FrozenSet.Create(
        StringComparer.Ordinal,
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".Split(
            ' '
        )
    );

    private static readonly Marks Marks = new()
    {
        Name = Name,
        Number = digits => digits,
        Sign = symbol => $" {symbol.Latex} ",
        Prefix = symbol => symbol.Latex.Length > 1 ? symbol.Latex + " " : symbol.Latex,
        Function = symbol => symbol.Latex,
        Letter = symbol => symbol.Latex,
        Beside = " ",
        Comma = ", ",
        Parentheses = new(@"\left(", @"\right)"),
        Absolute = new(@"\left|", @"\right|"),
        Floor = new(@"\left\lfloor ", @"\right\rfloor "),
        Ceiling = new(@"\left\lceil ", @"\right\rceil "),
        Norm = new(@"\left\lVert ", @"\right\rVert "),
        Angle = new(@"\left\langle ", @"\right\rangle "),
        SquareRoot = new(@"\sqrt{", "}"),
        CubeRoot = new(@"\sqrt[3]{", "}"),
        Transposed = new("", @"^{\top}"),
        Fraction = new(@"\frac{", "}{", "}"),
        Power = new("", "^{", "}"),
        ElementPower = new("", @"^{\circ ", "}"),
        Below = new("{", "}_{[", "]}"),
        BelowName = new("", "_{[", "]}"),
        Cases = new(@"\begin{cases} ", @" & \text{if } ", @" \\ "),
        CaseElse = @" & \text{otherwise} \end{cases}",
        Table = new(@"\begin{pmatrix} ", @" \end{pmatrix}"),
        NextColumn = " & ",
        NextRow = @" \\ ",
        Line = new("", " &= ", @" \\ "),
        Lines = new(@"\begin{aligned} ", @" \end{aligned}"),
        Whole = new("", ""),
    };

    /// <summary>The node, without surrounding dollar signs.</summary>
    public static string Of(Formula f, int node) => new Layout(f, Marks).Of(node);

    /// <summary>
    /// One letter is itself, digits after it go below it, Greek letters by name become letters, and every other name stands
    /// upright, so that it cannot be taken for a product of letters.
    /// </summary>
    internal static string Name(string name)
    {
        var digits = name.Length - name.AsSpan().TrimEnd("0123456789").Length;
        var stem = name[..^digits];
        var letter =
            Greek.Contains(stem) ? $@"\{stem}"
            : stem.Length == 1 && char.IsAsciiLetter(stem[0]) ? stem
            : null;
        return letter is null ? $@"\mathrm{{{Escape(name)}}}"
            : digits > 0 ? $"{letter}_{{{name[^digits..]}}}"
            : letter;
    }

    private static string Escape(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
            text.Append(
                c switch
                {
                    '\\' => @"\backslash ",
                    '~' or '^' => $@"\{c}{{}}",
                    '_' or '%' or '$' or '#' or '&' or '{' or '}' => $@"\{c}",
                    ' ' => @"\ ",
                    _ => c.ToString(),
                }
            );
        return text.ToString();
    }
}
