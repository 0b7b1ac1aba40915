using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.MathNet.Tests;

/// <summary>The bridge against a look-alike with the names and unions of the real library; see <see cref="RealLibraryTests"/>.</summary>
public sealed class MathNetEngineTests
{
    private static readonly MathNetEngine Engine = Libraries.Engine;

    [Theory]
    [InlineData("x^2/20 + y^2", "x = x/10; y = 2*y")]
    [InlineData("-x^2", "x = -2*x")]
    [InlineData("exp(-x^2)", "x = -2*x*exp(-x^2)")]
    [InlineData("1/x", "x = -1/x^2")]
    [InlineData("sqrt(x)", "x = 1/(2*sqrt(x))")]
    [InlineData("3", "")]
    public void A_gradient_goes_out_and_comes_back(string loss, string partials)
    {
        var formula = FormulaText.Parse(loss).Value;

        var derived = Engine.Partials(formula).Value;

        Assert.Equal(
            partials,
            string.Join("; ", formula.Parameters.Select((p, i) => $"{p.Name} = {Printer.Infix(derived, derived.Roots[i])}"))
        );
    }

    /// <summary>The law: for every operation that is handed over, the answer is our gradient up to rounding.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_that_is_handed_over_comes_back_as_its_derivative(string loss)
    {
        var formula = FormulaText.Parse(loss).Value;
        double[] point = [0.3, 0.7];

        var theirs = Kernel.For(Engine.Gradient(formula).Value);
        var ours = Kernel.For(Gradient.Of(formula));

        var (a, b) = (new double[3], new double[3]);
        theirs.Run(point, a);
        ours.Run(point, b);
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.Second, pair.First, 1e-13 * (1 + Math.Abs(pair.Second))));
    }

    public static TheoryData<string> Operations =>
        [
            "x*y",
            "x - y",
            "x/y",
            "x^y",
            "x^3*y",
            "exp(x)*y",
            "expm1(x)*y",
            "log(x)*y",
            "log1p(x)*y",
            "log2(x)*y",
            "log10(x)*y",
            "sqrt(x)*y",
            "cbrt(x)*y",
            "sin(x)*y",
            "cos(x)*y",
            "tan(x)*y",
            "asin(x)*y",
            "acos(x)*y",
            "atan(x)*y",
            "sinh(x)*y",
            "cosh(x)*y",
            "tanh(x)*y",
            "asinh(x)*y",
            "acosh(1 + x)*y",
            "atanh(x)*y",
            "sigmoid(x)*y",
            "softplus(x)*y",
            "hypot(x, y)",
            "pi*x + e*y + 0.1*x*y",
        ];

    [Fact]
    public void Negative_numbers_have_cube_roots_here_as_at_home() =>
        Assert.Equal("1/(3*cbrt(x)^2)", Engine.Partials(FormulaText.Parse("cbrt(x)").Value).Value.Infix);

    [Fact]
    public void The_value_stays_our_own_formula_bit_for_bit()
    {
        var loss = FormulaText.Parse("log1p(x)*sigmoid(y)").Value;
        var gradient = Engine.Gradient(loss).Value;

        Assert.Equal(loss.Infix, Printer.Infix(gradient, gradient.Root));
    }

    [Theory]
    [InlineData("abs(x)", "it throws at 'abs'")]
    [InlineData("min(x, 1)", "it has no 'min'")]
    [InlineData("max(x, 1)", "it has no 'max'")]
    [InlineData("relu(x)", "it has no 'relu'")]
    [InlineData("floor(x)", "it has no 'floor'")]
    [InlineData("where(x > 0, x, 2*x)", "it has no choices, and '>' is one")]
    [InlineData("atan2(x, y)", "its rule for 'atan2' is wrong (it differentiates tan(x/y))")]
    [InlineData("erf(x)", "it has no 'erf'")]
    [InlineData("lgamma(x)", "it has no 'lgamma'")]
    [InlineData("gamma(x)", "it has no 'gamma'")]
    public void What_it_cannot_do_is_refused_by_name(string loss, string why)
    {
        var problem = Engine.Gradient(FormulaText.Parse(loss).Value).Problem!;

        Assert.Equal("GDS7103", problem.Id);
        Assert.Equal($"MathNet.Symbolics cannot derive this loss: {why}", problem.What);
        Assert.NotNull(problem.Place);
    }

    [Theory]
    [InlineData("sum(w)", "w", 3)]
    [InlineData("softmax(w)[0]", "w", 3)]
    public void Arrays_are_refused_by_name(string loss, string name, int size)
    {
        var shapes = new Dictionary<string, Shape> { [name] = Shape.Vector(size) };
        var problem = Engine.Gradient(FormulaText.Parse(loss, shapes).Value).Problem!;

        Assert.Equal("GDS7103", problem.Id);
        Assert.Contains("it has no arrays", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_of_arrays_are_names()
    {
        var shapes = new Dictionary<string, Shape> { ["w"] = Shape.Vector(3), ["M"] = Shape.Matrix(2, 2) };
        var loss = FormulaText.Parse("w[0]^2*w[2] + exp(M[1,0])", shapes).Value;

        Assert.Equal(At(Gradient.Of(loss)), At(Engine.Gradient(loss).Value));

        static double[] At(Formula gradient)
        {
            var kernel = Kernel.For(gradient);
            var results = new double[kernel.ResultSize];
            kernel.Run([1, 2, 3, 0, 0.5, 0, 0], results);
            return results;
        }
    }

    [Fact]
    public void Losses_over_rows_are_derived_row_by_row()
    {
        var x = new[] { 0.5, 1.5, 2.5, -1 };
        var reading = FormulaText
            .Read("mean((a*x + b - y)^2) + a^2", new Dictionary<string, Shape>(), [new Column("x"), new Column("y")])
            .Value;
        var loss = reading.Formula.With(Table.Of(("x", x), ("y", [1, 2, 3, 4])));

        var theirs = Kernel.For(Engine.Gradient(loss).Value);
        var ours = Kernel.For(Gradient.Of(loss));

        var (a, b) = (new double[3], new double[3]);
        theirs.Run([0.3, -0.2], a);
        ours.Run([0.3, -0.2], b);
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.Second, pair.First, 1e-13 * (1 + Math.Abs(pair.Second))));
    }

    [Fact]
    public void Elements_of_a_row_that_holds_an_array_are_names_too()
    {
        var g = new Sketch();
        var (w, x) = (g.Param("w", Shape.Vector(2)), g.Column("x", 0, Shape.Vector(2)));
        var product = g.Make(Op.Mul, g.At(w, 1), g.Make(Op.Exp, g.Make(Op.Mul, g.At(w, 0), g.At(x, 1))));
        var open = g.Finish(g.Rows(Op.RowSum, product));
        var loss = open.With(Table.Of(("x", Shape.Vector(2), [1, 2, 3, 4])));

        var (a, b) = (new double[3], new double[3]);
        Kernel.For(Engine.Gradient(loss).Value).Run([0.3, 2], a);
        Kernel.For(Gradient.Of(loss)).Run([0.3, 2], b);
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.Second, pair.First, 1e-13 * (1 + Math.Abs(pair.Second))));
        Assert.Equal("GDS7108", Engine.Gradient(open).Problem!.Id);
    }

    [Fact]
    public void A_reduction_within_a_row_is_derived_by_the_chain_rule()
    {
        var g = new Sketch();
        var (w, x) = (g.Param("w"), g.Column("x"));
        var mean = g.Rows(Op.RowMean, g.Make(Op.Mul, w, x));
        var off = g.Make(Op.Sub, g.Make(Op.Mul, g.Make(Op.Mul, w, w), x), mean);
        g.Bind(Table.Of(("x", [1, 2, 4])));
        var loss = g.Finish(g.Make(Op.Log, g.Rows(Op.RowSum, g.Make(Op.Mul, off, off))));

        var (a, b) = (new double[2], new double[2]);
        Kernel.For(Engine.Gradient(loss).Value).Run([3], a);
        Kernel.For(Gradient.Of(loss)).Run([3], b);
        Assert.Equal(b[1], a[1], 1e-13);
    }

    [Fact]
    public void Second_derivatives_are_derivatives_of_its_derivatives()
    {
        var loss = FormulaText.Parse("x^3*y + exp(x*y)").Value;

        var (a, b) = (new double[3], new double[3]);
        Kernel.For(Engine.Hessian(loss).Value).Run([0.5, 2], a);
        Kernel.For(Hessian.Of(loss)).Run([0.5, 2], b);

        Assert.All(a.Zip(b), pair => Assert.Equal(pair.Second, pair.First, 1e-12 * (1 + Math.Abs(pair.Second))));
        Assert.Equal("y*(6*x + y*exp(x*y))", Engine.Partial(loss, ["x", "x"]).Value.Infix);
    }

    [Theory]
    [InlineData("liar", "is wrong and is not used")]
    [InlineData("almost", "is wrong and is not used")]
    public void A_wrong_derivative_is_never_used(string name, string said)
    {
        var problem = Engine.Gradient(FormulaText.Parse($"{name}^2 + sin({name})").Value).Problem!;

        Assert.Equal("GDS7107", problem.Id);
        Assert.Equal(ProblemKind.Check, problem.Kind);
        Assert.Contains(said, problem.What, StringComparison.Ordinal);
        Assert.Contains($"toward {name}", problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("thrower", "GDS7105", "MathNet.Symbolics failed to differentiate: not supported")]
    [InlineData("imaginary", "GDS7106", "the answer of MathNet.Symbolics is no formula of real numbers: the imaginary unit")]
    [InlineData("complex", "GDS7106", "the answer of MathNet.Symbolics is no formula of real numbers: a complex number")]
    [InlineData("endless", "GDS7106", "the answer of MathNet.Symbolics is no formula of real numbers: 'PositiveInfinity'")]
    [InlineData("undefined", "GDS7106", "the answer of MathNet.Symbolics is no formula of real numbers: 'Undefined'")]
    [InlineData(
        "stranger",
        "GDS7106",
        "the answer of MathNet.Symbolics is no formula of real numbers: the name 'somebody', which the loss does not have"
    )]
    [InlineData(
        "bessel",
        "GDS7106",
        "the answer of MathNet.Symbolics is no formula of real numbers: a Bessel function whose order is no whole number up to 1000"
    )]
    [InlineData(
        "hankel",
        "GDS7106",
        "the answer of MathNet.Symbolics is no formula of real numbers: the function 'HankelH1', which is not known here"
    )]
    public void An_answer_that_is_none_is_told(string name, string id, string what)
    {
        var problem = Engine.Gradient(FormulaText.Parse($"{name}^2").Value).Problem!;

        Assert.Equal((id, what), (problem.Id, problem.What));
    }

    [Fact]
    public void Waiting_ends()
    {
        Assert.True(Places.Find(Libraries.Fake, cache: false).Is(out var found, out _));
        var hasty = MathNetEngine.Load(found!.Main).Value with { Patience = TimeSpan.FromMilliseconds(50) };

        Assert.Equal("GDS7109", hasty.Gradient(FormulaText.Parse("sloth^2").Value).Problem!.Id);
    }

    /// <summary>Twenty squarings make a tree of a million nodes of a graph of twenty.</summary>
    [Fact]
    public void A_tree_that_would_be_too_large_is_refused_before_it_is_built()
    {
        var g = new Sketch();
        var node = g.Param("x");
        for (var i = 0; i < 20; i++)
            node = g.Make(Op.Mul, node, node);

        Assert.Equal("GDS7104", Engine.Gradient(g.Finish(node)).Problem!.Id);
    }

    [Fact]
    public void Depth_is_no_danger()
    {
        var g = new Sketch();
        var node = g.Param("x");
        for (var i = 0; i < 4_000; i++)
            node = g.Make(Op.Neg, g.Make(Op.Add, node, g.Const(1)));

        Assert.Null(Engine.Gradient(g.Finish(node)).Problem);
    }

    [Fact]
    public void A_loss_that_is_finite_nowhere_cannot_be_verified() =>
        Assert.Equal("GDS7108", Engine.Gradient(FormulaText.Parse("log(-1 - x^2)").Value).Problem!.Id);

    [Fact]
    public void The_point_where_it_will_be_used_is_verified_too()
    {
        var loss = FormulaText.Parse("log(x - 1000)").Value;

        Assert.Equal("GDS7108", Engine.Gradient(loss).Problem!.Id);
        Assert.Null(Engine.Gradient(loss, [1003.0]).Problem);
    }
}
