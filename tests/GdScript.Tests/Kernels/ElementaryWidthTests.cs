using System.Diagnostics;
using System.Reflection;
using System.Runtime.Intrinsics;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>The law of the room: one argument, one answer, at every width, at every place, beside every neighbour.</summary>
public class ElementaryWidthTests
{
    private delegate void Many(ReadOnlySpan<double> x, Span<double> y);

    private delegate void ManyOfTwo(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z);

    private sealed record Widths(
        Func<double, double> One,
        Many Many,
        Func<Vector256<double>, Vector256<double>> Four,
        Func<Vector512<double>, Vector512<double>> Eight
    );

    private sealed record Widths2(
        Func<double, double, double> One,
        ManyOfTwo Many,
        Func<Vector256<double>, Vector256<double>, Vector256<double>> Four,
        Func<Vector512<double>, Vector512<double>, Vector512<double>> Eight
    );

    private static readonly Dictionary<string, Widths> Formulas = new()
    {
        ["exp"] = Of<ExpFormula>(Elementary.Exp, Elementary.Exp),
        ["exp2"] = Of<Exp2Formula>(Elementary.Exp2, Elementary.Exp2),
        ["expm1"] = Of<Expm1Formula>(Elementary.Expm1, Elementary.Expm1),
        ["log"] = Of<LogFormula>(Elementary.Log, Elementary.Log),
        ["log1p"] = Of<Log1pFormula>(Elementary.Log1p, Elementary.Log1p),
        ["log2"] = Of<Log2Formula>(Elementary.Log2, Elementary.Log2),
        ["log10"] = Of<Log10Formula>(Elementary.Log10, Elementary.Log10),
        ["cbrt"] = Of<CbrtFormula>(Elementary.Cbrt, Elementary.Cbrt),
        ["sin"] = Of<SinFormula>(Elementary.Sin, Elementary.Sin),
        ["cos"] = Of<CosFormula>(Elementary.Cos, Elementary.Cos),
        ["tan"] = Of<TanFormula>(Elementary.Tan, Elementary.Tan),
        ["asin"] = Of<AsinFormula>(Elementary.Asin, Elementary.Asin),
        ["acos"] = Of<AcosFormula>(Elementary.Acos, Elementary.Acos),
        ["atan"] = Of<AtanFormula>(Elementary.Atan, Elementary.Atan),
        ["sinh"] = Of<SinhFormula>(Elementary.Sinh, Elementary.Sinh),
        ["cosh"] = Of<CoshFormula>(Elementary.Cosh, Elementary.Cosh),
        ["tanh"] = Of<TanhFormula>(Elementary.Tanh, Elementary.Tanh),
        ["asinh"] = Of<AsinhFormula>(Elementary.Asinh, Elementary.Asinh),
        ["acosh"] = Of<AcoshFormula>(Elementary.Acosh, Elementary.Acosh),
        ["atanh"] = Of<AtanhFormula>(Elementary.Atanh, Elementary.Atanh),
        ["sigmoid"] = Of<SigmoidFormula>(Elementary.Sigmoid, Elementary.Sigmoid),
        ["softplus"] = Of<SoftplusFormula>(Elementary.Softplus, Elementary.Softplus),
    };

    private static readonly Dictionary<string, Widths2> FormulasOfTwo = new()
    {
        ["atan2"] = OfTwo<Atan2Formula>(Elementary.Atan2, Elementary.Atan2),
        ["pow"] = OfTwo<PowFormula>(Elementary.Pow, Elementary.Pow),
        ["hypot"] = OfTwo<HypotFormula>(Elementary.Hypot, Elementary.Hypot),
    };

    private static readonly Dictionary<string, (Func<double, double> One, Many Many)> NumberByNumber = new()
    {
        ["sqrt"] = (Elementary.Sqrt, Elementary.Sqrt),
        ["erf"] = (Elementary.Erf, Elementary.Erf),
        ["erfc"] = (Elementary.Erfc, Elementary.Erfc),
        ["lgamma"] = (Elementary.Lgamma, Elementary.Lgamma),
        ["gamma"] = (Elementary.Gamma, Elementary.Gamma),
        ["digamma"] = (Elementary.Digamma, Elementary.Digamma),
        ["trigamma"] = (Elementary.Trigamma, Elementary.Trigamma),
        ["polygamma"] = (x => Elementary.Polygamma(3, x), (x, y) => Elementary.Polygamma(3, x, y)),
    };

