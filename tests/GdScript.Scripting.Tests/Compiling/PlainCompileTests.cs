using GdScript.Kernels;
using GdScript.Scripting.Images;
using Xunit;

namespace GdScript.Scripting.Tests.Compiling;

public class PlainCompileTests
{
    [Fact]
    public void All_errors_are_told_in_the_order_of_their_lines()
    {
        Assert.Equal(
            [(1, 23, "CS0103"), (2, 9, "CS0029"), (3, 1, "CS0246")],
            Ran.Errors("double f(double x) => y + 1;\nint z = \"s\";\nNope n = null;\n").ToArray()
        );
    }

    [Fact]
    public void An_error_shows_the_text_as_it_was_written()
    {
        var problem = Ran.Load("#r \"nuget: X\"").Problems[0];
        Assert.Equal("#r \"nuget: X\"", problem.Line);
        Assert.Equal("double f(double x) => Math.Exp(yy);", Ran.Load("double f(double x) => Math.Exp(yy);").Problems[0].Line);
    }

    /// <summary>Every way to say a function of Math gives the bits of ours, also where the machine's own differ.</summary>
    [Theory]
    [InlineData("Math.Exp(x)")]
    [InlineData("Exp(x)")]
    [InlineData("System.Math.Exp(x)")]
    [InlineData("System\n.Math\n.Exp(x)")]
    [InlineData("double.Exp(x)")]
    [InlineData("M.Exp(x)")]
    [InlineData("new[] { x }.Select(Math.Exp).First()")]
    [InlineData("((Func<double, double>)Exp)(x)")]
    [InlineData("new Func<double, double>(v => { double L(double w) => Exp(w); return L(v); })(x)")]
    public void Math_is_ours_however_it_is_called(string call)
    {
        var image = Ran.Compile($"using M = System.Math;\ndouble Loss(double x) => {call};");
        var loss = (Func<double, double>)Ran.Image(image).Script.Loss(image.Losses[0]);
        for (var x = -30.0; x < 30; x += 0.37)
            Assert.Equal(BitConverter.DoubleToInt64Bits(Elementary.Exp(x)), BitConverter.DoubleToInt64Bits(loss(x)));
    }

    [Fact]
    public void An_expression_tree_stays_what_it_is() =>
        Assert.Equal(
            "System.Math\n",
            Ran.Of(
                "using System.Linq.Expressions;\nExpression<Func<double, double>> e = x => Math.Exp(x);\nPrint(((MethodCallExpression)e.Body).Method.DeclaringType);"
            ).Out
        );

    [Fact]
    public void The_losses_of_a_script_are_found_with_their_types()
    {
        var image = Ran.Compile(
            """
            record Row(double X);
            [Loss] double A(double x, double[] w, double[,] m, List<Row> rows, (double, int) t, Func<double, double> f) => x;
            static double B(in double x, ReadOnlySpan<double> s, params double[] more) => x;
            double G<T>(T x) => 1;
            int C(double x) => 1;
            """
        );
        Assert.Equal(["A", "B"], image.Losses.Select(l => l.Method));
        Assert.Equal([true, false], image.Losses.Select(l => l.Marked));
        Assert.Equal((2, "test.csx"), (image.Losses[0].Line, image.Losses[0].File));
        var script = Ran.Image(image).Script;
        Assert.All(image.Losses, loss => Assert.Equal(loss.Method, script.Loss(loss).Method.Name));
    }

    [Theory]
    [InlineData("double loss(double x) => x; double F(double x) => x;", null, "loss")]
    [InlineData("double F(double x) => x;", null, "F")]
    [InlineData("[Loss] double F(double x) => x; double Loss(double x) => x;", null, "F")]
    [InlineData("double G(double x) => x; double Loss(double x) => x;", "G", "G")]
    [InlineData("double G(double x) => x; double F(double x) => x;", null, "the loss could be any of G(double), F(double)")]
    [InlineData("double G(double x) => x;", "H", "there is no method 'H' that gives a double")]
    [InlineData("int n = 1;", null, "the script has no method that gives a double, so there is no loss")]
    public void The_loss_is_chosen_by_the_rules(string text, string? name, string expected)
    {
        var chosen = LossChoice.Of(Ran.Compile(text).Losses, name, "test.csx");
        Assert.Equal(expected, chosen.Is(out var loss, out var problem) ? loss.Method : problem.What);
        Assert.True(problem is null or { Id: "GDS0003", File: "test.csx" });
    }

    [Fact]
    public void The_loss_that_is_asked_for_comes_with_its_twin()
    {
        var image = Ran.Compile("double Loss(double x) => x * x;", new(Wanted: new(null)));
        Assert.Equal(new LossSite.Method("Loss", 1), Assert.Single(image.Twins).Site);
        Assert.Empty(Ran.Compile("double Loss(double x) => x * x;").Twins);
    }
}
