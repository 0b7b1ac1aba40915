using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>The mathematics of a session, as a person types it.</summary>
public class MathematicsTests
{
    [Theory]
    [InlineData("f = x^2/20 + y^2\nf", "f = x^2/20 + y^2\nx^2/20 + y^2\n")]
    [InlineData("f = x^2/20 + y^2; D(f, x)", "x/10\n")]
    [InlineData("f = x^2/20 + y^2; D(f, x, x) + 1", "1.1\n")]
    [InlineData("f = x^2/20 + y^2; grad f", "d/dx = x/10\nd/dy = 2*y\n")]
    [InlineData("f = x^2/20 + y^2; hess f", "   x    y\nx  0.1  0\ny  0    2\n")]
    [InlineData("f = x^2/20 + y^2; f at x=3,y=4", "16.45\n")]
    [InlineData("f = x^2/20 + y^2; f(3, 4)", "16.45\n")]
    [InlineData("f = x^2/20 + y^2; f(y=4)", "x^2/20 + 16\n")]
    [InlineData("f(y, x) = x - y; f(1, 10)", "9\n")]
    [InlineData("f = x^2; g(u) = f(u + 1) + f(2); g(2)", "13\n")]
    [InlineData("f = x*y; f(f(1, 2), f(3, 4))", "24\n")]
    [InlineData("1/2", "0.5\n")]
    [InlineData("M = [[1,2],[3,40]]", "M = [[1,  2],\n     [3, 40]]\n")]
    [InlineData("M = [[1,2],[3,40]]; M*[1, 1]", "[3, 43]\n")]
    [InlineData("h(W[2,2], x[2]) = sum(W*x); h([[1,2],[3,4]], [1,1])", "10\n")]
    [InlineData("k = sum(W*z)\nk at W=[[1,2],[3,4]],z=[1,1]", "k = sum(W*z)\n10\n")]
    [InlineData("损失 = 权重^2; D(损失, 权重)", "2*权重\n")]
    [InlineData("f = x^2; g = grad f at x=3; g.x + g.value", "15\n")]
    [InlineData("f = x^2 + y^2; norm(grad(f))", "norm([2*x, 2*y])\n")]
    [InlineData("1 + 1\nans + 1\n_1 + _2", "2\n3\n5\n")]
    [InlineData("tex x^2/20", "\\frac{x^{2}}{20}\n")]
    [InlineData("simplify (x + 1)*(x - 1) + 1", "(x + 1)*(x - 1) + 1\n")]
    [InlineData("expand (x + y)^2", "x^2 + 2*x*y + y^2\n")]
    [InlineData("jac [x*y, x + y] at 2,3", "      x  y\nf[0]  3  2\nf[1]  1  1\n")]
    public void What_is_typed_is_answered(string typed, string answer) => Answers(typed, answer);

    [Fact]
    public void A_definition_keeps_the_values_its_names_had() => Answers("a = 2; f = a*x; a = 10; f\nf(1)", "2*x\n2\n");

    [Fact]
    public void A_formula_takes_the_place_of_the_one_before_and_what_used_it_stays() =>
        Answers("f = x^2; g = f + 1; f = x^3; g\nf", "x^2 + 1\nx^3\n");

    [Fact]
    public void An_open_name_of_a_formula_is_not_mistaken_for_a_name_of_the_session() =>
        Answers("f = x + y; y = x^2; g = f + y; g", "x + y + x^2\n");

    [Fact]
    public void A_declared_parameter_hides_a_name_of_the_session() => Answers("x = 3; f(x) = x^2; f(x)\nD(f(t), t)", "9\n2*t\n");

    [Fact]
    public void A_walk_ends_at_a_point_that_can_be_used()
    {
        Answers("r = descend x^2 from x=1 with gd(lr=0.25) for 2; r.x\nr.steps\nx^2 at r", "0.25\n2\n0.0625\n");
        Answers("f = x^2; n = 1; r = descend f from x=2*n with \"gd(lr=0.25)\" for n + 1 steps; r.x", "0.5\n");
    }

    [Fact]
    public void A_picture_is_as_wide_as_a_page_and_shows_the_walk()
    {
        var said = Command.RunWith(
            "f = x^2/20 + y^2; r = descend f from -7,2 for 5;\nplot f\nplot f(x, 1) x=-1..1\nplot r",
            "repl",
            "--ascii"
        );
        Assert.Equal(("", 0), (said.Err, said.Exit));
        var lines = said.Out.Split('\n');
        Assert.All(lines, l => Assert.InRange(l.Length, 0, 80));
        Assert.True(lines.All(l => l.All(char.IsAscii)));
        Assert.Contains(lines, l => l.Contains('o', StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains('X', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plot x + y + z", "<stdin>:1:6: error GDS0210")]
    [InlineData("plot x^2 x=3..1", "<stdin>:1:12: error GDS0208: '3..1' is an empty range")]
    [InlineData("plot x^2 y=1..3", "<stdin>:1:10: error GDS0020")]
    [InlineData("plot log(0 - 1 - x^2)", "<stdin>:1:6: error GDS0210")]
    [InlineData("f = x^2\nf +", "<stdin>:2:3: error GDS5003: an operand is")]
    [InlineData("sen(x)", "<stdin>:1:1: error GDS5101: unknown function 'sen'; did you mean 'sin'?")]
    [InlineData("f = x^2; f(1, 2)", "<stdin>:1:10: error GDS0202: 'f' takes 1 value, not 2; write f(x)")]
    [InlineData("f = x^2; g = 3 + f(sen(2))", "<stdin>:1:20: error GDS5101: unknown function 'sen'; did you mean 'sin'?")]
    [InlineData("f = x^2; grad f at z=3", "<stdin>:1:20: error")]
    [InlineData("grad x^2 from x=3", "<stdin>:1:15: error GDS0204: 'from' does not go with 'grad'; write grad f at x=3,y=4")]
    [InlineData("descend x^2 with gd", "<stdin>:1:9: error GDS0041: a start is missing; add from x=…")]
    [InlineData("descend x^2 from 3 with adan(lr=0.1)", "<stdin>:1:25: error")]
    [InlineData("sin = 3", "<stdin>:1:1: error GDS0209: 'sin' is a function")]
    [InlineData("log(0 - 1)", "<stdin>:1:1: error GDS6")]
    [InlineData("f = log(x)\nf(-1)", "<stdin>:2:")]
    [InlineData("_7 + 1", "<stdin>:1:1: error GDS0206: there is no result '_7' yet")]
    [InlineData("#histroy", "<stdin>:1:1: error GDS0200: unknown command '#histroy'")]
    [InlineData("r = descend x^2 from 1 for 1; r.los", "<stdin>:1:33: error GDS0203: 'r' has no member 'los'; did you mean 'loss'?")]
    public void A_mistake_is_told_with_its_place(string typed, string told)
    {
        var said = Command.RunWith(typed, "repl");
        Assert.NotEqual(0, said.Exit);
        Assert.StartsWith(told, said.Err, StringComparison.Ordinal);
    }

    private static void Answers(string typed, string answer)
    {
        var said = Command.RunWith(typed, "repl");
        Assert.Equal((answer, "", 0), (said.Out, said.Err, said.Exit));
    }
}
