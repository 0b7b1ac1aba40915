using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>Products with triangles have the bits of their definition, and what stands above a diagonal is never multiplied.</summary>
public unsafe class TriangleProductTests
{
    private static readonly int[] Sides = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 16, 20, 33, 64];
    private static readonly int[] Columns = [1, 2, 7, 8, 9, 16, 31, 32, 33, 40, 63, 100];

    [Fact]
    public void Every_shape_layout_and_width_has_the_bits_of_the_definition()
    {
        var rough = new Rough(17);
        for (var round = 0; round < 200; round++)
        {
            var (k, n) = (rough.Of(Sides), rough.Of(Columns));
            var (x, y) = (Numbers(rough, k * k), Numbers(rough, k * n));
            fixed (double* a = x)
            fixed (double* b = y)
            {
                var left = rough.Below(2) == 0 ? new Grid(a, k, 1) : new Grid(a, 1, k);
                var right = rough.Below(2) == 0 ? new Grid(b, n, 1) : new Grid(b, 1, k);
                foreach (var width in Enum.GetValues<Products.Width>())
                {
                    var (lower, upper) = (new double[k * n], new double[k * n]);
                    fixed (double* to = lower)
                        Triangles.Lower(to, n, left, right, k, n, width);
                    fixed (double* to = upper)
                        Triangles.Upper(to, n, left, right, k, n, width);
                    Same.Bits(Defined(left, right, k, n, i => (0, i + 1)), lower, $"lower {k} times {n}, {width}");
                    Same.Bits(Defined(left, right, k, n, i => (i, k)), upper, $"upper {k} times {n}, {width}");
                }
            }
        }
    }

    [Theory]
    [InlineData("lower(d, l)*v")]
    [InlineData("v*lower(d, l)")]
    [InlineData("lowertimes(exp(d), l, v - d)")]
    [InlineData("sum(lower(d, l)*lower(v, l)) + dot(v*lower(d, l), d)")]
    [InlineData("sum(transpose(lower(d, l))*v)*d + [[d[0], 0], [1, d[1]]]*[v[0], 1e-300*v[1]]*l[0]", 2, 1)]
    public void Every_engine_has_the_bits_of_the_plain_definition(string text, int n = 5, int below = 10)
    {
        var f = FormulaText.Parse($"param d[{n}], l[{below}], v[{n}]; " + text).Value;
        Formula[] all = f.Nodes[f.Root].Shape.IsScalar ? [f, Gradient.Of(f)] : [f];
        var rough = new Rough(5);
        foreach (var formula in all)
            for (var round = 0; round < 20; round++)
            {
                var point = Numbers(rough, formula.PointSize);
                foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
                {
                    var results = new double[formula.ResultSize];
                    Kernel.For(formula, tier).Run(point, results);
                    Same.Bits(SlowEvaluation.Of(formula, point), results, $"{text}, {tier}");
                }
            }
    }

    [Fact]
    public void What_is_infinite_stays_where_the_triangle_lets_it()
    {
        var values = new double[3];
        Kernel.For(FormulaText.Parse("param v[3]; lowertimes([1, 2, 3], [1, 1, 1], v)").Value).Run([1, 1, double.PositiveInfinity], values);
        Assert.Equal([1, 3, double.PositiveInfinity], values);
    }

    [Fact]
    public void Triangles_of_more_than_256_rows_are_multiplied_with_their_zeros()
    {
        var f = FormulaText.Parse("param d[257], l[32896], v[257]; lower(d, l)*v").Value;
        var rough = new Rough(3);
        var (point, values) = (Numbers(rough, f.PointSize), new double[257]);
        Kernel.For(f).Run(point, values);
        Same.Bits(SlowEvaluation.Of(f, point), values, "257 rows");
    }

    private static double[] Numbers(Rough rough, int count)
    {
        var scale = rough.Of([1, 1, 1e-155, 1e-162]);
        double[] numbers = [.. Enumerable.Range(0, count).Select(_ => (rough.Unit() - 0.5) * 6 * scale)];
        for (var few = rough.Below(3); few > 0; few--)
            numbers[rough.Below(count)] = rough.Special();
        return numbers;
    }

    private static double[] Defined(Grid a, Grid b, int k, int n, Func<int, (int First, int End)> products)
    {
        var product = new double[k * n];
        for (var i = 0; i < k; i++)
        for (var j = 0; j < n; j++)
        for (var (l, end) = products(i); l < end; l++)
            product[i * n + j] = Math.FusedMultiplyAdd(a.From(i, l).At[0], b.From(l, j).At[0], product[i * n + j]);
        return product;
    }
}
