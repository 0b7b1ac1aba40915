using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Losses;
using GdScript.Scripting.Running;
using Xunit;

namespace GdScript.Scripting.Tests.Rewriting;

/// <summary>Methods whose code cannot be followed, and whose slopes the script gives.</summary>
public class RegisteredTests
{
    private const string Using = "using GdScript.Scripting.Globals;\n";

    /// <summary>2·x³, out of the recorder's sight, and its slope.</summary>
    private const string Special = """
        double two = 2;
        [Derivative(nameof(Slope))] double Special(double x) => double.Parse("2") * x * x * x;
        double Slope(double x) => 3 * two * x * x;
        """;

    private static BoundLoss Bound(string text, int size = 0)
    {
        var loss = Scripts.Run(Using + text).Loss();
        Assert.True(loss.Problems.IsEmpty, string.Join('\n', loss.Problems));
        return loss.Bind(loss.Parameters.Where(p => p.Rank > 0).ToDictionary(p => p.Name, _ => Shape.Vector(size))).Value;
    }

    private static double[] SlopesOf(BoundLoss loss, params double[] point)
    {
        var slopes = new double[point.Length];
        var oracle = loss.Oracle();
        Assert.Equal(loss.Value(point), oracle.ValueAndGradient(point, slopes));
        Assert.Equal(loss.Value(point), oracle.Value(point));
        Assert.Null(oracle.Trouble);
        return slopes;
    }

    [Fact]
    public void The_value_is_the_methods_own_and_the_slope_the_registered_one()
    {
        var loss = Bound(Special + "double Loss(double x, double y) => y * Special(x + y) + x;");
        foreach (var (x, y) in new[] { (1.0, 0.5), (-0.25, 3.0), (0.0, 0.0), (-0.0, 0.0) })
            Assert.Equal([y * 6 * (x + y) * (x + y) + 1, 2 * Math.Pow(x + y, 3) + y * 6 * (x + y) * (x + y)], SlopesOf(loss, x, y));
    }

    [Theory]
    [InlineData(
        "[Derivative(nameof(DX), nameof(DY))]",
        "double DX(double x, double y) => 2 * x * y; double DY(double x, double y) => x * x;"
    )]
    [InlineData("[Derivative(nameof(D))]", "double[] D(double x, double y) => [2 * x * y, x * x];")]
    [InlineData("[Derivative(nameof(D))]", "static (double, double) D(double x, double y) => (2 * x * y, x * x);")]
    [InlineData(
        "[DerivativeAttribute(\"D\")]",
        "double D(double x) => 0; (double A, double B) D(double x, double y) => (2 * x * y, x * x);"
    )]
    public void Several_numbers_have_a_slope_each(string attribute, string slopes)
    {
        var loss = Bound(
            $"{attribute} double F(double x, double y) => double.Parse(\"1\") * x * x * y; {slopes} double Loss(double a, double b) => F(b, a) * a;"
        );
        var (a, b) = (1.5, -2.0);
        Assert.Equal([2 * b * b * a, 2 * b * a * a], SlopesOf(loss, a, b));
    }

    [Fact]
    public void Whole_numbers_and_text_are_passed_on_and_constants_leave_no_trace()
    {
        const string text = """
            [Derivative(nameof(S))] double Power(int n, double x, string how = "up") => double.Parse("1") * Math.Pow(x, how == "up" ? n : -n);
            double S(int n, double x, string how) => n * Math.Pow(x, n - 1);
            double Loss(double[] x) { double s = Power(2, 3.0); for (int n = 2; n < 4; n++) s += Power(n, x[0]); return s + x[1]; }
            """;
        var loss = Bound(text, 2);
        Assert.Equal([2 * 1.5 + 3 * 1.5 * 1.5, 1], SlopesOf(loss, 1.5, 7));
        Assert.Equal(9 + 1.5 * 1.5 + 1.5 * 1.5 * 1.5 + 7, loss.Value([1.5, 7]));
    }

    [Fact]
    public void Rows_and_branches_around_it_do_what_they_do()
    {
        const string text = """
            double[] data = Enumerable.Range(0, 40).Select(i => i / 8.0).ToArray();
            double Loss(double x, double y)
            {
                var s = data.Sum(d => (d * y - x) * (d * y - x));
                foreach (var d in data) s += Special(d * x) * (y > 1 ? 1 : Special(y));
                return s + Special(data.Sum(d => d * x));
            }
            """;
        var loss = Bound(Special + text);
        foreach (var point in new[] { new[] { 0.5, 2 }, [0.25, 0.75] })
        {
            var slopes = new double[2];
            var value = loss.Oracle().ValueAndGradient(point, slopes);
            Assert.Equal(loss.Value(point), value, 1e-9 * Math.Abs(value));
            for (var i = 0; i < 2; i++)
            {
                var (up, down) = ((double[])point.Clone(), (double[])point.Clone());
                (up[i], down[i]) = (up[i] + 1e-5, down[i] - 1e-5);
                var measured = (loss.Value(up) - loss.Value(down)) / 2e-5;
                Assert.Equal(measured, slopes[i], 1e-6 * (1 + Math.Abs(measured)));
            }
        }
    }

