using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Images;
using GdScript.Scripting.Losses;
using GdScript.Scripting.Rewriting;
using Xunit;

namespace GdScript.Scripting.Tests.Rewriting;

/// <summary>A loss named in a call: lambdas with what they capture, method groups, variables; and scripts of several files.</summary>
public class SiteTests
{
    /// <summary>The script keeps what it would give to the workbench in <c>Kept</c>.</summary>
    private const string Keep =
        "Delegate kept = null; void Grad(Delegate loss) => kept = loss; void Grad1(Func<double, double> loss) => kept = loss; void GradV(Func<double[], double> loss) => kept = loss;\n";

    [Theory]
    [InlineData("Grad((double x, double y) => x * x * y);", "(double x, double y) => x * x * y")]
    [InlineData("double k = 3; Grad((double x, double y) => x * k + y);", "(double x, double y) => x * k + y")]
    [InlineData(
        "double k = 3; void Go(double m) { double l = m * 2; const double c = 4; const int n = 2; for (int i = 0; i < 1; i++) { double j = i + 5; Grad((double x, double y) => x * k + l * y + j * m + c / n); } } Go(7);",
        "(double x, double y) => x * k + l * y + j * m + c / n"
    )]
    [InlineData("double F(double x, double y) => Math.Exp(x) * y; Grad(F);", "F")]
    [InlineData(
        "void Go() { double k = 2; double F(double x, double y) => G(x) * y * k; double G(double v) => v * v + k; Grad(F); } Go();",
        "F"
    )]
    [InlineData(
        "void Go() { double k = 2; double G(double v) => v * v + k; Grad((double x, double y) => G(x) * y * k); } Go();",
        "(double x, double y) => G(x) * y * k"
    )]
    [InlineData("Func<double, double, double> f = (x, y) => x > 0 ? x * y : y; Grad(f);", "f")]
    [InlineData("void Go() { Func<double, double, double> f = (x, y) => { if (x > 0) return x * y; return y; }; Grad(f); } Go();", "f")]
    [InlineData(
        "class Net { public double[] W = { 1, 2 }; public double Loss(double x, double y) => W[0] * x + W[1] * y * y; } var net = new Net(); net.W[1] = 5; Grad(net.Loss);",
        "net.Loss"
    )]
    [InlineData(
        "class Net { public double[] W = { 1, 2 }; public double Loss(double x, double y) => W[0] * x + W[1] * y * y; } void Go() { var net = new Net(); net.W[1] = 5; Grad((double x, double y) => net.Loss(x, 2) + y); } Go();",
        "(double x, double y) => net.Loss(x, 2) + y"
    )]
    [InlineData("static class S { public static double Loss(double x, double y) => x * y + Math.Sin(x); } Grad(S.Loss);", "S.Loss")]
    [InlineData("Grad((Func<double, double, double>)Math.Pow);", "(Func<double, double, double>)Math.Pow")]
    [InlineData("Grad(delegate (double x, double y) { return x * y; });", "delegate (double x, double y) { return x * y; }")]
    [InlineData("Grad1(\n   x => x * x);", "x => x * x")]
    [InlineData(
        "var data = new[] { 1.0, 2 }; GradV(w => w.Zip(data).Sum(p => p.First * p.Second) * w[0]);",
        "w => w.Zip(data).Sum(p => p.First * p.Second) * w[0]"
    )]
    public void The_argument_of_a_call_is_recorded(string text, string argument)
    {
        var script = Scripts.Run(Keep + text);
        var line =
            script
                .Untouched.SyntaxTrees[0]
                .GetText()
                .Lines.First(l => l.ToString().Contains("Grad", StringComparison.Ordinal) && l.LineNumber > 0)
                .LineNumber + 1;
        var loss = script.Loss((Delegate)script.Variable("kept")!, new LossSite.Call("script.csx", line, argument));
        Assert.True(loss.Problems.IsEmpty, string.Join('\n', loss.Problems));
        var bound = loss.Bind(loss.Parameters.Where(p => p.Rank == 1).ToDictionary(p => p.Name, _ => Shape.Vector(2))).Value;
        foreach (var point in new double[][] { [1.25, 0.5], [0.75, 2.5] })
            Same(bound, point[..bound.PointSize]);
    }

    [Theory]
    [InlineData("Func<double, double> Make() => x => x; Grad(Make());", "Make()", "GDS1027")]
    [InlineData("void Go(Func<double, double> f) => Grad(f); Go(x => x);", "f", "GDS1027")]
    [InlineData("void Go(Func<double, double> g) => Grad1(x => g(x)); Go(x => x);", "x => g(x)", "GDS1024")]
    [InlineData("Func<double, double> f = x => x; f = x => 2 * x; Grad(f);", "f", "GDS1027")]
    public void What_has_no_code_to_follow_is_refused(string text, string argument, string id)
    {
        var found = Twin.Of(Scripts.Compile(Keep + text), new LossSite.Call("script.csx", 2, argument)).Problems;
        Assert.Equal(id, Assert.Single(found).Id);
        Assert.Equal(2, found[0].Place!.Value.Line);
    }

