using GdScript.Algebra;
using Xunit;

namespace GdScript.Tests.Algebra;

public class RewritesTests
{
    public static TheoryData<string> Names => [.. Rewrites.All.Select(r => r.Name)];

    /// <summary>For every rewrite that is not true everywhere, a point where the left side has no value and the right side has one.</summary>
    private static readonly Dictionary<string, double[]> Witnesses = new()
    {
        ["cancel-terms"] = [double.PositiveInfinity],
        ["pythagoras"] = [double.PositiveInfinity],
        ["hyperbola"] = [double.PositiveInfinity],
        ["sign-of-positive"] = [double.NaN],
        ["times-zero"] = [double.PositiveInfinity],
        ["cancel-factors"] = [0],
        ["roots-meet"] = [-2],
        ["open-exponents"] = [-2, 0.5, 1.5],
        ["over-fraction"] = [1, 2, 0],
        ["power-of-root"] = [-2],
        ["power-of-open-power"] = [-2, 0.5],
        ["root-of-power"] = [-2],
        ["one-hot-times"] = [1, 2, double.PositiveInfinity],
        ["one-hot-dot"] = [1, 2, double.PositiveInfinity],
        ["one-hot-sum"] = [2000, 0, 0],
        ["inverse-exp"] = [-2],
        ["inverse-expm1"] = [-2],
        ["inverse-arc"] = [2],
        ["inverse-cosh"] = [0.5],
        ["inverse-tanh"] = [2],
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_rewrite_turns_its_left_side_into_its_right_side(string name)
    {
        var rewrite = Named(name);
        var (left, right) = Formulas.Read(rewrite.Left, rewrite.Right);
        var (simple, used) = Simplify.Explain(left);
        Assert.True(SimplifyLaws.Same(Simplify.Of(right), simple), GdScript.Text.Printer.Infix(simple, simple.Root));
        Assert.Contains(rewrite, used);
        Assert.Equal(rewrite.WidensDomain, used.Any(r => r.WidensDomain));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_sides_of_every_rewrite_have_the_same_value(string name)
    {
        var (left, right) = Formulas.Read(Named(name).Left, Named(name).Right);
        var compared = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            Assert.Null(SimplifyLaws.Same(left, right, RandomFormulas.Point(seed), out var both));
            compared += both ? 1 : 0;
        }
        Assert.True(compared >= 20, $"compared at {compared} points");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rewrite_says_where_it_is_not_true(string name)
    {
        var (left, right) = Formulas.Read(Named(name).Left, Named(name).Right);
        Assert.Equal(Named(name).WidensDomain, Witnesses.ContainsKey(name));
        if (Witnesses.TryGetValue(name, out var point))
        {
            Assert.False(Bounds.At(left, point).AllFinite);
            Assert.All(Bounds.At(right, point).Values, value => Assert.True(double.IsFinite(value)));
        }
        else
            for (var seed = 0; seed < 300; seed++)
            {
                // Exact means the same domain: where the right side has a value, the left side has one.
                var at = RandomFormulas.Point(seed);
                var (_, errors, finite) = Bounds.At(right, at);
                if (finite && errors.All(e => e < 1e-3))
                    Assert.True(Bounds.At(left, at).AllFinite, $"at {string.Join(", ", at.Take(3))}");
            }
    }

    [Fact]
    public void Names_are_told_apart() => Assert.Equal(Rewrites.All.Length, Rewrites.All.Select(r => r.Name).Distinct().Count());

    [Fact]
    public void What_is_already_simple_uses_no_rewrite()
    {
        foreach (var text in (string[])["x", "x^2/20 + y^2", "1 - tanh(x)^2", "y - x^2", "x/y", "sqrt(2)", "1/0"])
            Assert.Empty(Simplify.Explain(Formulas.Read(text)).Used);
    }

    [Fact]
    public void A_formula_that_loses_a_hole_in_its_domain_says_so()
    {
        var used = Simplify.Explain(Formulas.Read("x^2/x + log(exp(y))")).Used;
        Assert.Equal(["cancel-factors: x is 0"], used.Where(r => r.WidensDomain).Select(r => $"{r.Name}: {r.Where}"));
        Assert.Contains(Rewrites.All.Single(r => r.Name == "inverse"), used);
    }

    private static Rewrite Named(string name) => Rewrites.All.Single(r => r.Name == name);
}
