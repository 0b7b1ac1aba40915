using System.Globalization;

namespace GdScript.Export;

/// <summary>A piece of a program's text and how tightly it binds; text and strength together decide about parentheses.</summary>
internal readonly record struct Code(string Text, Binds Binds)
{
    /// <summary>The text, in parentheses where it binds more loosely than needed.</summary>
    public string As(Binds atLeast) => Binds >= atLeast ? Text : $"({Text})";

    public static Code Call(string function, params ReadOnlySpan<string> arguments) =>
        new($"{function}({string.Join(", ", arguments)})", Binds.Primary);

    public static Code Name(string name) => new(name, Binds.Primary);

    /// <summary>A finite double in shortest round-trip form, unmistakably a double: <c>2.0</c>, <c>-0.0</c>, <c>1E+300</c>.</summary>
    public static Code Finite(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return new(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text, text[0] == '-' ? Binds.Unary : Binds.Primary);
    }
}

/// <summary>Operators from the loosest to the tightest, as far as formulas need them.</summary>
internal enum Binds
{
    Choice,
    Or,
    And,
    Equality,
    Comparison,
    Sum,
    Product,
    Unary,
    Primary,
}

/// <summary>An array as it is said in a program, and how it is shaped: row-major, one number after the other.</summary>
internal readonly record struct ArrayCode(string Text, Graphs.Shape Shape)
{
    public string Count => Shape.Count.ToString(CultureInfo.InvariantCulture);
}