    [Fact]
    public void A_loss_may_call_what_another_file_brings()
    {
        var script = Scripts.Run(
            "double Loss(double x, double y) => Sq(x) * Lib.Twice(y) + shared;",
            (
                "lib.csx",
                "using M = System.Math; double shared = 2; double Sq(double v) => M.Abs(v) * v; static class Lib { public static double Twice(double v) { if (v > 0) return 2 * v; return v; } }"
            )
        );
        Same(script.Loss().Bind(new Dictionary<string, Shape>()).Value, [1.25, 0.5]);
    }

    [Fact]
    public void A_mistake_in_another_file_is_shown_there()
    {
        var untouched = Scripts.Compile(
            "double Loss(double x) => F(x);",
            ("lib.csx", "\ndouble F(double x) => x * new Random(1).NextDouble();")
        );
        var problem = Assert.Single(Twin.Of(untouched, new LossSite.Method("Loss", 1)).Problems);
        Assert.Equal(("GDS1010", "lib.csx", 2, 27), (problem.Id, problem.File, problem.Place!.Value.Line, problem.Place.Value.Column));
        Assert.Equal("double F(double x) => x * new Random(1).NextDouble();", problem.Line);
    }

    [Theory]
    [InlineData("double Loss(double x, double[] w, double[,] W) => x;", "x:0 w:1 W:2")]
    [InlineData("record P(double A, double B); double Loss(P p, double x) => p.A;", "A:0 B:0 x:0")]
    [InlineData("record P(double x, double[] w); double Loss(P p, double x) => p.x;", "p_x:0 w:1 x:0")]
    [InlineData("record P(double x); double Loss(P a, P b) => a.x + b.x;", "a_x:0 b_x:0")]
    [InlineData("record In(double U); record P(In I, double V); double Loss(P p) => p.V;", "U:0 V:0")]
    [InlineData("double Loss((double a, double b) t, double[][] j, List<double> l) => t.a;", "a:0 b:0 j:2 l:1")]
    [InlineData("double Loss(double x, int n = 3, string s = \"a\") => x;", "x:0")]
    [InlineData("double Loss(ReadOnlySpan<double> s, params double[] v) => s[0];", "s:1 v:1")]
    public void A_point_gives_the_parameters_by_name_and_rank(string text, string expected)
    {
        var untouched = Scripts.Compile(text);
        var arity = untouched.ScriptClass!.GetMembers("Loss").OfType<Microsoft.CodeAnalysis.IMethodSymbol>().Single().Parameters.Length;
        var twin = Twin.Of(untouched, new LossSite.Method("Loss", arity));
        Assert.Empty(twin.Problems);
        Assert.Equal(expected, string.Join(' ', twin.Parameters.Select(p => $"{p.Name}:{p.Rank}")));
    }

    [Fact]
    public void A_guard_stands_at_its_condition()
    {
        var bound = Scripts
            .Run(
                "double Loss(double x)\n{\n    int n = 0;\n    if (x > 0 || x < -9) n++;\n    while (x * n < 3 && n < 9) n++;\n    return x * n;\n}"
            )
            .Loss()
            .Bind(new Dictionary<string, Shape>())
            .Value;
        var spans = bound
            .At([1.0])
            .Value.Guards.Select(g => (g.Span!.Value.Line, g.Span.Value.Column, g.Span.Value.Length, g.Taken))
            .ToList();
        Assert.Equal([(4, 9, 5, true), (5, 12, 9, true), (5, 12, 9, true), (5, 12, 9, false)], spans);
    }

    private static void Same(BoundLoss bound, double[] point)
    {
        var traced = bound.At(point).Value;
        Assert.Equal(BitConverter.DoubleToInt64Bits(bound.Value(point)), BitConverter.DoubleToInt64Bits(traced.Value(point).Value));
        var slopes = new double[point.Length];
        Kernel.For(Gradient.Of(traced.Formula)).ValueAndGradient(point, slopes);
        for (var i = 0; i < point.Length; i++)
            Assert.Equal(Slope(bound, point, i), slopes[i], 1e-6 * (1 + Math.Abs(slopes[i])));
    }

    private static double Slope(BoundLoss bound, double[] point, int i)
    {
        double At(double h)
        {
            var there = (double[])point.Clone();
            there[i] += h;
            return bound.Value(there);
        }
        return (At(1e-5) - At(-1e-5)) / 2e-5;
    }
}
