using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using GdScript.Plots;
using Xunit;

namespace GdScript.Tests.Plots;

public class MainPlaneTests
{
    private static ImmutableArray<double>[] Walk(int seed, int steps, int size)
    {
        var luck = new Random(seed);
        double[] stretch = [.. Enumerable.Range(0, size).Select(i => Math.Pow(3, -i))];
        return [.. Enumerable.Range(0, steps).Select(k => stretch.Select(s => s * (luck.NextDouble() - 0.5 + k * 0.1)).ToImmutableArray())];
    }

    [Fact]
    public void Its_directions_have_length_one_and_stand_at_right_angles() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var plane = MainPlane.Of(Walk(seed, 3 + Math.Abs(seed % 50), 2 + Math.Abs(seed % 7))).Plane;
                    Assert.Equal(1, Dot(plane.First, plane.First), 9);
                    Assert.Equal(1, Dot(plane.Second, plane.Second), 9);
                    Assert.Equal(0, Dot(plane.First, plane.Second), 9);
                }
            )
        );

    private static double Dot(ImmutableArray<double> a, ImmutableArray<double> b) => a.Zip(b, (x, y) => x * y).Sum();

    [Fact]
    public void No_other_direction_holds_more_of_the_walk()
    {
        var points = Walk(3, 40, 5);
        var main = MainPlane.Of(points);
        double Part(ImmutableArray<double> way) => points.Sum(p => Math.Pow(Dot([.. p.Zip(points[^1], (x, e) => x - e)], way), 2));
        var all = points.Sum(p => p.Zip(points[^1], (x, e) => (x - e) * (x - e)).Sum());
        Assert.Equal(main.First, Part(main.Plane.First) / all, 9);
        Assert.Equal(main.Second, Part(main.Plane.Second) / all, 9);
        var luck = new Random(1);
        for (var k = 0; k < 200; k++)
        {
            double[] any = [.. Enumerable.Range(0, 5).Select(_ => luck.NextDouble() - 0.5)];
            var length = Math.Sqrt(any.Sum(x => x * x));
            Assert.True(Part([.. any.Select(x => x / length)]) <= Part(main.Plane.First) * (1 + 1e-9));
        }
    }

    [Fact]
    public void A_walk_comes_from_the_left_and_from_below_and_ends_at_the_origin()
    {
        foreach (var seed in Enumerable.Range(0, 20))
        {
            var points = Walk(seed, 30, 4);
            var plane = MainPlane.Of(points).Plane;
            Assert.True(plane.Under(points[0]).Place is { X: <= 0, Y: <= 0 });
            Assert.Equal(0, plane.Under(points[^1]).Place.X);
        }
    }

    [Fact]
    public void A_straight_walk_and_one_that_stands_still_have_planes_too()
    {
        var straight = MainPlane.Of([
            [0, 0, 0],
            [1, 2, 2],
            [2, 4, 4],
        ]);
        Assert.Equal((1, 0), (Math.Round(straight.First, 9), straight.Second));
        Assert.Equal(1.0 / 3, straight.Plane.First[0], 9);
        Assert.Equal(0, Dot(straight.Plane.First, straight.Plane.Second), 9);
        Assert.Equal(
            1,
            Dot(
                MainPlane
                    .Of([
                        [1, 2, 3],
                        [1, 2, 3],
                    ])
                    .Plane.Second,
                MainPlane
                    .Of([
                        [1, 2, 3],
                    ])
                    .Plane.Second
            ),
            9
        );
    }
}
