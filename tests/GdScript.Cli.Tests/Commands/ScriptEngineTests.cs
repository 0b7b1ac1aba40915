using Xunit;

namespace GdScript.Cli.Tests.Commands;

/// <summary>MathNet.Symbolics in scripts and sessions, over the look-alike.</summary>
public sealed class ScriptEngineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-script-engine-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string MathNet => $"Engine = \"mathnet {EngineTests.Fake}\";\n";

    private static string Bring =>
        $"""
            #r "{EngineTests.Fake}/FSharp.Core.dll"
            #r "{EngineTests.Fake}/MathNet.Symbolics.dll"
            using SymbolicExpression = MathNet.Symbolics.SymbolicExpression;
            var x = SymbolicExpression.Variable("x");
            var y = SymbolicExpression.Variable("y");

            """;

    [Fact]
    public void An_expression_of_MathNet_is_accepted_wherever_a_formula_is()
    {
        var said = Ran(
            Bring
                + """
                var loss = x.Pow(2) / 20 + y.Pow(2);
                Print(Formula(loss));
                Print(Grad(loss));
                Print(Grad(loss, at: (3, 4)));
                Print(Hess(loss, at: "x=3, y=4")[1, 1]);
                Print(Check(loss, at: (3, 4)).Report.Word);
                Print(Descend(loss, from: (-7, 2), lr: 0.1, steps: 1).Loss);
                """
        );

        Assert.Equal(
            "0.05*x^2 + y^2\nd/dx  = x/10\nd/dy  = 2*y\nloss  = 16.45\nd/dx  = 0.30000000000000004\nd/dy  = 8\n2\nmatch\n4.961245\n",
            said.Out
        );
    }

    [Fact]
    public void What_it_cannot_say_in_real_numbers_is_told_with_the_line()
    {
        var said = Ran(Bring + "Print(Grad(SymbolicExpression.Real(double.NaN) * x));");

        Assert.Contains(
            "error GDS7106: the answer of MathNet.Symbolics is no formula of real numbers: the number NaN",
            said.Err,
            StringComparison.Ordinal
        );
        Assert.Equal(2, said.Exit);
    }

    [Fact]
    public void Anything_else_is_no_loss()
    {
        var said = Ran("Print(Grad(new System.Text.StringBuilder()));");

        Assert.Contains("error GDS7110: a StringBuilder is no loss", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_says_who_derives()
    {
        var said = Ran(
            MathNet
                + """
                double Loss(double x, double y) => x*x/20 + y*y;
                Print(Engine);
                Print(Grad(Loss));
                Print(Grad(Loss, at: (3, 4)).Partials[0]);
                Print(Hess(Loss, at: (3, 4))[1, 1]);
                Print(Check(Loss, at: (3, 4)));
                Print(Descend(Loss, from: (-7, 2), lr: 0.1, steps: 1).Loss);
                Print(Descend("liar^2", from: 3));
                """
        );

        Assert.StartsWith("mathnet\nd/dx  = x/10\nd/dy  = 2*y\nx/10\n2\nmatch", said.Out, StringComparison.Ordinal);
        Assert.Contains("symbolic  mathnet  measured", said.Out, StringComparison.Ordinal);
        Assert.EndsWith("\n4.961245\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("error GDS7107: the derivative toward liar by MathNet.Symbolics is wrong", said.Err, StringComparison.Ordinal);
        Assert.Equal(1, said.Exit);
    }

    [Fact]
    public void Nothing_derives_in_its_place()
    {
        var branching = MathNet + "double Loss(double x) { var s = x; while (s*s > 2) s = 0.5*s; return s*x; }\n";

        Assert.Contains(
            "error GDS7111: 'Loss' has other formulas elsewhere",
            Ran(branching + "Print(Grad(Loss, at: 3));").Err,
            StringComparison.Ordinal
        );
        Assert.Contains("error GDS7111: ", Ran(branching + "Print(Descend(Loss, from: 3));").Err, StringComparison.Ordinal);
        Assert.Contains(
            "error GDS7103: MathNet.Symbolics cannot derive this loss: it throws at 'abs'",
            Ran(MathNet + "Print(Grad(\"abs(x)\"));").Err,
            StringComparison.Ordinal
        );
        Assert.Contains("error GDS0033: unknown word 'maple'", Ran("Engine = \"maple\";").Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_says_who_derives()
    {
        var save = Path.Combine(folder, "saved.csx");
        var said = Command.RunWith(
            $"#engine\n#engine mathnet {EngineTests.Fake}\nf = x^2/20 + y^2\ng = grad f\ng.x\ncheck f at x=3,y=4\n#engine own\ngrad abs(x)\n#save {save}\n#engine mathnet {EngineTests.Fake}\ngrad abs(x)\n",
            "repl"
        );

        Assert.Contains("own\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("symbolic  mathnet  measured", said.Out, StringComparison.Ordinal);
        Assert.Contains("error GDS7103", said.Err, StringComparison.Ordinal);
        Assert.Contains("d/dx = sign(x)", said.Out, StringComparison.Ordinal);
        Assert.Contains("Engine = \"mathnet\";\n", File.ReadAllText(save), StringComparison.Ordinal);
        Assert.Contains("Engine = \"own\";\n", File.ReadAllText(save), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("D(liar^2, liar)")]
    [InlineData("grad(liar^2)")]
    [InlineData("hess(liar^2)")]
    [InlineData("jac([liar^2, 1])")]
    [InlineData("jac [liar^2, 1]")]
    public void Derivatives_inside_formulas_of_a_session_are_those_of_its_engine(string line)
    {
        var said = Command.RunWith($"#engine mathnet {EngineTests.Fake}\nD(x^2/20, x)\n{line}\n", "repl");

        Assert.Contains("x/10\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("error GDS71", said.Err, StringComparison.Ordinal);
    }

    private Said Ran(string code)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.csx");
        File.WriteAllText(file, code);
        return Command.Run("run", file);
    }
}
