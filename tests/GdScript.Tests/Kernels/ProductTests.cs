using GdScript.Kernels;
using GdScript.Tests.Laws;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>Products of matrices have the bits of their definition on every shape, whichever way and width they are worked out in.</summary>
public unsafe class ProductTests
{
    private static readonly int[] Sides = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 31, 32, 33, 40, 63, 65];
    private static readonly int[] Inner = [1, 2, 3, 4, 5, 7, 8, 16, 17, 100, 255, 256, 257, 513];

    private static readonly bool IsNightly = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    private static IEnumerable<Products.Width> Widths => Enum.GetValues<Products.Width>();

    [Fact]
    public void Every_shape_and_layout_has_the_bits_of_the_definition()
    {
        var rough = new Rough(7);
        for (var round = 0; round < (IsNightly ? 20_000 : 400); round++)
        {
            var (m, k, n) = (rough.Of(Sides), rough.Of(Inner), rough.Of(Sides));
            var (x, y) = (Numbers(rough, m * k), Numbers(rough, k * n));
            fixed (double* a = x)
            fixed (double* b = y)
            {
                var left = rough.Of([0, 1]) == 0 ? new Grid(a, k, 1) : new Grid(a, 1, m);
                var right = rough.Of([0, 1]) == 0 ? new Grid(b, n, 1) : new Grid(b, 1, k);
                foreach (var width in Widths)
                    Same.Bits(Defined(left, right, m, k, n), Product(left, right, m, k, n, width), $"{m}x{k}x{n}, {width}");
            }
        }
    }

    [Fact]
    public void A_chain_goes_on_where_it_stopped()
    {
        var rough = new Rough(11);
        for (var round = 0; round < (IsNightly ? 5_000 : 200); round++)
        {
            var (m, n) = (rough.Of(Sides), rough.Of(Sides));
            var (first, second) = (rough.Of([16, 32, 128]), rough.Of([1, 5, 16, 100, 128]));
            var steps = first + second;
            var (x, y) = (Numbers(rough, m * steps), Numbers(rough, steps * n));
            var expected = new double[m * n];
            for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            for (var s = 0; s < steps; s++)
                expected[i * n + j] = Math.FusedMultiplyAdd(x[i * steps + s], y[s * n + j], expected[i * n + j]);
            fixed (double* a = x)
            fixed (double* b = y)
                foreach (var width in Widths)
                {
                    var (actual, left, right) = (new double[m * n], new Grid(a, steps, 1), new Grid(b, n, 1));
                    fixed (double* to = actual)
                    {
                        Products.Chain(false, to, n, left, right, m, first, n, width);
                        Products.Chain(true, to, n, left.From(0, first), right.From(first, 0), m, second, n, width);
                    }
                    Same.Bits(expected, actual, $"{m}x{first}+{second}x{n}, {width}");
                }
        }
    }

    /// <summary>Ordinary numbers, sometimes with a few among them that break kernels, sometimes so small that products vanish.</summary>
    private static double[] Numbers(Rough rough, int count)
    {
        var scale = rough.Of([1, 1, 1, 1e-155, 1e-162]);
        double[] numbers = [.. Enumerable.Range(0, count).Select(_ => (rough.Unit() - 0.5) * 6 * scale)];
        for (var few = rough.Below(3); few > 0; few--)
            numbers[rough.Below(count)] = rough.Special();
        return numbers;
    }

    private static double[] Defined(Grid a, Grid b, int m, int k, int n)
    {
        var product = new double[m * n];
        for (var i = 0; i < m; i++)
        for (var j = 0; j < n; j++)
            product[i * n + j] = Products.Defined(a.From(i, 0).At, a.Column, b.From(0, j).At, b.Row, k);
        return product;
    }

    private static double[] Product(Grid a, Grid b, int m, int k, int n, Products.Width width)
    {
        var product = new double[m * n];
        fixed (double* to = product)
            Products.Of(to, n, a, b, m, k, n, width);
        return product;
    }
}