    public static TheoryData<string> OneArgument => [.. Formulas.Keys];

    public static TheoryData<string> TwoArguments => [.. FormulasOfTwo.Keys];

    public static TheoryData<string> Scalar => [.. NumberByNumber.Keys];

    [Theory]
    [MemberData(nameof(OneArgument))]
    public void One_number_and_four_and_eight_side_by_side_have_the_same_bits(string name)
    {
        var f = Formulas[name];
        var x = Arguments(1, 1024);
        for (var i = 0; i < x.Length; i += 8)
        {
            var eight = f.Eight(Vector512.Create(x, i));
            var low = f.Four(Vector256.Create(x, i));
            var high = f.Four(Vector256.Create(x, i + 4));
            for (var j = 0; j < 8; j++)
            {
                Same(name, x[i + j], f.One(x[i + j]), eight[j]);
                Same(name, x[i + j], f.One(x[i + j]), j < 4 ? low[j] : high[j - 4]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(OneArgument))]
    public void A_span_of_any_length_has_the_bits_of_its_numbers(string name) => SpansAgree(name, Formulas[name].One, Formulas[name].Many);

    [Theory]
    [MemberData(nameof(Scalar))]
    public void A_span_of_a_function_taken_number_by_number_has_the_bits_of_its_numbers(string name) =>
        SpansAgree(name, NumberByNumber[name].One, NumberByNumber[name].Many);

    [Theory]
    [MemberData(nameof(TwoArguments))]
    public void Pairs_have_the_same_bits_at_every_width_and_place(string name)
    {
        var f = FormulasOfTwo[name];
        var x = Arguments(2, 1024);
        var y = Arguments(3, 1024);
        for (var i = 0; i < x.Length; i += 8)
        {
            var eight = f.Eight(Vector512.Create(x, i), Vector512.Create(y, i));
            var four = f.Four(Vector256.Create(x, i), Vector256.Create(y, i));
            for (var j = 0; j < 8; j++)
                Same(name, x[i + j], f.One(x[i + j], y[i + j]), eight[j]);
            for (var j = 0; j < 4; j++)
                Same(name, x[i + j], f.One(x[i + j], y[i + j]), four[j]);
        }
        for (var length = 0; length <= 67; length++)
        {
            var z = new double[length + 1];
            z[length] = 7.0;
            f.Many(x.AsSpan(length, length), y.AsSpan(2 * length, length), z);
            for (var i = 0; i < length; i++)
                Same(name, x[length + i], f.One(x[length + i], y[2 * length + i]), z[i]);
            Assert.Equal(7.0, z[length]);
        }
    }

    [Fact]
    public void Every_pair_of_special_values_has_the_same_bits_at_every_width()
    {
        foreach (var (name, f) in FormulasOfTwo)
        foreach (var x in Specials)
        foreach (var y in Specials)
        {
            Same(name, x, f.One(x, y), f.Four(Vector256.Create(x), Vector256.Create(y))[1]);
            Same(name, x, f.One(x, y), f.Eight(Vector512.Create(x), Vector512.Create(y))[6]);
        }
    }

    [Fact]
    public void Every_bit_is_the_one_this_version_promises()
    {
        // another sum on another machine is a fault of ours; after a change of any formula, a new Version and a new sum
        Assert.Equal(("4", 0x02361517436BE171UL), (Elementary.Version, Sum()));

        static ulong Sum() =>
            ElementaryReference
                .Unary.Keys.Concat(ElementaryReference.Binary.Keys)
                .Order(StringComparer.Ordinal)
                .SelectMany(name => ElementaryReference.Of(name).Select(ElementaryReference.Ours(name)))
                .Aggregate(14695981039346656037UL, (sum, y) => unchecked((sum ^ BitConverter.DoubleToUInt64Bits(y)) * 1099511628211UL)); // FNV-1a by words
    }

    [Fact]
    public void A_span_may_be_overwritten_by_its_own_values()
    {
        var x = Arguments(4, 67);
        var expected = new double[67];
        Elementary.Sin(x, expected);
        Elementary.Sin(x, x);
        Assert.Equal(expected, x);
    }

    [Fact]
    public void A_span_too_short_for_the_answers_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Exp(new double[3], new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Erf(new double[3], new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Pow(new double[3], new double[3], new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Pow(new double[3], new double[4], new double[4]));
    }

    [Fact]
    public void Nothing_is_allocated_on_the_way()
    {
        double[] x = Arguments(5, 64),
            y = new double[64];
        Assert.Equal(0, Allocation.Of(() => Elementary.Exp(x, y)));
        Assert.Equal(0, Allocation.Of(() => Elementary.Tanh(x, y)));
        Assert.Equal(0, Allocation.Of(() => Elementary.Pow(x, x, y)));
        Assert.NotEqual(0, Allocation.Of(() => GC.KeepAlive(new double[8])));
        if (typeof(Elementary).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            return; // an unoptimised build allocates where a constant table is read
        Assert.Equal(0, Allocation.Of(() => Elementary.Sin(x, y)));
        Assert.Equal(0, Allocation.Of(() => Elementary.Erf(x, y)));
        Assert.Equal(0, Allocation.Of(() => Elementary.Polygamma(5, x, y)));
    }

    [Fact]
    public void The_law_sees_one_wrong_bit()
    {
        Assert.ThrowsAny<Exception>(() => Same("planted", 1.0, 1.0, Math.BitIncrement(1.0)));
        Assert.ThrowsAny<Exception>(() => Same("planted", 0.0, 0.0, -0.0));
        Assert.ThrowsAny<Exception>(() =>
            SpansAgree(
                "planted",
                Elementary.Exp,
                (x, y) =>
                {
                    Elementary.Exp(x, y);
                    if (x.Length == 67)
                        y[66] = Math.BitDecrement(y[66]) - 1.0;
                }
            )
        );
    }

    private static void SpansAgree(string name, Func<double, double> one, Many many)
    {
        var x = Arguments(6, 256);
        for (var length = 0; length <= 67; length++)
        {
            var y = new double[length + 1];
            y[length] = 7.0;
            many(x.AsSpan(length, length), y);
            for (var i = 0; i < length; i++)
                Same(name, x[length + i], one(x[length + i]), y[i]);
            Assert.Equal(7.0, y[length]);
            double[] itself = [.. x.AsSpan(length, length)];
            many(itself, itself);
            for (var i = 0; i < length; i++)
                Same(name, x[length + i], y[i], itself[i]);
        }
    }

    private static readonly double[] Specials =
    [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        2.0,
        -2.0,
        3.0,
        -3.0,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.Epsilon,
        -double.Epsilon,
        double.MaxValue,
        double.MinValue,
        2.2250738585072014e-308,
        1e300,
        -1e300,
        1e22,
        -1e22,
        709.8,
        -745.2,
        1e-300,
        999999.9,
        1000000.1,
        4503599627370497.0,
        9007199254740993.0,
    ];

    /// <summary>Ordinary numbers of many sizes with a special one at every third place; the same ones in every run.</summary>
    private static double[] Arguments(int seed, int count)
    {
        var random = new Random(seed);
        var x = new double[count];
        for (var i = 0; i < count; i++)
            x[i] = (i % 3) switch
            {
                0 => Specials[random.Next(Specials.Length)],
                1 => (random.NextDouble() - 0.5) * Math.ScaleB(1.0, random.Next(-3, 12)),
                _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
            };
        return x;
    }

    private static void Same(string name, double x, double expected, double actual)
    {
        if (double.IsNaN(expected) && double.IsNaN(actual))
            return; // which NaN is not promised
        Assert.True(
            BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
            FormattableString.Invariant($"{name}({x:R}) is {expected:R} alone and {actual:R} in company")
        );
    }

    private static Widths Of<TFormula>(Func<double, double> one, Many many)
        where TFormula : struct, IFormula => new(one, many, Run<TFormula>.Four, Run<TFormula>.Eight);

    private static Widths2 OfTwo<TFormula>(Func<double, double, double> one, ManyOfTwo many)
        where TFormula : struct, IFormula2 => new(one, many, Run2<TFormula>.Four, Run2<TFormula>.Eight);
}
