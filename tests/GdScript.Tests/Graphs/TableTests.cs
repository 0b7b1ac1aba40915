using GdScript.Graphs;
using Xunit;

namespace GdScript.Tests.Graphs;

public class TableTests
{
    [Fact]
    public void A_table_keeps_what_it_was_given_when_the_giver_changes_it()
    {
        double[] x = [1, 2, 3];
        var table = Table.Of(("x", x), ("y", [4, 5, 6]));
        x[0] = 99;
        Assert.Equal([1, 2, 3], table["x"].ToArray());
        Assert.Equal(("x", "y", 3), (table.Names[0], table.Names[1], table.Count));
        Assert.Equal((1, -1), (table.IndexOf("y"), table.IndexOf("z")));
        Assert.Throws<KeyNotFoundException>(() => table["z"].ToArray());
    }

    [Fact]
    public void Rows_are_taken_by_number_and_sliced_by_place()
    {
        var table = Table.Of(("x", [1, 2, 3, 4]), ("y", [10, 20, 30, 40]));
        Assert.Equal([4, 1, 1], table.Take([3, 0, 0])["x"].ToArray());
        Assert.Equal([30, 40], table.Slice(1, 3).Slice(1, 2)["y"].ToArray());
        Assert.Equal([40, 20], table.Slice(1, 3).Take([2, 0])["y"].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Slice(2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Slice(-1, 1));
    }

    [Fact]
    public void Columns_of_different_lengths_or_of_one_name_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Table.Of(("x", [1, 2]), ("y", [1])));
        Assert.Throws<ArgumentException>(() => Table.Of(("x", [1]), ("x", [1])));
        Assert.Throws<ArgumentException>(() => Table.Of(Array.Empty<(string, double[])>()));
    }

    [Fact]
    public void A_row_may_hold_an_array()
    {
        var table = Table.Of(
            ("x", Shape.Vector(2), [1, 2, 3, 4, 5, 6]),
            ("W", Shape.Matrix(1, 2), [0, 1, 2, 3, 4, 5]),
            ("y", default, [7, 8, 9])
        );
        Assert.Equal((3, Shape.Vector(2), Shape.Scalar), (table.Count, table.Shapes[0], table.Shapes[2]));
        Assert.Equal([5, 6, 1, 2], table.Take([2, 0])["x"].ToArray());
        Assert.Equal([2, 3, 4, 5], table.Slice(1, 2)["W"].ToArray());
        Assert.Throws<ArgumentException>(() => Table.Of(("x", Shape.Vector(2), [1, 2, 3])));
        Assert.Throws<ArgumentException>(() => Table.Of(("x", Shape.Vector(2), [1, 2]), ("y", default, [1, 2])));
    }

    [Fact]
    public void A_formula_is_bound_to_columns_of_its_own_shapes()
    {
        var g = new Sketch();
        var loss = g.Finish(g.Rows(Op.RowSum, g.Make(Op.Sum, g.Column("x", 0, Shape.Vector(2)))));
        Assert.Equal(3, loss.With(Table.Of(("x", Shape.Vector(2), [1, 2]))).Data[0]["x"].ToArray().Sum());
        Assert.Throws<ArgumentException>(() => loss.With(Table.Of(("x", [1, 2]))));
        Assert.Throws<ArgumentException>(() => g.Column("x"));
    }

    [Fact]
    public void A_sketch_is_bound_to_one_table_of_each_number()
    {
        var (first, second) = (Table.Of(("x", [1])), Table.Of(("x", [2])));
        var g = new Sketch();
        g.Bind(first);
        g.Bind(first, second);
        Assert.Throws<ArgumentException>(() => g.Bind(second));
        var data = g.Finish(g.Rows(Op.RowSum, g.Column("x"))).Data;
        Assert.Same(first, data[0]);
        Assert.Same(second, data[1]);
    }
}
