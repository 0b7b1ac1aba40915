using System.Collections.Immutable;
using GdScript.Checking;
using GdScript.Numerics;
using GdScript.Text;
using Xunit;
using Xunit.Abstractions;

namespace GdScript.Tests.Checking;

/// <summary>Mistakes people make in derivatives, and what the report calls them. A wrong name counts double.</summary>
public class SlipTests(ITestOutputHelper output)
{
    /// <summary>Loss, claim, point, the wrong component, and words that name the mistake (any of them).</summary>
    private static readonly (string Loss, string Claim, double[] Point, string Name, string Says)[] Planted =
    [
        ("param x, y\nx^2+y^2", "x: -2*x, y: 2*y", [3, 4], "x", "sign"),
        ("param x, y\ncos(x)*y", "x: sin(x)*y, y: cos(x)", [0.7, 2], "x", "sign"),
        ("param x, y\nx*y+exp(-x)", "x: y+exp(-x), y: x", [0.7, 2], "x", "exp(-x)"),
        ("param x, y\nx^2+y^2", "x: x, y: 2*y", [3, 4], "x", "half"),
        ("param x, y\nx^2/2+y^2", "x: 2*x, y: 2*y", [3, 4], "x", "twice"),
        ("param x, y\nx^2*y", "x: x^2, y: 2*x*y", [3, 5], "x", "swapped with y"),
        ("param x, y\nsin(x)*cos(y)", "x: -sin(x)*sin(y), y: cos(x)*cos(y)", [0.3, 1.1], "y", "swapped with x"),
        ("param x, y\nx^2+y^3", "x: 2*x, y: 2*x", [3, 4], "y", "slope toward x"),
        ("param x\nlog10(x)", "x: 1/x", [7], "x", "log(10)"),
        ("param x, y\nlog2(x)*y", "x: y/x, y: log2(x)", [7, 2], "x", "log(2)"),
        ("param x\nlog(x)", "x: 1/(x*log(10))", [7], "x", "log(10)"),
        ("param x\nsin(2*x)", "x: cos(2*x)", [0.4], "x", "inner derivative `2`"),
        ("param x\nsin(x^2)", "x: cos(x^2)", [0.4], "x", "inner derivative `2*x`"),
        ("param x\nexp(-x^2)", "x: exp(-x^2)", [0.4], "x", "inner derivative"),
        ("param x\n(3*x+1)^4", "x: 4*(3*x+1)^3", [0.4], "x", "inner derivative `3`"),
        ("param x\nlog(1+x^2)", "x: 1/(1+x^2)", [0.4], "x", "inner derivative `2*x`"),
        ("param x, y\nsqrt(x*y)", "x: 1/(2*sqrt(x*y)), y: x/(2*sqrt(x*y))", [2, 3], "x", "y"),
        ("param x\nx^3", "x: x^2", [2], "x", "factor 3|exponent"),
        ("param x\nx^3", "x: 3*x^3", [2], "x", "factor x is too much|exponent"),
        ("param x\nx^5", "x: 5*x^3", [2], "x", "factor x is missing|exponent"),
        ("param x\n1/x", "x: 1/x^2", [2], "x", "sign"),
        ("param x\n1/x^2", "x: -2/x^2", [2], "x", "factor x|exponent"),
        ("param x\nsin(x*pi/180)", "x: cos(x*pi/180)", [30], "x", "180|degrees|inner derivative"),
        ("param x\nsin(x)", "x: cos(x*pi/180)", [30], "x", "degrees"),
        ("param v[3]\nmean(v .^ 2)", "v: 2*v", [1, 2, 3], "v[0]", "3 times"),
        ("param v[5]\nsum(v .^ 2)", "v: 2*v/5", [1, 2, 3, 4, 5], "v[0]", "1/5"),
        ("param x, y\nx*y+sin(x)", "x: y, y: x", [1, 2], "x", "sin(x)"),
        ("param x, y\nx^2+3*x+y", "x: 2*x, y: 1", [1, 1], "x", "3*x"),
        ("param x, y\nx^2+3*x-y", "x: 2*x-3, y: -1", [1, 1], "x", "3*x"),
        ("param x, y\nx^2+y^2", "x: 2*x+0.25, y: 2*y", [3, 4], "x", "constant 0.25 is too much"),
        ("param x\nx^2+0.001*x", "x: 2*x", [3], "x", "0.001|x/1000"),
        ("param x, y\nx*exp(x*y)", "x: exp(x*y), y: x^2*exp(x*y)", [0.5, 0.8], "x", "part"),
        ("param x\nx*log(x)", "x: log(x)", [2], "x", "part|constant 1"),
        ("param x\nexp(x)", "x: exp(x)*(1+1e-5)", [3], "x", "off by 1e-5|1.00001"),
        ("param x\nsin(x)", "x: cos(x)*0.99999", [1], "x", "off by -1e-5|0.99999"),
        ("param x\nsigmoid(x)", "x: sigmoid(x)", [0.7], "x", "sigmoid"),
        ("param x\nsigmoid(x)", "x: sigmoid(x)*(1+sigmoid(x))", [0.7], "x", "sigmoid"),
        ("param x\ntanh(x)", "x: 1-tanh(x)", [0.7], "x", "tanh"),
        ("param x\ntanh(x)", "x: 1+tanh(x)^2", [0.7], "x", "tanh"),
        ("param x\ntanh(x)", "x: 1/cosh(x)", [0.7], "x", "tanh|square"),
        ("param v[4]\nsum(v .^ 3)", "v: 3*[v[1],v[2],v[3],v[0]] .^ 2", [1, 2, 3, 4], "v[0]", "shifted"),
        ("param v[4]\nsum(v .^ 3)", "v: 3*[v[3],v[0],v[1],v[2]] .^ 2", [1, 2, 3, 4], "v[2]", "shifted"),
        ("param v[4]\nsum(v .^ 3)", "v: 3*[v[3],v[2],v[1],v[0]] .^ 2", [1, 2, 3, 4], "v[0]", "reverse|order"),
        (
            "param W[2,2], a[2], b[2]\ndot(a, W*b)",
            "W: outer(b,a), a: W*b, b: transpose(W)*a",
            [1, 2, 3, 4, 5, 6, 7, 8],
            "W[0,1]",
            "transposed"
        ),
        ("param x, y\nx^2*sin(y)", "x: 2*x*sin(y), y: x^2*sin(y)", [3, 1], "y", "cos"),
        ("param x\nexp(2*x)", "x: 4*exp(2*x)", [0.5], "x", "twice"),
        ("param x, y\nx/y", "x: 1/y, y: x/y^2", [3, 2], "y", "sign"),
        ("param x\natan(3*x)", "x: 1/(1+9*x^2)", [0.5], "x", "inner derivative `3`"),
        ("param x, y\nx^2+y^2", "x: 0, y: 2*y", [3, 4], "x", "no share"),
        ("param x, y\n(x-1)^2*y", "x: 2*(x-1), y: (x-1)^2", [3, 4], "x", "factor y is missing"),
    ];

