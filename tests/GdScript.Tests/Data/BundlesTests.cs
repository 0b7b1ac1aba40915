using GdScript.Data;
using GdScript.Graphs;
using Xunit;

namespace GdScript.Tests.Data;

public class BundlesTests
{
    [Theory]
    [InlineData("x0,x1,y", 2)]
    [InlineData("x1,x2,x3", 3)]
    [InlineData("y,x[0],x[1]", 2)]
    [InlineData("x10,y", 0)]
    [InlineData("y", 0)]
    public void Numbered_names_are_the_elements_of_a_vector(string header, int count) =>
        Assert.Equal(count, Bundles.PartsOf("x", header.Split(',')).Length);

    [Fact]
    public void A_declared_shape_wants_that_many_elements()
    {
        Assert.Empty(Bundles.PartsOf("x", ["x0", "x1"], Shape.Vector(3)));
        Assert.Equal(["x[0,0]", "x[0,1]"], (IEnumerable<string>)Bundles.PartsOf("x", ["x[0,1]", "x[0,0]"], Shape.Matrix(1, 2)));
        Assert.Equal(["x0", "x1"], (IEnumerable<string>)Bundles.PartsOf("x", ["x0", "x1"], Shape.Matrix(2, 1)));
    }

    [Fact]
    public void The_elements_are_put_together_row_by_row()
    {
        var table = Table.Of(("x0", [1, 2]), ("y", [9, 8]), ("x1", [3, 4]));
        var wide = Bundles.Of(table, [new("x") { Shape = Shape.Vector(2) }, new("y")]);
        Assert.Equal([1, 3, 2, 4], wide["x"].ToArray());
        Assert.Equal([9, 8], wide["y"].ToArray());
        Assert.Same(table, Bundles.Of(table, [new("y")]));
    }

    [Fact]
    public void A_name_is_an_array_where_the_data_have_its_elements_and_the_formula_reads_none_of_them()
    {
        string[] header = ["x0", "x1", "label"];
        Assert.Equal(
            [new("x") { Shape = Shape.Vector(2) }, new("label")],
            (IEnumerable<Column>)Roles.Of(["w", "x", "label"], header).Value
        );
        Assert.Equal([new Column("x0")], (IEnumerable<Column>)Roles.Of(["x", "x0"], header).Value);
        Assert.Empty(Roles.Of(["x"], header, parameters: ["x"]).Value);
        Assert.Equal("GDS7802", Roles.Of(["z"], header, columns: ["z"]).Problem!.Id);
    }

    [Fact]
    public void Data_of_another_shape_are_refused()
    {
        var loss = GdScript.Text.FormulaText.Parse("column x[3]; rowsum(sum(x))").Value;
        Assert.Equal("GDS7805", Roles.Bound(loss, Table.Of(("x", [1, 2]))).Problem!.Id);
    }
}
