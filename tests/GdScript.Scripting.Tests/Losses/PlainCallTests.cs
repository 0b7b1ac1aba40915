using GdScript.Graphs;
using GdScript.Scripting.Images;
using GdScript.Scripting.Losses;
using Xunit;

namespace GdScript.Scripting.Tests.Losses;

public class PlainCallTests
{
    private delegate double Own(double x, double y);

    private delegate double OfSpan(ReadOnlySpan<double> x);

    private sealed record Line(double Slope, double[] Offsets, bool Up = true);

    private struct Point(double x, double y)
    {
        public double X = x;
        public double Y = y;
    }

    private static double Optional(double x, int n = 3, string name = "abc") => x * n + name.Length;

    private static double Many(params double[] all) => all.Sum();

    [Fact]
    public void A_loss_is_called_with_what_it_takes()
    {
        Is(7, (double a) => a, [7]);
        Is(12, (double a, double b) => 10 * a + b, [1, 2]);
        Is(12, new Own((a, b) => 10 * a + b), [1, 2]);
        Is(123, (double a, double b, double c) => 100 * a + 10 * b + c, [1, 2, 3]);
        Is(1234, (double a, double b, double c, double d) => 1000 * a + 100 * b + 10 * c + d, [1, 2, 3, 4]);
        Is(12345, (double a, double b, double c, double d, double e) => 10000 * a + 1000 * b + 100 * c + 10 * d + e, [1, 2, 3, 4, 5]);
        Is(3, (double[] v) => v[2], [1, 2, 3], Shape.Vector(3));
        Is(3, (List<double> v) => v[2], [1, 2, 3], Shape.Vector(3));
        Is(3, (IReadOnlyList<double> v) => v[2], [1, 2, 3], Shape.Vector(3));
        Is(6, (IEnumerable<double> v) => v.Sum(), [1, 2, 3], Shape.Vector(3));
        Is(3, new OfSpan(v => v[2]), [1, 2, 3], Shape.Vector(3));
        Is(6, (double[,] m) => m[1, 2], [1, 2, 3, 4, 5, 6], Shape.Matrix(2, 3));
        Is(6, (double[][] m) => m[1][2], [1, 2, 3, 4, 5, 6], Shape.Matrix(2, 3));
        Is(16, (double a, double[] v) => 10 * a + v[^1], [1, 5, 6], Shape.Scalar, Shape.Vector(2));
        Is(26, (Line l) => l.Up ? 10 * l.Slope + l.Offsets[1] : 0, [2, 5, 6], Shape.Scalar, Shape.Vector(2));
        Is(12, (Point p) => 10 * p.X + p.Y, [1, 2]);
        Is(123, ((double A, double B) t, double c) => 100 * t.A + 10 * t.B + c, [1, 2, 3]);
        Is(9, Optional, [2]);
        Is(6, Many, [1, 2, 3], Shape.Vector(3));
    }

    [Fact]
    public void Every_call_gets_arrays_of_its_own()
    {
        double[] point = [1, 2];
        var call = PlainCall.Of((double[] v) => v[0]++).Value;

        Assert.Equal(1, call.At([new("v", Shape.Vector(2))], point));
        Assert.Equal(1, call.At([new("v", Shape.Vector(2))], point));
        Assert.Equal([1, 2], point);
    }

    [Fact]
    public void The_parameters_are_known_without_a_twin() =>
        Assert.Equal(
            [new TwinParameter("Slope", 0), new("Offsets", 1), new("W", 2)],
            PlainCall.Of((Line l, double[,] W) => l.Slope + W[0, 0]).Value.Parameters.AsEnumerable()
        );

    [Fact]
    public void What_no_numbers_make_is_refused() => Assert.Equal("GDS2011", PlainCall.Of((string text) => 1.0).Problem!.Id);

    [Fact]
    public void What_the_loss_throws_arrives_as_it_was_thrown()
    {
        Assert.Throws<IndexOutOfRangeException>(() => PlainCall.Of((double[] v) => v[5]).Value.At([new("v", Shape.Vector(1))], [1]));
        Assert.Throws<IndexOutOfRangeException>(() =>
            PlainCall.Of((Line l) => l.Offsets[5]).Value.At([new("a", default), new("v", Shape.Vector(1))], [1, 1])
        );
    }

    private static void Is(double expected, Delegate loss, double[] point, params Shape[] shapes)
    {
        var call = PlainCall.Of(loss).Value;
        var all = shapes.Length > 0 ? shapes : [.. point.Select(_ => Shape.Scalar)];
        Assert.Equal(expected, call.At([.. all.Select((s, i) => new Parameter($"p{i}", s))], point));
        Assert.Equal(all.Length, call.Parameters.Length);
    }
}
