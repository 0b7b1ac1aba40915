using System.Globalization;
using System.Text;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

/// <summary>Recurrences are their turns written out; a turn finds what the one before left.</summary>
public class TurnsTests
{
    [Theory]
    [InlineData("fold(h = 0, t = 1, 3, h/2 + t*x)", "((0/2 + 1*x)/2 + 2*x)/2 + 3*x")]
    [InlineData("fold(h = x, t = 0, 1, sin(h))", "sin(sin(x))")]
    [InlineData("fold(h = x, t = 3, 2, sin(h))", "x")]
    [InlineData("fold(h = x, t = 0, 1, h = sin(h))", "sin(sin(x))")]
    [InlineData("fold(h = x, t = 0, 1, h = sin(h), h + t)", "sin(sin(x)) + 1")]
    [InlineData("scan(h = x, t = 0, 2, h^2)", "[x^2, (x^2)^2, ((x^2)^2)^2]")]
    [InlineData("scan(h = x, t = 1, 2, h = h^2, h*t)", "[x^2*1, (x^2)^2*2]")]
    [InlineData("param x[4]; fold(h = x[0], t = 1, 3, h*(1 + x[t]))", "param x[4]; x[0]*(1 + x[1])*(1 + x[2])*(1 + x[3])")]
    [InlineData("fold(h = x, t = 0, 1, fold(h = h, t = 0, t, h*y))", "x*y*y*y")]
    [InlineData("fold(h = x, t = 1, 2, h + sum(t = 5, 6, t*h))", "x + (5*x + 6*x) + (5*(x + (5*x + 6*x)) + 6*(x + (5*x + 6*x)))")]
    [InlineData("h = 7; t = 5; h + fold(h = h + t, t = t, t, h*t) + t", "7 + (7 + 5)*5 + 5")]
    [InlineData("fold(h = [x, y], t = 0, 0, [h[1], h[0]])", "[[x, y][1], [x, y][0]]")]
    [InlineData("fold + scan", "fold + scan")]
    [InlineData("k = [2, 0]; param v[3]; fold(h = 1, t = 0, 1, h*v[k[t]])", "param v[3]; 1*v[2]*v[0]")]
    [InlineData("k = [2, 0]; fold(h = fill(x, 3), t = 0, 1, h + onehot(k[t], 2 + 1))", "fill(x, 3) + onehot(2, 3) + onehot(0, 3)")]
    public void The_turns_are_written_out_one_after_the_other(string text, string written) => Assert.Equal(Printed(written), Printed(text));

    [Fact]
    public void States_are_worked_out_from_top_to_bottom() =>
        Assert.Equal(3, Kernel.For(Parse("fold(a = 0, b = 1 + 0*x, t = 1, 3, c = a + b, a = b, b = c)")).Value([0]));

    [Fact]
    public void A_scan_has_the_states_of_time_in_its_rows()
    {
        var f = Parse("param W[2,2], h[2]; scan(h = h, t = 0, 2, tanh(W*h))");
        Assert.Equal(Shape.Matrix(3, 2), f.Top.Shape);
        var last = Parse("param W[2,2], h[2]; fold(h = h, t = 0, 2, tanh(W*h))");
        double[] point = [0.1, -0.4, 0.7, 0.2, 1.5, -0.3];
        Assert.Equal(Values(last, point), Values(f, point)[4..]);
    }

    [Fact]
    public void Columns_may_be_in_a_turn()
    {
        var f = Parse("column x, y; rowmean(fold(h = a, t = 1, 3, h = h*x + b) - y)").With(Table.Of(("x", [1, 2]), ("y", [0, 5])));
        var each = (double a, double b, double x) => ((a * x + b) * x + b) * x + b;
        var gradient = new double[2];
        var value = Kernel.For(Gradient.Of(f)).ValueAndGradient([3, 0.5], gradient);
        Assert.Equal((each(3, 0.5, 1) + each(3, 0.5, 2) - 5) / 2, value, 1e-14);
        Assert.Equal([4.5, 5], gradient);
    }

    [Fact]
    public void What_is_printed_reads_back_to_the_same_value()
    {
        var f = Parse("param W[2,2], h[2]; y = fold(a = h, t = 0, 4, tanh(W*a) + t*h); sum(y)");
        double[] point = [0.1, -0.4, 0.7, 0.2, 1.5, -0.3];
        var again = FormulaText.Parse(f.Infix, new Dictionary<string, Shape> { ["W"] = Shape.Matrix(2, 2), ["h"] = Shape.Vector(2) }).Value;
        Assert.Equal(Values(f, point), Values(again, point));
    }

    [Fact]
    public void Two_thousand_turns_inside_one_another_are_no_danger()
    {
        const int Deep = 2_000;
        var text = string.Concat(Enumerable.Repeat("fold(h = x, t = 0, 0, h*", Deep)) + "x" + new string(')', Deep);
        Assert.Equal(1, Kernel.For(Parse(text)).Value([1]));
    }