    /// <summary>Wrong in a way that has no name: nothing definite may be said.</summary>
    private static readonly (string Loss, string Claim, double[] Point)[] Nameless =
    [
        ("x^2 + y^2", "x: 2*x + sin(7*x)/3, y: 2*y", [3, 4]),
        ("x^2 + y^2", "x: 2*x + x*y/7, y: 2*y", [3, 4]),
        ("exp(x)*y", "x: y*(1 + x + x^2/2), y: exp(x)", [0.7, 2]),
        ("sin(x)*y", "x: y*(1 - x^2/2), y: sin(x)", [0.7, 2]),
        ("log(x) + y", "x: 2/(x + 1), y: 1", [3, 2]),
        ("sqrt(1 + x^2)", "x: x/(1 + x^2)^0.4", [2]),
        ("x^3 + y", "x: 2.9*x^2.1, y: 1", [2, 1]),
        ("tanh(x) + y^2", "x: exp(-x^2), y: 2*y", [0.6, 1]),
        ("sigmoid(x*y)", "x: y/(4 + (x*y)^2), y: x*sigmoid(x*y)*sigmoid(-x*y)", [0.6, 1.5]),
        ("atan(x)", "x: 1/(1 + abs(x))", [0.6]),
        ("x*y + sin(x)", "x: y + 0.9*cos(1.1*x), y: x", [1, 2]),
        ("(x - 1)^2*y", "x: 2*(x - 1.25)*y, y: (x - 1)^2", [3, 4]),
    ];

    [Fact]
    public void Mistakes_are_called_by_their_names()
    {
        var missed = new List<string>();
        foreach (var (loss, claim, point, name, says) in Planted)
        {
            var said = Said(loss, claim, point)
                .Where(d => d.Name == name)
                .Select(d => $"{d.Text} ({d.Sureness})")
                .FirstOrDefault("nothing");
            if (!says.Split('|').Any(s => said.Contains(s, StringComparison.Ordinal)))
                missed.Add($"{loss} with {claim}: {said}");
        }
        output.WriteLine($"{Planted.Length - missed.Count} of {Planted.Length} named\n{string.Join('\n', missed)}");
        Assert.InRange(Planted.Length, 50, 200);
        Assert.Empty(missed);
    }

    [Fact]
    public void What_has_no_name_is_given_none_that_sounds_sure()
    {
        var sure =
            from row in Nameless
            from d in Said(row.Loss, row.Claim, row.Point)
            where d.Sureness != "perhaps"
            select $"{row.Loss} with {row.Claim}: {d.Text} ({d.Sureness})";
        Assert.Empty(sure);
        Assert.All(Nameless, row => Assert.True(Checked(row.Loss, row.Claim, row.Point).Fails));
    }

    [Fact]
    public void Columns_listed_for_rows_are_told_from_the_numbers_alone()
    {
        var loss = FormulaText.Parse("param W[2,3]\nsum((W .* [[1,2,3],[4,5,6]]) .^ 2)").Value;
        var report = Check.Gradient(loss, new Claim.Numbers(2, 128, 16, 250, 54, 432), [1, 2, 3, 4, 5, 6]);
        Assert.All(report.Diagnoses, d => Assert.Equal("the slopes of W are listed column by column, and it is read row by row", d.Text));
        Assert.Equal(4, report.Diagnoses.Length);
    }

