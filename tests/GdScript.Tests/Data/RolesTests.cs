using GdScript.Data;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Data;

public class RolesTests
{
    private static readonly string[] Names = ["w", "x", "b", "y"];

    private static string Columns(string[] data, string[]? columns = null, string[]? parameters = null) =>
        Roles.Of(Names, data, columns, parameters).Is(out var chosen, out var problem)
            ? string.Join(" ", chosen.Select(c => c.Name))
            : $"{problem.Id} {problem.What} ({problem.Hint})";

    [Fact]
    public void Names_that_the_data_have_are_columns_unless_somebody_says_otherwise()
    {
        Assert.Equal("x y", Columns(["y", "id", "x"]));
        Assert.Equal("x", Columns(["y", "x"], columns: ["x"]));
        Assert.Equal("w y", Columns(["w", "x", "y"], parameters: ["x"]));
        Assert.Equal("w b y", Columns(["w", "b", "x", "y"], columns: ["w", "b", "y"]));
        Assert.Equal("", Columns(["id"]));
    }

    [Fact]
    public void Names_that_fit_nowhere_are_told_with_the_nearest_one()
    {
        Assert.Equal(
            "GDS7801 --params names 'z', which the formula does not use (its names are w, x, b, y)",
            Columns(["x"], parameters: ["z"])
        );
        Assert.Equal("GDS7801 --columns names 'xx', which the formula does not use (did you mean 'x'?)", Columns(["x"], columns: ["xx"]));
        Assert.Equal("GDS7802 the data have no column 'y' (their columns are x, target)", Columns(["x", "target"], columns: ["y"]));
        Assert.Equal("GDS7803 'x' is listed as a column and as a parameter (list it once)", Columns(["x"], ["x"], ["x"]));
    }

    [Fact]
    public void A_formula_that_uses_no_column_or_one_that_is_not_there_is_not_bound()
    {
        var table = Table.Of(("height", [1]), ("weight", [2]));
        Assert.Equal(
            "the formula uses no column of the data (height, weight)",
            Roles.Bound(FormulaText.Parse("x^2").Value, table).Problem?.What
        );
        var declared = Roles.Bound(FormulaText.Parse("column wight; mean(w*wight)").Value, table).Problem!;
        Assert.Equal(("GDS7802", "did you mean 'weight'?"), (declared.Id, declared.Hint));
    }

    [Fact]
    public void A_loss_for_every_row_is_reduced_and_one_that_is_reduced_stays()
    {
        Formula Read(string text) => FormulaText.Parse(text, null, [new("x")]).Value;
        Assert.Equal("rowmean((w*x)^2)", Reductions.Of(Read("(w*x)^2")).Infix);
        Assert.Equal("rowsum((w*x)^2)", Reductions.Of(Read("(w*x)^2"), Reduction.Sum).Infix);
        var reduced = Read("rowmax(w*x)");
        Assert.Same(reduced, Reductions.Of(reduced, Reduction.Sum));
    }
}
