using System.Reflection;
using GdScript.Scripting.Recording;
using Xunit;

namespace GdScript.Scripting.Tests.Recording;

public class ScalarMathTests
{
    private static readonly double[] Special =
    [
        0.0,
        -0.0,
        1,
        -1,
        2,
        -2,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        3,
        4,
        7,
        10,
        0.49999999999999994,
        4503599627370497.5,
        1e16,
        -1e300,
        double.MaxValue,
        double.Epsilon,
        -double.Epsilon,
        2.2250738585072009e-308,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
        Math.PI,
        1e22,
    ];

    /// <summary>Every function over recording numbers, with the choices of its other arguments.</summary>
    public static TheoryData<string> Functions => [.. Traceable.Select(m => m.ToString()!)];

    private static IEnumerable<MethodInfo> Traceable =>
        from method in typeof(ScalarMath).GetMethods(BindingFlags.Public | BindingFlags.Static)
        where method.Name != nameof(ScalarMath.SignInt)
        where method.GetParameters().Any(p => p.ParameterType == typeof(Scalar))
        select method;

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_recorded_function_has_the_bits_of_the_plain_one(string function)
    {
        var traced = Traceable.Single(m => m.ToString() == function);
        var plain = Plain(traced);

        foreach (var others in OtherArguments(traced))
        foreach (var point in Points(traced, 400))
            Agrees(traced, plain, others, point, point);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_formula_recorded_elsewhere_has_the_bits_wherever_its_guards_hold(string function)
    {
        var traced = Traceable.Single(m => m.ToString() == function);
        var plain = Plain(traced);
        var points = Points(traced, 60).ToArray();

        foreach (var others in OtherArguments(traced).Take(4))
            for (var i = 0; i < points.Length; i++)
                Agrees(traced, plain, others, points[i * 7 % points.Length], points[i]);
    }

    /// <summary>Each argument as a constant in turn: folding, and formulas where one side is a number.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void A_constant_argument_changes_no_bit(string function)
    {
        var traced = Traceable.Single(m => m.ToString() == function);
        var plain = Plain(traced);
        var count = Numbers(traced);

        foreach (var others in OtherArguments(traced).Take(3))
        foreach (var point in Points(traced, 150).Where(p => Expected(plain, others, p) is not null))
            for (var mask = 1; mask < 1 << count; mask++)
            {
                if ((mask & (1 << (count - 1))) == 0 && IsPowerByMultiplication(traced, point))
                    continue;
                var recording = Twins.Record(
                    x => Call(traced, others, [.. Enumerable.Range(0, count).Select(i => (mask & (1 << i)) != 0 ? point[i] : x[i])]),
                    point
                );
                Assert.True(
                    Twins.Same(Expected(plain, others, point)!.Value, recording.ValueAt(point)),
                    $"{traced.Name}({string.Join(", ", point)}; {string.Join(", ", others)}) with constants {mask}"
                );
            }
    }

    [Fact]
    public void Every_function_of_Math_is_bound_in_scripts()
    {
        var missing =
            from method in typeof(Math).GetMethods(BindingFlags.Public | BindingFlags.Static)
            let types = method.GetParameters().Select(p => p.ParameterType).ToArray()
            where typeof(ScriptMath).GetMethod(method.Name, types)?.ReturnType != method.ReturnType
            select method.ToString();

        Assert.Empty(missing);
    }

    [Fact]
    public void What_every_processor_computes_alike_is_the_framework_s()
    {
        string[] exact =
        [
            "Abs",
            "BitDecrement",
            "BitIncrement",
            "Ceiling",
            "Floor",
            "FusedMultiplyAdd",
            "IEEERemainder",
            "Max",
            "MaxMagnitude",
            "Min",
            "MinMagnitude",
            "Round",
            "Sqrt",
            "Truncate",
        ];
        foreach (var name in exact)
        foreach (var a in Special)
        foreach (var b in Special)
        {
            var method = typeof(ScriptMath)
                .GetMethods()
                .First(m => m.Name == name && m.GetParameters().All(p => p.ParameterType == typeof(double)));
            object[] arguments = [.. method.GetParameters().Select((_, i) => (object)(i == 0 ? a : b))];
            var types = Array.ConvertAll(arguments, _ => typeof(double));
            Assert.Equal(
                BitConverter.DoubleToInt64Bits((double)typeof(Math).GetMethod(name, types)!.Invoke(null, arguments)!),
                BitConverter.DoubleToInt64Bits((double)method.Invoke(null, arguments)!)
            );
        }
    }

    [Fact]
    public void Every_other_function_is_within_a_breath_of_the_framework_s()
    {
        foreach (var traced in Traceable)
        {
            var plain = Plain(traced);
            if (typeof(Math).GetMethod(plain.Name, [.. plain.GetParameters().Select(p => p.ParameterType)]) is not { } theirs)
                continue;
            foreach (var others in OtherArguments(traced))
            foreach (var point in Points(traced, 200))
                if (
                    Expected(plain, others, point) is { } ours
                    && Expected(theirs, others, point) is { } their
                    && !(plain.Name == nameof(ScriptMath.CopySign) && double.IsNaN(point[1]))
                )
                    Assert.True(
                        Twins.Same(ours, their) || Math.Abs(ours - their) <= 4e-15 * Math.Abs(their) + 1e-320,
                        $"{plain.Name}({string.Join(", ", point)}): {ours:R} and {their:R}"
                    );
        }
    }

    private static void Agrees(MethodInfo traced, MethodInfo plain, object[] others, double[] recorded, double[] point)
    {
        if (Expected(plain, others, recorded) is null || Expected(plain, others, point) is not { } expected)
            return;
        var recording = Twins.Record(x => Call(traced, others, x), recorded);
        if (!recording.HoldsAt(point) || IsPowerByMultiplication(traced, point))
            return;
        var value = recording.ValueAt(point);
        Assert.True(
            Twins.Same(expected, value),
            $"{traced.Name}({string.Join(", ", point)}; {string.Join(", ", others)}): {expected:R} and {value:R}"
        );
        if (ReferenceEquals(recorded, point))
            Assert.True(Twins.Same(expected, recording.Value), $"{traced.Name}: the value along the way is {recording.Value:R}");
    }

    /// <summary>The one stated difference: an exponent that depends on the parameters and is 1, 3, 4 or -1 there.</summary>
    private static bool IsPowerByMultiplication(MethodInfo traced, double[] point) =>
        traced.Name is nameof(ScalarMath.Pow) && point[1] is 1 or 3 or 4 or -1
        || traced.Name is nameof(ScalarMath.Exp10) or nameof(ScalarMath.Exp2) && point[0] is 1 or 3 or 4 or -1;

    private static Scalar Call(MethodInfo traced, object[] others, Scalar[] x)
    {
        var (next, other) = (0, 0);
        var arguments = traced.GetParameters().Select(p => p.ParameterType == typeof(Scalar) ? x[next++] : others[other++]);
        return Invoke(traced, [.. arguments]) switch
        {
            ValueTuple<Scalar, Scalar> both => both.Item1 + 2.0 * both.Item2,
            var it => (Scalar)it!,
        };
    }

    /// <summary>What the plain function gives; null where it throws.</summary>
    private static double? Expected(MethodInfo plain, object[] others, double[] point)
    {
        var (next, other) = (0, 0);
        var arguments = plain.GetParameters().Select(p => p.ParameterType == typeof(double) ? (object)point[next++] : others[other++]);
        try
        {
            return Invoke(plain, [.. arguments]) switch
            {
                ValueTuple<double, double> both => both.Item1 + 2 * both.Item2,
                var it => Convert.ToDouble(it, System.Globalization.CultureInfo.InvariantCulture),
            };
        }
        catch (Exception e) when (e is ArgumentException or ArithmeticException)
        {
            return null;
        }
    }

    private static object? Invoke(MethodInfo method, object[] arguments) =>
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static MethodInfo Plain(MethodInfo traced)
    {
        Type[] types = [.. traced.GetParameters().Select(p => p.ParameterType == typeof(Scalar) ? typeof(double) : p.ParameterType)];
        var plain = typeof(ScriptMath).GetMethod(traced.Name, types);
        Assert.True(plain is not null, $"ScriptMath has no {traced}");
        return plain;
    }

    private static int Numbers(MethodInfo traced) => traced.GetParameters().Count(p => p.ParameterType == typeof(Scalar));

    private static IEnumerable<object[]> OtherArguments(MethodInfo traced)
    {
        IEnumerable<object[]> all =
        [
            [],
        ];
        foreach (var p in traced.GetParameters().Where(p => p.ParameterType != typeof(Scalar)))
        {
            object[] choices =
                p.ParameterType == typeof(MidpointRounding) ? [.. Enum.GetValues<MidpointRounding>().Cast<object>()]
                : traced.Name == nameof(ScalarMath.ScaleB)
                    ? [0, 3, -1, 1023, -1022, 1024, -1023, 1500, -1074, -1200, 2100, -2200, 5000, -5000, int.MaxValue, int.MinValue]
                : [0, 1, 2, 7, 15];
            all = all.SelectMany(before => choices, (before, choice) => (object[])[.. before, choice]);
        }
        return all;
    }

    /// <summary>Every special value (every pair of them), then random ones of all sizes.</summary>
    private static IEnumerable<double[]> Points(MethodInfo traced, int random)
    {
        var count = Numbers(traced);
        var luck = new Random(20);
        foreach (var a in Special)
            if (count == 1)
                yield return [a];
            else
                foreach (var b in Special.Where((_, i) => count == 2 || i % 3 == 0))
                    yield return count == 2 ? [a, b] : [a, b, Special[luck.Next(Special.Length)]];
        for (var i = 0; i < random; i++)
            yield return [.. Enumerable.Range(0, count).Select(_ => Any(luck, i))];
    }

    private static double Any(Random luck, int kind) =>
        (kind % 4) switch
        {
            0 => luck.NextDouble() * 2 - 1,
            1 => (luck.NextDouble() - 0.5) * 40,
            2 => Math.Round((luck.NextDouble() - 0.5) * 20) / 2,
            _ => BitConverter.Int64BitsToDouble(luck.NextInt64()) * (luck.Next(2) * 2 - 1),
        };
}
