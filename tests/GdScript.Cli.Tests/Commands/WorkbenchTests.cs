using Xunit;

namespace GdScript.Cli.Tests.Commands;

/// <summary>What a script can ask of its workbench, in scripts that run.</summary>
public class WorkbenchTests
{
    private const string Bowl = "double Loss(double x0, double x1) => x0*x0 + x1*x1;\n";

    [Theory]
    [InlineData("Print(Grad(Loss));", "d/dx0  = 2*x0\nd/dx1  = 2*x1\n")]
    [InlineData("Print(Grad(Loss, at: (3, 4)));", "loss   = 25\nd/dx0  = 6\nd/dx1  = 8\n")]
    [InlineData("Print(Grad(Loss, at: \"x0=3, x1=4\")[\"x1\"]);", "8\n")]
    [InlineData("Print(Grad((x, y) => x*Math.Sin(y), at: (2, 0)).Slopes);", "[0, 2]\n")]
    [InlineData("Print(Grad(w => w[0]*w[1] + w[1], at: [2, 3]).Slopes);", "[3, 3]\n")]
    [InlineData("Print(Grad(W => W[0, 0]*W[1, 1], at: [[1, 2], [3, 4]]).Matrix(\"W\"));", "[[4, 0],\n [0, 1]]\n")]
    [InlineData("Print(Grad((double[,] W, double[] b) => W[0, 0]*b[0], at: ([[5]], [7])).Slopes);", "[7, 5]\n")]
    [InlineData("Func<double, double> f = x => x*x*x; Print(Grad(f, at: 2)[\"x\"]);", "12\n")]
    [InlineData("var k = 3.0; k = 5; Print(Grad(x => k*x).ToString());", "d/dx  = 5\n")]
    [InlineData("Print(Grad(\"x^2/20 + y^2\"));", "d/dx  = x/10\nd/dy  = 2*y\n")]
    [InlineData("Print(Formula(\"x^2\").Value(3));", "9\n")]
    [InlineData("Print(Hess(Loss, at: (1, 2)));", "    x0  x1\nx0  2   0\nx1  0   2\n")]
    [InlineData("Print(Check(Loss, at: (3, 4)).Verdict);", "match\n")]
    [InlineData("Check(Loss).OrFail();", "")]
    [InlineData(
        "Print(Descend(Loss, from: (-3, 4), \"gd(lr=0.1)\", steps: 100));",
        "x0=-6.111107929003464e-10, x1=8.148143905337951e-10\nloss = 1.0373788922202499e-18\nMade 100 steps, as asked.\n"
    )]
    [InlineData("Print(Descend(Loss, from: [-3, 4], lr: 0.1, steps: 2).Point);", "[-1.92, 2.56]\n")]
    [InlineData("var walk = Descend(Loss, from: (1, 2), lr: 0.5, steps: 1); Print(Grad(Loss, at: walk).Slopes);", "[0, 0]\n")]
    [InlineData("Print(Grad(x => x*x, at: new double[] { 3 }).Slopes);", "[6]\n")]
    [InlineData(
        "int Twice(int n) => 2*n; double L(double[] a, double[] b) => a[0]*b[Twice(0)]; Print(Grad(L, at: ([3], [4])).Slopes);",
        "[4, 3]\n"
    )]
    [InlineData("double a = 2, x = 3; Print(Grad(b => a*x*b, at: 1)[\"b\"]);", "6\n")]
    [InlineData("Print(\"loss =\", 0.5); Print(); Print((1, new[] { 2.0, 3 }));", "loss = 0.5\n\n(1, [2, 3])\n")]
    public void A_question_has_its_answer(string line, string answer)
    {
        var said = Run(Bowl + line);
        Assert.Equal((0, answer, ""), (said.Exit, said.Out, said.Err));
    }

    private const string Cast = "double Loss(double x) => (int)x + x*x;\n";

    [Fact]
    public void A_gradient_that_cannot_be_derived_ends_the_script_at_the_line_that_forbids_it()
    {
        var said = Run(Cast + "Print(Grad(Loss, at: 3.5));");
        Assert.Equal(2, said.Exit);
        Assert.Matches("^<stdin>:1:2[0-9]: error GDS1001: .*\n  double Loss.*\n +\\^+\n", said.Err);
    }

    [Fact]
    public void A_check_and_a_walk_measure_what_cannot_be_derived_and_say_so_once()
    {
        var said = Run(
            Cast
                + "for (var i = 0; i < 3; i++) Print(Check(Loss, at: 3.5).Verdict);\nPrint(Descend(Loss, from: 3.5, lr: 0.1, steps: 1)[\"x\"]);"
        );
        Assert.Equal(0, said.Exit);
        Assert.Matches("^measured\nmeasured\nmeasured\n2\\.79999", said.Out);
        Assert.Matches("^<stdin>:1:2[0-9]: note GDS1001: .*; the gradient of 'Loss' is measured instead\n$", said.Err);
    }

    [Fact]
    public void A_check_that_had_to_pass_and_did_not_is_exit_1()
    {
        var said = Run(Cast + "Check(Loss, at: 3.5).OrFail();\nPrint(1);");
        Assert.Equal((1, ""), (said.Exit, said.Out));
        Assert.Contains("<stdin>:2:1: error GDS4010: the gradient of 'Loss' was only measured", said.Err, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Print(Grad(Loss, at: \"x0=three\"));", "GDS5311", "(in \"x0=three\")")]
    [InlineData("Print(Grad(Loss, at: 3));", "GDS5317", "'x1'")]
    [InlineData("Print(Descend(Loss, from: (3, 4), \"adm(lr=0.1)\"));", "GDS7002", "adm")]
    [InlineData("Print(Grad(Loss).Value);", "GDS0131", "without a point")]
    [InlineData("Print(Grad(Loss, at: (1, 2))[\"y\"]);", "GDS0132", "'y'")]
    [InlineData("Print(Hess(w => w[0], at: \"w=3\"));", "GDS2013", "not as a scalar")]
    public void A_mistake_is_told_at_the_line_of_the_script(string line, string id, string what)
    {
        var said = Run(Bowl + line);
        Assert.Equal(2, said.Exit);
        Assert.StartsWith($"<stdin>:2:1: error {id}: ", said.Err, StringComparison.Ordinal);
        Assert.Contains(what, said.Err, StringComparison.Ordinal);
        Assert.Contains("\n  " + line, said.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("GdScript.Scripting", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_leaves_the_finite_numbers_is_exit_3()
    {
        var said = Run("Print(Grad(x => Math.Log(x), at: 0));");
        Assert.Equal(3, said.Exit);
        Assert.Contains("GDS6003", said.Err, StringComparison.Ordinal);
    }

    private static Said Run(string script) => Command.RunWith(script, "run", "--no-cache", "-");
}
