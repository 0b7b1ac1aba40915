namespace GdScript.Text;

/// <summary>One symbol in both typeset languages.</summary>
internal readonly record struct Symbol(string Latex, string MathML);

/// <summary>Text around the one thing it holds.</summary>
internal readonly record struct Around(string Open, string Close);

/// <summary>Text around and between two things.</summary>
internal readonly record struct Joint(string Open, string Middle, string Close);

/// <summary>How one typeset language writes the boxes a <see cref="Layout"/> puts together.</summary>
internal sealed record Marks
{
    public required Func<string, string> Name { get; init; }
    public required Func<string, string> Number { get; init; }
    public required Func<Symbol, string> Sign { get; init; }
    public required Func<Symbol, string> Prefix { get; init; }
    public required Func<Symbol, string> Function { get; init; }

    /// <summary>A constant with a symbol of its own: π, e, ∞.</summary>
    public required Func<Symbol, string> Letter { get; init; }

    /// <summary>Between a number and what it multiplies.</summary>
    public required string Beside { get; init; }
    public required string Comma { get; init; }
    public required Around Parentheses { get; init; }
    public required Around Absolute { get; init; }
    public required Around Floor { get; init; }
    public required Around Ceiling { get; init; }
    public required Around Norm { get; init; }
    public required Around Angle { get; init; }
    public required Around SquareRoot { get; init; }
    public required Around CubeRoot { get; init; }
    public required Around Transposed { get; init; }
    public required Joint Fraction { get; init; }
    public required Joint Power { get; init; }

    /// <summary>A power element by element.</summary>
    public required Joint ElementPower { get; init; }
    public required Joint Below { get; init; }

    /// <summary>An index below a name that has none yet.</summary>
    public required Joint BelowName { get; init; }
    public required Joint Cases { get; init; }
    public required string CaseElse { get; init; }
    public required Around Table { get; init; }
    public required string NextColumn { get; init; }
    public required string NextRow { get; init; }

    /// <summary>Lines that name shared subterms: before the name, between name and value, after the value.</summary>
    public required Joint Line { get; init; }
    public required Around Lines { get; init; }
    public required Around Whole { get; init; }

    /// <summary>A number as it is printed: a fraction, a power of ten, infinite, or digits.</summary>
    public string Constant(string text)
    {
        var size = text[0] == '-' ? text[1..] : text;
        return (text[0] == '-' ? Prefix(Symbols.Minus) : "")
            + (
                size.Split('/') is [var top, var bottom] ? Fraction.Open + Number(top) + Fraction.Middle + Number(bottom) + Fraction.Close
                : size.Split('e') is [var digits, var exponent]
                    ? Number(digits) + Sign(Symbols.Dot) + Power.Open + Number("10") + Power.Middle + Signed(exponent) + Power.Close
                : size == "Infinity" ? Letter(Symbols.Infinity)
                : size == "NaN" ? Letter(Symbols.NotANumber)
                : Number(size)
            );
    }

    private string Signed(string exponent) => exponent[0] == '-' ? Prefix(Symbols.Minus) + Number(exponent[1..]) : Number(exponent);
}
