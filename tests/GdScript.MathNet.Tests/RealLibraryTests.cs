using System.Reflection;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.MathNet.Tests;

/// <summary>
/// The bridge over the real MathNet.Symbolics, which the repository neither has nor can restore everywhere: where GDS_MATHNET_PATH names
/// a folder with it, these are run; elsewhere each is skipped and says so.
/// </summary>
public sealed class RealLibraryTests
{
    private static MathNetEngine Engine => MathNetEngine.Load(Libraries.Real!).Value;

    [RealTheory]
    [MemberData(nameof(MathNetEngineTests.Operations), MemberType = typeof(MathNetEngineTests))]
    [InlineData("x^2/20 + y^2")]
    [InlineData("-x^2 + (-x)^2*y + 2^-y")]
    [InlineData("(1 - x)^2 + 100*(y - x^2)^2")]
    [InlineData("log(x^2 + y^2)/sqrt(1 + exp(-x*y))")]
    [InlineData("tanh(0.3*x - 0.2*y)^3 + atan(x/y)")]
    [InlineData("1e300*x*1e-300 + 1e-310*y + x*y")]
    [InlineData("sin(asin(x)) + exp(log(x*y)) + cosh(acosh(1 + x)) + y")]
    [InlineData("besselj(0, x)*y + bessely(2, y) + besseli(0, x*y) + besselk(1, y)")]
    [InlineData("airyai(x)*airybi(y) + airyaiprime(x*y) + airybiprime(x)")]
    [InlineData("sec(x)*coth(y) + asec(2 + x) + acoth(1 + y) + lg(x) + log(2, y)")]
    [InlineData("x^x^y + y^(1/3) + x^2.5*y^-1.5")]
    public void Its_derivative_is_ours_up_to_rounding(string text)
    {
        var loss = FormulaText.Parse(text).Value;
        var (a, b) = (Run(Engine.Gradient(loss).Value, [0.3, 0.7]), Run(Gradient.Of(loss), [0.3, 0.7]));
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.Second, pair.First, 1e-12 * (1 + Math.Abs(pair.Second))));
        var (c, d) = (Run(Engine.Hessian(loss).Value, [0.3, 0.7]), Run(Hessian.Of(loss), [0.3, 0.7]));
        Assert.All(c.Zip(d), pair => Assert.Equal(pair.Second, pair.First, 1e-10 * (1 + Math.Abs(pair.Second))));
    }

    [RealTheory]
    [InlineData("x^2/20 + y^2", "x = x/10; y = 2*y")]
    [InlineData("sin(x)*x^2", "x = x*(2*sin(x) + x*cos(x))")]
    [InlineData("exp(-x^2/2)", "x = -x*exp(-x^2/2)")]
    public void What_it_answers_is_printed_in_our_language(string text, string partials)
    {
        var loss = FormulaText.Parse(text).Value;
        var derived = Engine.Partials(loss).Value;
        Assert.Equal(
            partials,
            string.Join("; ", loss.Parameters.Select((p, i) => $"{p.Name} = {Printer.Infix(derived, derived.Roots[i])}"))
        );
    }

    [RealFact]
    public void Losses_over_rows_come_back()
    {
        var columns = new[] { new Column("x"), new Column("y") };
        var reading = FormulaText.Read("mean(log(1 + exp(-y*(a*x + b)))) + a^2/10", new Dictionary<string, Shape>(), columns).Value;
        var loss = reading.Formula.With(Table.Of(("x", [0.5, 1.5, -1]), ("y", [1, -1, 1])));
        var (a, b) = (Run(Engine.Gradient(loss).Value, [0.3, -0.2]), Run(Gradient.Of(loss), [0.3, -0.2]));
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
    }

    /// <summary>A chain of sines nested as deep as the tree may be would take hours; that it does not end the process is what counts.</summary>
    [RealFact]
    public void Depth_ends_neither_the_process_nor_its_patience()
    {
        var g = new Sketch();
        var (node, deep) = (g.Param("x"), 0);
        for (var i = 0; i < 15_000; i++)
            (node, deep) = (g.Make(Op.Sin, node), i == 200 ? node : deep);
        var problem = (Engine with { Patience = TimeSpan.FromSeconds(1) }).Gradient(g.Finish(node)).Problem!;
        Assert.Equal("GDS7109", problem.Id);
        Assert.Null(Engine.Gradient(g.Finish(deep)).Problem);
    }

    [RealFact]
    public void An_expression_that_its_own_parser_read_is_a_formula()
    {
        var type = LibraryContext.Load(Places.Find(Libraries.Real!, cache: false).Value).Value.GetType(Symbolics.TypeName)!;
        object Parsed(string text) => type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [text])!;

        Assert.Equal("0.5*pi + a*x^2 + 0.5*sin(x)", MathNetEngine.Read(Parsed("a*x^2 + sin(x)/2 + 0.5*pi"))!.Value.Value.Infix);
        Assert.Equal("x^2", MathNetEngine.Read(Parsed("-x^2"))!.Value.Value.Infix);
    }

    /// <summary>Why <c>atan2</c> is refused: its own rule, asked for directly, does not give the derivative.</summary>
    [RealFact]
    public void Its_rule_for_atan2_is_wrong_and_that_for_abs_is_missing()
    {
        var type = LibraryContext.Load(Places.Find(Libraries.Real!, cache: false).Value).Value.GetType(Symbolics.TypeName)!;
        object Parsed(string text) => type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [text])!;
        object Differentiated(string text) => type.GetMethod("Differentiate", [type])!.Invoke(Parsed(text), [Parsed("x")])!;

        var slope = MathNetEngine.Read(Differentiated("atan2(x, y)"))!.Value.Value;

        Assert.NotEqual(Run(Gradient.Of(FormulaText.Parse("atan2(x, y)").Value), [0.3, 0.7])[1], Run(slope, [0.3, 0.7])[0], 1e-3);
        Assert.Throws<TargetInvocationException>(() => Differentiated("abs(x)"));
    }

    private static double[] Run(Formula formula, double[] point)
    {
        var kernel = Kernel.For(formula);
        var results = new double[kernel.ResultSize];
        kernel.Run(point, results);
        return results;
    }
}

/// <summary>A test over the real library; skipped, and said to be, where nobody says where that is.</summary>
public sealed class RealFactAttribute : FactAttribute
{
    public RealFactAttribute() => Skip = Libraries.Real is null ? Libraries.NoReal : null;
}

/// <summary>The same for a theory: one that is skipped counts once.</summary>
public sealed class RealTheoryAttribute : TheoryAttribute
{
    public RealTheoryAttribute() => Skip = Libraries.Real is null ? Libraries.NoReal : null;
}