    [Theory]
    [InlineData("fold(1, 2, 3, 4)", "GDS5102", 1, "fold has states with their starts")]
    [InlineData("fold(h = 0, t = 0, 9)", "GDS5102", 1, "fold lacks an index with its first and last value, and what each turn does")]
    [InlineData("fold(h = 0, 9, h)", "GDS5102", 1, "fold lacks a state with its start")]
    [InlineData("fold(h = 0, t = 0)", "GDS5102", 1, "fold lacks an index")]
    [InlineData("fold(h = 0, t = 0, 9, )", "GDS5003", 0, "")]
    [InlineData("fold(h = 0, t = 0, x, h + 1)", "GDS5208", 13, "the turns over 't' take whole numbers for the first and the last index")]
    [InlineData("scan(h = 0, t = 1, 0, h + 1)", "GDS5208", 13, "there is no turn over 't'")]
    [InlineData("fold(h = 0, t = 1, 0, h = h + 1, h*t)", "GDS5208", 13, "there is no turn over 't'")]
    [InlineData("fold(h = 0, t = 0, 9, t^2)", "GDS5018", 6, "no turn reads the state 'h'")]
    [InlineData("fold(h = 0, t = 0, 9, h = t, h + 1)", "GDS5018", 6, "no turn reads the state 'h'")]
    [InlineData("fold(h = 0, k = 1, t = 0, 9, h = h + k)", "GDS5018", 13, "the state 'k' never gets its next value")]
    [InlineData("fold(h = 0, t = 0, 9, h + 1, h = h)", "GDS5018", 23, "only the last value of a turn may stay without a name")]
    [InlineData("fold(h = 0, h = 1, t = 0, 9, h)", "GDS5105", 13, "'h' gets a value twice")]
    [InlineData("fold(h = 0, t = 0, 9, a = h, a = 2, h = a)", "GDS5105", 30, "'a' gets a value twice")]
    [InlineData("fold(h = 0, t = 0, 9, t = h, h = t)", "GDS5105", 23, "'t' is the index of the turns")]
    [InlineData("fold(h = 0, t = 0, 9, h = h + a, a = 2*h)", "GDS5108", 31, "'a' is used before the turn gives it a value")]
    [InlineData("fold(sin = 0, t = 0, 9, sin)", "GDS5106", 6, "'sin' is a function")]
    [InlineData("fold(h = k = 0, t = 0, 9, h)", "GDS5011", 12, "")]
    [InlineData("fold(h = 0, t = 0, 9, [h, 1])", "GDS5201", 23, "the next value of 'h' is a vector of 2, and it starts as a scalar")]
    [InlineData("param x[3]; fold(h = 0, t = 0, 3, h + x[t])", "GDS5203", 40, "[3] is outside 'x'")]
    [InlineData("fold(h = 0, t = 0, 2000000, h + t)", "GDS5210", 1, "the turns over an index have more than 1048576 terms")]
    [InlineData(
        "fold(h = x, t = 1, 2000, fold(h = h, t = 1, 2000, h*x))",
        "GDS5210",
        26,
        "the turns over an index have more than 1048576 terms"
    )]
    public void Mistakes_are_told_with_their_place(string text, string id, int column, string what)
    {
        var problem = FormulaText.Parse(text).Problem!;
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
        Assert.Equal(id, problem.Id);
        Assert.True(column == 0 || problem.Place!.Value.Column == column, $"{problem.Place!.Value.Column}: {problem.What}");
    }

    [Fact]
    public void A_state_that_is_an_index_costs_no_more_with_the_turns()
    {
        var f = Parse("param x[3]; fold(i = 0, h = 0, t = 1, 20000, h = h + x[i - t + 1], i = i + 1)");
        Assert.Equal(20_000, Kernel.For(f).Value([1, 2, 3]));
    }

    /// <summary>Looking names up one by one took ten thousand million comparisons here, and half a minute.</summary>
    [Fact]
    public void Tens_of_thousands_of_states_and_names_are_found_by_name()
    {
        const int Count = 60_000;
        var text = new StringBuilder("fold(");
        for (var i = 0; i < Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"s{i} = {i}, ");
        text.Append("t = 0, 1, ");
        for (var i = 0; i < Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"n{i} = s{i} + x, s{i} = n{i}, ");
        text.Append("s7)");
        Assert.Equal(8, Kernel.For(Parse(text.ToString())).Value([0.5]));
    }

    /// <summary>Without names: every term where it is used.</summary>
    private static string Printed(string text) => Parse(text) is var f ? Printer.Infix(f, f.Root) : "";

    private static double[] Values(Formula f, double[] point) => Evaluation.At(f, point).Value;

    private static Formula Parse(string text) => FormulaText.Parse(text).Value;
}
