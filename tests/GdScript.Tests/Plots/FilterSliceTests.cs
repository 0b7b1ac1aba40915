using GdScript.Graphs;
using GdScript.Plots;
using Xunit;

namespace GdScript.Tests.Plots;

public class FilterSliceTests
{
    private static readonly Parameter[] Layers =
    [
        new("W", Shape.Matrix(2, 3)),
        new("a", Shape.Scalar),
        new("b", Shape.Vector(2)),
        new("c", Shape.Scalar),
    ];

    private static readonly double[] Point = [1, 2, 2, 0, 0, 0, 3, 6, 8, 4];

    [Fact]
    public void Every_row_every_vector_and_the_single_numbers_together_are_as_long_as_in_the_point()
    {
        var way = FilterSlice.Direction(Layers, Point, seed: 5);
        double Length(params int[] places) => Math.Sqrt(places.Sum(i => way[i] * way[i]));
        Assert.Equal(3, Length(0, 1, 2), 12);
        Assert.Equal(0, Length(3, 4, 5));
        Assert.Equal(10, Length(7, 8), 12);
        Assert.Equal(5, Length(6, 9), 12);
    }

    [Fact]
    public void The_same_seed_gives_the_same_direction_and_another_another()
    {
        double[] Way(long seed, int number = 0) => [.. FilterSlice.Direction(Layers, Point, seed, number)];
        Assert.Equal(Way(5), Way(5));
        Assert.NotEqual(Way(5), Way(6));
        Assert.NotEqual(Way(5), Way(5, 1));
    }

    [Fact]
    public void Around_the_origin_filters_have_length_one()
    {
        var way = FilterSlice.Direction(Layers, new double[10], 5);
        Assert.Equal(1, Math.Sqrt(way.Take(3).Sum(x => x * x)), 12);
    }
}