    [Theory]
    [InlineData("(x - 1)^4 + y", "x: 4*(x - 1)^2, y: 1", "a factor `x - 1` is missing")]
    [InlineData("x^y", "x: y*x^(y - 1), y: x^y", "a factor `log(x)` is missing")]
    [InlineData("hypot(x, y)*x", "x: hypot(x, y) + x^2/hypot(x, y), y: x*y/hypot(x, y)^2", "a factor `hypot(x, y)` is missing")]
    [InlineData("cos(x) + y*x", "x: y - cos(x), y: x", "the derivative of cos is -sin, not -cos")]
    public void A_part_of_the_loss_that_is_a_factor_too_few_is_named(string loss, string claim, string says)
    {
        var said = Assert.Single(Said("param x, y\n" + loss, claim, [1.9, 1.3]));
        Assert.Contains(says, said.Text, StringComparison.Ordinal);
        Assert.Equal("certain", said.Sureness);
    }

    [Fact]
    public void A_factor_nobody_would_multiply_by_explains_no_single_point()
    {
        var loss = FormulaText.Parse("x^2 + y^2").Value;
        Assert.Empty(Check.Gradient(loss, new Claim.Numbers(2 * 0.842288, 4), [1, 2]).Diagnoses);
        Assert.Single(Check.Gradient(loss, new Claim.Numbers(2, 1.5 * 4), [1, 2]).Diagnoses);
    }

    [Fact]
    public void Of_a_box_every_point_that_was_measured_has_a_say()
    {
        var report = Check.Gradient(
            (Loss)(p => Math.Exp(p[0] * p[1]) * Math.Cos(p[0])),
            new Claim.Function("mine", (p, g) => Right(p, g, 2)),
            ["x", "y"],
            CheckOptions.Thorough,
            new double[] { 0.7, 0.3 }
        );
        var said = Assert.Single(report.Diagnoses);
        Assert.Equal("the claim is twice the slope", said.Text);
        Assert.InRange(said.Seen, 8, 17);

        static void Right(ReadOnlySpan<double> p, Span<double> g, double times)
        {
            g[0] = Math.Exp(p[0] * p[1]) * (p[1] * Math.Cos(p[0]) - Math.Sin(p[0]));
            g[1] = times * p[0] * Math.Exp(p[0] * p[1]) * Math.Cos(p[0]);
        }
    }

    [Fact]
    public void Swapped_far_apart_in_a_long_array_is_told_of_both()
    {
        var loss = FormulaText.Parse("param v[600]\nsum(sin(v) .* v)").Value;
        double[] point = [.. Enumerable.Range(0, 600).Select(k => k / 300.0 - 1)];
        double[] claim = [.. point.Select(x => Math.Sin(x) + x * Math.Cos(x))];
        (claim[100], claim[580]) = (claim[580], claim[100]);
        var report = Check.Gradient(loss, new Claim.Numbers([.. claim]), point);
        Assert.Equal(
            ["v[100]: swapped with v[580]", "v[580]: swapped with v[100]"],
            report.Diagnoses.Select(d => $"{d.Name}: {d.Text.Split(':')[0]}")
        );
    }

    [Theory]
    [InlineData("double Loss(double x) => Math.Sqrt(x) + Math.Log(x);", "Math.Sqrt", "Math.Sqrt(x)")]
    [InlineData("double Loss(double x) { return Math.Sqrt(x) + Math.Log(x); }", "Math.Sqrt", "Math.Sqrt(x)")]
    [InlineData("double Loss(double x) { return Math.Sqrt(x) + Math.Log(x); }", "Math.Log", "Math.Log(x)")]
    public void A_term_of_a_script_is_underlined_without_the_words_around_it(string text, string at, string term)
    {
        var span = Terms.Span(text, text.IndexOf(at, StringComparison.Ordinal));
        Assert.Equal(term, text.Substring(span.Start, span.Length));
    }

    [Fact]
    public void A_gradient_nobody_claimed_is_not_headed_claimed()
    {
        var report = Check.Gradient(
            (Loss)(p => p[0] * p[0]),
            new Claim.Function("symbolic", (p, g) => g[0] = 2 * p[0]),
            ["x"],
            null,
            new double[] { 3 }
        );
        Assert.Contains("component  symbolic  measured", CheckText.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_where_the_inner_derivative_is_zero_says_nothing_and_takes_nothing_away() =>
        Assert.Equal("certain", Said("sin(x^2)", "x: cos(x^2)", [0.4])[0].Sureness);

    private static ImmutableArray<Diagnosis> Said(string loss, string claim, double[] point) => Checked(loss, claim, point).Diagnoses;

    private static CheckReport Checked(string loss, string claim, double[] point)
    {
        var formula = FormulaText.Parse(loss).Value;
        return Check.Gradient(formula, ClaimText.Parse(claim, formula).Value, CheckOptions.Thorough, point);
    }
}