    [Fact]
    public void A_walk_records_anew_without_forgetting_the_other_recordings()
    {
        var loss = Bound(Special + "double Loss(double x) { if (x > 100) return Special(x); return x < 0 ? -x : x * x; }");
        Assert.True(loss.At([3.0]).Value.Guards.Any(g => !g.Silent));
        for (var i = 0; i < 200; i++)
            SlopesOf(loss, 101.0 + i);
        Assert.Equal(201, loss.Recordings);
        loss.At([3.0]);
        Assert.Equal(201, loss.Recordings);
        Assert.Null(loss.Crowded);
    }

    [Fact]
    public void The_note_says_whose_slope_it_is_and_nothing_of_branches()
    {
        var notes = Bound(Special + "double Loss(double x) => Special(x) + Special(2 * x);").At([3.0]).Value.Notes;
        var note = Assert.Single(notes);
        Assert.Equal("GDS3006", note.Id);
        Assert.Equal("the slope of 'Special' is the one you registered; second derivatives are not known", note.What);
        Assert.Equal(3, note.Place?.Line);
    }

    [Theory]
    [InlineData("double Slope(double x) => 1 / (x - x);", "the slope of 'F' at 3 is given as ")]
    [InlineData("double[] Slope(double x) => [1, 2];", "'F' takes 1 numbers, and 2 slopes are given")]
    public void A_slope_that_is_none_is_told(string slope, string what)
    {
        var problem = Bound(
                $"[Derivative(nameof(Slope))] double F(double x) => double.Parse(\"1\") * x; {slope} double Loss(double x) => F(x);"
            )
            .At([3.0])
            .Problem;
        Assert.Equal("GDS2015", problem?.Id);
        Assert.StartsWith(what, problem?.What, StringComparison.Ordinal);
        Assert.Equal(2, problem?.Place?.Line);
    }

    [Theory]
    [InlineData("«Derivative(\"Slop\")»", "double F(double x)", "there is no method 'Slop'")]
    [InlineData("«Derivative(\"S\")»", "double F(double x, double y)", "'S' does not take what it takes (double, double)")]
    [InlineData("«Derivative(\"S2\")»", "double F(double x, double y)", "it takes 2 doubles, and 1 slopes are named")]
    [InlineData("«Derivative»", "double F(double x)", "it takes 1 doubles, and 0 slopes are named")]
    [InlineData("«Derivative(\"S3\")»", "double F(double x, double y)", "'S3' gives (double, double, double)")]
    [InlineData("«Derivative(\"S\")»", "double F(double[] x)", "'x' is double[], and it may take double, whole numbers, bool and string")]
    [InlineData("«Derivative(\"S\")»", "double F(int x)", "it takes no double")]
    public void A_registration_that_does_not_fit_is_refused_at_the_attribute(string attribute, string method, string why)
    {
        const string slopes = """
            double S(double x) => 1; double S2(double x, double y) => 1; (double, double, double) S3(double x, double y) => (1, 1, 1);
            """;
        var given =
            method.Contains("[]", StringComparison.Ordinal) ? "[x]"
            : method.Contains("int", StringComparison.Ordinal) ? "1"
            : method.Contains(',', StringComparison.Ordinal) ? "x, x"
            : "x";
        var start = attribute.IndexOf('«', StringComparison.Ordinal);
        var text = $"{Using}{slopes}\n[{attribute.Trim('«', '»')}] {method} => 1;\ndouble Loss(double x) => F({given}) + x;";
        var problem = Assert.Single(Scripts.Run(text).Loss().Problems);
        Assert.Equal("GDS1028", problem.Id);
        Assert.Equal($"the slope of 'F' cannot be registered so: {why}", problem.What);
        Assert.Equal((start + 3, 2), (problem.Place?.Line, problem.Place?.Column));
    }

    [Fact]
    public void A_script_asks_for_the_gradient_the_check_and_a_walk_but_not_for_the_hessian()
    {
        var ran = Ran.Of(
            Special
                + """

                Print(Grad(x => Special(x - 1), at: 3));
                double Bowl(double x) => Special(x) * x;
                Print(Check(Bowl, at: 1.5).Verdict);
                [Derivative(nameof(Wrong))] double Odd(double x) => double.Parse("2") * x;
                double Wrong(double x) => 2.5;
                Print(Check(x => Odd(x), at: 1.5).Verdict);
                Print(Descend(Bowl, from: 0.5, lr: 0.05, steps: 5).Loss < 0.1);
                Hess(Bowl, at: 3);
                """
        );
        Assert.Contains("24", ran.Out, StringComparison.Ordinal);
        Assert.Contains("match\nmismatch\ntrue\n", ran.Out, StringComparison.Ordinal);
        Assert.Equal("GDS3006", Assert.IsType<Ending.Failed>(ran.Ending).Problem.Id);
    }
}
