using System.Globalization;
using GdScript.Graphs;

namespace GdScript.Scripting.Emitting;

/// <summary>A piece of C# and how tightly it binds; text and strength together decide about parentheses.</summary>
internal readonly record struct CSharpCode(string Text, Binds Binds)
{
    /// <summary>The text, in parentheses where it binds more loosely than needed.</summary>
    public string As(Binds atLeast) => Binds >= atLeast ? Text : $"({Text})";

    public static CSharpCode Call(string function, params ReadOnlySpan<string> arguments) =>
        new($"{function}({string.Join(", ", arguments)})", Binds.Primary);

    /// <summary>A double in shortest round-trip form, unmistakably a double: <c>2.0</c>, <c>-0.0</c>, <c>1E+300</c>.</summary>
    public static CSharpCode Number(double value)
    {
        if (!double.IsFinite(value))
        {
            var name =
                double.IsNaN(value) ? "NaN"
                : value > 0 ? "PositiveInfinity"
                : "NegativeInfinity";
            return new("double." + name, Binds.Primary);
        }
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return new(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text, text[0] == '-' ? Binds.Unary : Binds.Primary);
    }

    /// <summary>The exact function of IEEE 754, ours, or an operator: what an elementwise operation is in C#.</summary>
    /// <param name="op">Elementwise, and neither a truth nor a power nor a choice.</param>
    public static string FunctionOf(Op op) =>
        op switch
        {
            Op.Abs or Op.Floor or Op.Round or Op.Min or Op.Max or Op.Sqrt => $"Math.{op}",
            Op.Ceil => "Math.Ceiling",
            Op.Sign or Op.Relu => $"FormulaMath.{op}",
            _ => $"Elementary.{op}",
        };
}

/// <summary>C#'s operators from the loosest to the tightest, as far as formulas need them.</summary>
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
