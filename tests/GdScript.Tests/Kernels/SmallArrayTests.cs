using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>Small arrays in compiled code: the bits of one number after the other, whatever the length and whoever reads it.</summary>
public class SmallArrayTests
{
    private static readonly double[] Strange =
    [
        0.0,
        -0.0,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.Epsilon,
        -1e-310,
        double.MaxValue,
    ];

    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 19), 24, 31, 32, 33];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Chains_of_every_length_have_the_bits_of_the_interpreter(int count)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var luck = new Random(1000 * count + seed);
            var formula = Chain(luck, count, seed < 3 ? 12 : 80);
            var (one, other) = (Kernel.For(formula, Tier.Interpreter), Kernel.For(formula, Tier.Il));
            for (var k = 0; k < 6; k++)
            {
                double[] point =
                [
                    .. Enumerable
                        .Range(0, formula.PointSize)
                        .Select(_ => luck.Next(6) == 0 && k > 0 ? Strange[luck.Next(Strange.Length)] : 4 * luck.NextDouble() - 2),
                ];
                var (expected, actual) = (new double[one.ResultSize], new double[one.ResultSize]);
                one.Run(point, expected);
                other.Run(point, actual);
                for (var i = 0; i < expected.Length; i++)
                    Assert.True(
                        Same(expected[i], actual[i]),
                        $"{i}: {actual[i]:R}, not {expected[i]:R}\n{Printer.Infix(formula, formula.Root)}"
                    );
            }
        }
    }

    [Fact]
    public void A_network_that_remembers_has_the_same_gradient_compiled()
    {
        var loss = FormulaText
            .Parse(
                "param W[4,14], b[4,14], s[14]; sum(fold(h = s, c = s, t = 0, 40, c = c.*sigmoid(h.*W[0] + b[0]) + sigmoid(h.*W[1] + b[1]).*tanh(h.*W[3] + b[3]), h = sigmoid(h.*W[2] + b[2]).*tanh(c)))"
            )
            .Value;
        var formula = Gradient.Of(loss);
        var (luck, expected, actual) = (new Random(5), new double[loss.PointSize], new double[loss.PointSize]);
        double[] point = [.. Enumerable.Range(0, loss.PointSize).Select(_ => 2 * luck.NextDouble() - 1)];
        Assert.Equal(
            Kernel.For(formula, Tier.Interpreter).ValueAndGradient(point, expected),
            Kernel.For(formula, Tier.Il).ValueAndGradient(point, actual)
        );
        Assert.Equal(expected, actual);
    }

    /// <summary>Steps on arrays, numbers and rows of a matrix, near and far apart, some of which are results themselves.</summary>
    private static Formula Chain(Random luck, int count, int steps)
    {
        var g = new Sketch();
        var matrix = g.Param("W", Shape.Matrix(3, count));
        List<int> arrays = [g.Param("x", Shape.Vector(count)), g.At(matrix, 0), g.At(matrix, 2)];
        List<int> numbers = [g.Param("a"), g.Const(2L), g.At(arrays[0], count - 1)];
        Op[] ops = [Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Neg, Op.Tanh, Op.Sum, Op.Max];
        for (var k = 0; k < steps; k++)
        {
            var op = ops[luck.Next(luck.Next(3) == 0 ? ops.Length : 5)];
            int Near() => arrays[^(1 + luck.Next(luck.Next(4) == 0 ? arrays.Count : Math.Min(3, arrays.Count)))];
            int Number() => numbers[luck.Next(numbers.Count)];
            if (op == Op.Sum)
                numbers.Add(g.Make(op, Near()));
            else if (op is Op.Neg or Op.Tanh)
                arrays.Add(g.Make(op, Near()));
            else
                arrays.Add(
                    luck.Next(5) switch
                    {
                        0 => g.Make(op, Near(), Number()),
                        1 => g.Make(op, Number(), Near()),
                        _ => g.Make(op, Near(), Near()),
                    }
                );
        }
        return g.Finish([arrays[^1], .. arrays.Where(_ => luck.Next(8) == 0), .. numbers.Skip(3)]);
    }

    private static bool Same(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));
}
