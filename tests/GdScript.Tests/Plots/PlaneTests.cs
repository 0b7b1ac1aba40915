using System.Collections.Immutable;
using GdScript.Plots;
using Xunit;

namespace GdScript.Tests.Plots;

public class PlaneTests
{
    private static readonly ImmutableArray<double> Start = [1, 2, 3, 4];
    private static readonly ImmutableArray<double> Best = [0, 0, 1, 0];
    private static readonly ImmutableArray<double> End = [0.5, -1, 1, 1];

    [Fact]
    public void Start_end_and_best_lie_on_the_plane()
    {
        var plane = Plane.Of([Start, Best, End], Best);
        foreach (var point in (ImmutableArray<double>[])[Start, Best, End])
        {
            var (place, distance) = plane.Under(point);
            var back = new double[4];
            plane.At(place.X, place.Y, back);
            Assert.InRange(distance, 0, 1e-12);
            Assert.All(back.Zip(point), p => Assert.Equal(p.Second, p.First, 12));
        }
        Assert.Equal(0, plane.Under(Start).Place.X);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1e-150)]
    [InlineData(1e150)]
    public void Its_directions_are_at_right_angles_and_of_length_1(double scale)
    {
        ImmutableArray<double> Scaled(ImmutableArray<double> p) => [.. p.Select(x => x * scale)];
        foreach (var last in (ImmutableArray<double>[])[End, Best, Start])
        {
            var plane = Plane.Of([Scaled(Start), Scaled(last)], Scaled(Best));
            double Dot(ImmutableArray<double> a, ImmutableArray<double> b) => a.Zip(b, (x, y) => x * y).Sum();
            Assert.Equal(1, Dot(plane.First, plane.First), 12);
            Assert.Equal(1, Dot(plane.Second, plane.Second), 12);
            Assert.Equal(0, Dot(plane.First, plane.Second), 12);
        }
    }

    [Fact]
    public void A_walk_along_a_line_has_a_plane_as_well()
    {
        var plane = Plane.Of(
            [
                [0, 0, 0],
                [1, 1, 1],
                [2, 2, 2],
            ],
            [2, 2, 2]
        );
        Assert.Equal(0, plane.Second.Sum(), 12);
        Assert.Equal(Math.Sqrt(12), plane.Under([2, 2, 2]).Place.X, 12);
    }

    [Fact]
    public void A_point_off_the_plane_says_how_far()
    {
        var plane = new Plane([0, 0, 0], [1, 0, 0], [0, 1, 0]);
        Assert.Equal((new Vertex(3, 4), 5), plane.Under([3, 4, -5]));
    }
}
