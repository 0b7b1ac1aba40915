using System.Collections.Immutable;
using System.Globalization;
using GdScript.Kernels;

namespace GdScript.Tests.Kernels;

/// <summary>The functions under test by name, their reference values, and the yardstick that compares the two.</summary>
internal static class ElementaryReference
{
    /// <summary>One true value: the nearest double and what it misses, in units of its last place.</summary>
    public readonly record struct Value(double X, double Y, double Rounded, double Missing);

    public static readonly ImmutableDictionary<string, Func<double, double>> Unary = new Dictionary<string, Func<double, double>>
    {
        ["exp"] = Elementary.Exp,
        ["exp2"] = Elementary.Exp2,
        ["expm1"] = Elementary.Expm1,
        ["log"] = Elementary.Log,
        ["log1p"] = Elementary.Log1p,
        ["log2"] = Elementary.Log2,
        ["log10"] = Elementary.Log10,
        ["cbrt"] = Elementary.Cbrt,
        ["sin"] = Elementary.Sin,
        ["cos"] = Elementary.Cos,
        ["tan"] = Elementary.Tan,
        ["asin"] = Elementary.Asin,
        ["acos"] = Elementary.Acos,
        ["atan"] = Elementary.Atan,
        ["sinh"] = Elementary.Sinh,
        ["cosh"] = Elementary.Cosh,
        ["tanh"] = Elementary.Tanh,
        ["asinh"] = Elementary.Asinh,
        ["acosh"] = Elementary.Acosh,
        ["atanh"] = Elementary.Atanh,
        ["sigmoid"] = Elementary.Sigmoid,
        ["softplus"] = Elementary.Softplus,
        ["erf"] = Elementary.Erf,
        ["erfc"] = Elementary.Erfc,
        ["lgamma"] = Elementary.Lgamma,
        ["gamma"] = Elementary.Gamma,
        ["digamma"] = Elementary.Digamma,
        ["trigamma"] = Elementary.Trigamma,
    }.ToImmutableDictionary();

    public static readonly ImmutableDictionary<string, Func<double, double, double>> Binary = new Dictionary<
        string,
        Func<double, double, double>
    >
    {
        ["atan2"] = Elementary.Atan2,
        ["pow"] = Elementary.Pow,
        ["hypot"] = Elementary.Hypot,
        ["polygamma"] = (n, x) => Elementary.Polygamma((int)n, x),
    }.ToImmutableDictionary();

    private static readonly Lazy<ImmutableDictionary<string, ImmutableArray<Value>>> Read = new(ReadAll);

    public static ImmutableArray<Value> Of(string name) => Read.Value[name];

    public static Func<Value, double> Ours(string name) =>
        Unary.TryGetValue(name, out var one) ? v => one(v.X) : v => Binary[name](v.X, v.Y);

    /// <summary>The distance to the true value in units of the last place of the rounded true value.</summary>
    public static double Ulps(double ours, Value truth)
    {
        if (!double.IsFinite(ours) || !double.IsFinite(truth.Rounded))
            return ours.Equals(truth.Rounded) ? 0.0 : double.PositiveInfinity;
        return Math.Abs((ours - truth.Rounded) / Unit(truth.Rounded) - truth.Missing);
    }

    /// <summary>One unit in the last place of a double of this size.</summary>
    public static double Unit(double size) =>
        Math.Max(Math.BitIncrement(Math.BitDecrement(Math.Abs(size))) - Math.BitDecrement(Math.Abs(size)), double.Epsilon);

    public static double Worst(string name, Func<Value, double> function) => Of(name).Max(v => Ulps(function(v), v));

    private static ImmutableDictionary<string, ImmutableArray<Value>> ReadAll()
    {
        using var stream = typeof(ElementaryReference).Assembly.GetManifestResourceStream("Elementary.Reference.txt")!;
        using var reader = new StreamReader(stream);
        var sections = new Dictionary<string, ImmutableArray<Value>.Builder>();
        ImmutableArray<Value>.Builder current = null!;
        while (reader.ReadLine() is { } line)
            if (line.StartsWith('@'))
                sections[line[2..]] = current = ImmutableArray.CreateBuilder<Value>();
            else if (!line.StartsWith('#'))
                current.Add(Parse(line.Split(' ')));
        return sections.ToImmutableDictionary(s => s.Key, s => s.Value.ToImmutable());
    }

    private static Value Parse(string[] words) =>
        new(
            Bits(words[0]),
            words.Length == 4 ? Bits(words[1]) : 0.0,
            Bits(words[^2]),
            int.Parse(words[^1], CultureInfo.InvariantCulture) / 1000.0
        );

    private static double Bits(string word) =>
        BitConverter.UInt64BitsToDouble(ulong.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
