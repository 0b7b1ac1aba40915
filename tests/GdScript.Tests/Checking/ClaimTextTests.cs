using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using Xunit;

namespace GdScript.Tests.Checking;

public class ClaimTextTests
{
    private static readonly Formula Bowl = Cases.Loss("x^2/20 + y^2");

    [Theory]
    [InlineData("x: x/10, y: 2*y")]
    [InlineData("y: 2*y; x: x/10")]
    [InlineData("x: x/10\ny: 2*y")]
    [InlineData("  y : min(2*y, 1e9) ,\n x:half = x/2; half/5, ")]
    public void A_claim_is_a_formula_per_parameter_in_any_order(string text)
    {
        var claim = Assert.IsType<Claim.Formulas>(ClaimText.Parse(text, Bowl).Value);
        Assert.Equal(["x", "y"], claim.Partials.Parameters.Select(p => p.Name));
        Assert.Equal([0.3, 8], Values(claim, 3, 4));
    }

    [Fact]
    public void Claims_that_come_as_a_dictionary_are_read_the_same_way()
    {
        var texts = new Dictionary<string, string> { ["y"] = "2*y", ["x"] = "0.1*x" };
        Assert.Equal([0.30000000000000004, 8], Values((Claim.Formulas)ClaimText.Of(texts, Bowl).Value, 3, 4));
    }

    [Fact]
    public void Arrays_are_claimed_in_their_shape()
    {
        var loss = Cases.Loss("param W[2,2], v[2]\nsum(W*v)");
        var claim = (Claim.Formulas)ClaimText.Parse("W: outer([1, 1], v), v: [W[0,0] + W[1,0], W[0,1] + W[1,1]]", loss).Value;
        Assert.Equal([5, 6, 5, 6, 4, 6], Values(claim, 1, 2, 3, 4, 5, 6));
    }

    [Fact]
    public void A_parameter_called_e_is_that_parameter_in_the_claim_too()
    {
        var loss = Cases.Loss("param e, x\ne^2 * x");
        Assert.Equal([30, 9], Values((Claim.Formulas)ClaimText.Parse("x: e^2, e: 2*e*x", loss).Value, 3, 5));
    }

    [Theory]
    [InlineData("x: x/10", "GDS4003", "the claim says nothing about 'y'", 0)]
    [InlineData("x: x/10, y: 2*y, z: 1", "GDS4002", "the loss has no parameter 'z'", 18)]
    [InlineData("x: x/10, y: 2*z", "GDS4005", "the claim for 'y' uses 'z', which the loss does not have", 13)]
    [InlineData("x: x/10, y: [y, y]", "GDS4004", "'y' is a scalar, its claimed derivative is a vector of 2", 13)]
    [InlineData("x: 1, y: 2, x: 3", "GDS4006", "the claim names 'x' twice", 13)]
    [InlineData("2*x, 2*y", "GDS4001", "'2*x, 2*y' is not a claim", 1)]
    [InlineData("", "GDS4001", "'' is not a claim", 1)]
    [InlineData("about x: 1, y: 2", "GDS4001", null, 1)]
    public void What_is_wrong_with_a_claim_is_said_where_it_stands(string text, string id, string? what, int column)
    {
        var problem = ClaimText.Parse(text, Bowl).Problem!;
        Assert.Equal(id, problem.Id);
        Assert.Equal(what ?? problem.What, problem.What);
        Assert.Equal(ProblemKind.Input, problem.Kind);
        Assert.Equal(column, problem.Place?.Column ?? 0);
        Assert.NotEqual("", problem.Hint);
    }

    [Fact]
    public void A_mistake_inside_a_formula_points_into_the_claim()
    {
        var problem = ClaimText.Parse("x: x/10,\ny: 2*senh(y)", Bowl).Problem!;
        Assert.StartsWith("GDS5", problem.Id, StringComparison.Ordinal);
        Assert.Equal(new Place(2, 6, 4), problem.Place);
        Assert.Equal("y: 2*senh(y)", problem.Line);
        Assert.Equal(new Place(1, 6, 4), ClaimText.Parse("x: 2*senh(x), y: 1", Bowl).Problem!.Place);
    }

    private static double[] Values(Claim.Formulas claim, params double[] point)
    {
        var values = new double[claim.Partials.ResultSize];
        Kernel.For(claim.Partials).Run(point, values);
        return values;
    }
}
