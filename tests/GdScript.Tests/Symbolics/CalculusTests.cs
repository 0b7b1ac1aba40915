using GdScript.Symbolics;
using Xunit;

namespace GdScript.Tests.Symbolics;

public class CalculusTests
{
    private readonly SymbolicExpression f = "x^2*y";

    [Fact]
    public void A_variable_may_be_asked_for_twice()
    {
        SymbolicExpression[] expected = ["x^2", "2*x*y", "2*x*y", "x^2"];
        Assert.Equal(expected, f.Gradient("y", "x", "x", "y"));
    }

    [Fact]
    public void A_Hessian_has_a_row_for_every_variable_that_was_asked_for()
    {
        var hessian = f.Hessian("x", "x", "y");
        SymbolicExpression[] expected = ["2*y", "2*y", "2*x", "2*y", "2*y", "2*x", "2*x", "2*x", 0];
        Assert.Equal(expected, hessian.Cast<SymbolicExpression>());
    }
}
