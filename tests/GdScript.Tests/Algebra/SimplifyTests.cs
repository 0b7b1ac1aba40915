using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Algebra;

/// <summary>What a reader sees, word for word.</summary>
public class SimplifyTests
{
    [Theory]
    [InlineData("2*x*(1/20)", "x/10")]
    [InlineData("1*(2*x)", "2*x")]
    [InlineData("x + x", "2*x")]
    [InlineData("x*x", "x^2")]
    [InlineData("x*x*x", "x^3")]
    [InlineData("x^2*x^3", "x^5")]
    [InlineData("x*x^(-1)", "1")]
    [InlineData("x^(-2)*y", "y/x^2")]
    [InlineData("0*x + y", "y")]
    [InlineData("x - x", "0")]
    [InlineData("(a*b)/(c*b)", "a/c")]
    [InlineData("a/(b/c)", "a*c/b")]
    [InlineData("exp(x)*exp(y)", "exp(x + y)")]
    [InlineData("exp(x)/exp(x)", "1")]
    [InlineData("exp(x)^2", "exp(2*x)")]
    [InlineData("1/exp(x)", "exp(-x)")]
    [InlineData("e^x", "exp(x)")]
    [InlineData("log(exp(x))", "x")]
    [InlineData("exp(log(x))", "x")]
    [InlineData("sqrt(x)^2", "x")]
    [InlineData("sqrt(x^2)", "abs(x)")]
    [InlineData("sqrt(x^4)", "x^2")]
    [InlineData("sqrt(9*x)", "3*sqrt(x)")]
    [InlineData("x^1.5", "x^1.5")]
    [InlineData("x*sqrt(x)", "x^1.5")]
    [InlineData("x/sqrt(x)", "sqrt(x)")]
    [InlineData("sin(x)^2 + cos(x)^2", "1")]
    [InlineData("r*sin(x)^2 + 3 + r*cos(x)^2", "r + 3")]
    [InlineData("2 - 2*cos(x)^2", "2*sin(x)^2")]
    [InlineData("cosh(x)^2 - sinh(x)^2", "1")]
    [InlineData("1 - tanh(x)^2", "1 - tanh(x)^2")]
    [InlineData("sin(-x)", "-sin(x)")]
    [InlineData("cos(-x)", "cos(x)")]
    [InlineData("tanh(y - x) + tanh(x - y)", "0")]
    [InlineData("abs(-3*x)", "3*abs(x)")]
    [InlineData("abs(x)^2", "x^2")]
    [InlineData("abs(exp(x))", "exp(x)")]
    [InlineData("x*sign(x)", "abs(x)")]
    [InlineData("-(-x)", "x")]
    [InlineData("-(a - b)", "b - a")]
    [InlineData("-a + b", "b - a")]
    [InlineData("(-x)*(-y)", "x*y")]
    [InlineData("-2*x/3", "-2*x/3")]
    [InlineData("x + -y", "x - y")]
    [InlineData("x - -y", "x + y")]
    [InlineData("(x^2)^3", "x^6")]
    [InlineData("(x^a)^b", "(x^a)^b")]
    [InlineData("(x*y)^2", "x^2*y^2")]
    [InlineData("(2*x + 2*y)/2", "x + y")]
    [InlineData("(x - y)*(y - x)", "-(x - y)^2")]
    [InlineData("1 + x^2 + x", "x^2 + x + 1")]
    [InlineData("0.37*x", "0.37*x")]
    [InlineData("0.1*x", "x/10")]
    [InlineData("1.5*x", "3*x/2")]
    [InlineData("where(c > 0, a, a)", "a")]
    [InlineData("where(1 < 2, a, b)", "a")]
    [InlineData("min(x, x)", "x")]
    [InlineData("max(2, 3)", "3")]
    [InlineData("floor(-2.5)", "-3")]
    [InlineData("round(2.5)", "2")]
    [InlineData("sqrt(4)", "2")]
    [InlineData("sqrt(2)", "sqrt(2)")]
    [InlineData("8^(1/3)", "2")]
    [InlineData("exp(1)", "exp(1)")]
    [InlineData("sin(2)", "sin(2)")]
    [InlineData("log(1) + exp(0) + cos(0)", "2")]
    [InlineData("sin(pi) + cos(pi)", "-1")]
    [InlineData("2*pi*x", "2*pi*x")]
    [InlineData("x*2*pi", "2*pi*x")]
    [InlineData("(1 - x)^2 + 100*(y - x^2)^2", "(1 - x)^2 + 100*(y - x^2)^2")]
    [InlineData("(x + y)*(x + y)", "(x + y)^2")]
    [InlineData("x*(y + z)", "x*(y + z)")]
    [InlineData("x*y + x*z", "x*(y + z)")]
    [InlineData("x^2 + x", "x^2 + x")]
    public void A_person_would_write(string text, string simple) => Assert.Equal(simple, Simplify.Of(Formulas.Read(text)).Infix);

    [Theory]
    [InlineData("1/0")]
    [InlineData("0/0")]
    [InlineData("log(0)")]
    [InlineData("sqrt(-1)")]
    [InlineData("relu(sqrt(-1))")]
    public void What_has_no_finite_value_is_left_to_be_seen(string text) => Assert.Equal(text, Simplify.Of(Formulas.Read(text)).Infix);

    [Fact]
    public void Nothing_is_folded_away_around_what_has_no_finite_value()
    {
        foreach (var text in (string[])["0*(1/0)", "1/0 - 1/0", "(1/0)/(1/0)", "0*log(0)", "(1/0)^0 + x", "x*sqrt(-1)*0"])
        {
            var value = Bounds.At(Simplify.Of(Formulas.Read(text)), [2]).AllFinite;
            Assert.False(value, text);
        }
    }

    [Theory]
    [InlineData("u - u", "fill(0, 3)")]
    [InlineData("0*u + x", "fill(x, 3)")]
    [InlineData("u + u", "2*u")]
    [InlineData("a*u + b*u", "(a + b)*u")]
    [InlineData("u.*v./u", "v")]
    [InlineData("transpose(transpose(A))", "A")]
    [InlineData("(2*A)*u", "2*(A*u)")]
    [InlineData("(-A)*(3*u)", "-3*(A*u)")]
    [InlineData("dot(x*u, y*v)", "x*y*dot(u, v)")]
    [InlineData("sum(3*u)", "3*sum(u)")]
    [InlineData("sum(fill(x, 3))", "3*x")]
    [InlineData("mean(fill(x, 3))", "x")]
    [InlineData("dot(onehot(1, 3), u)", "u[1]")]
    [InlineData("[x, y, z][1]", "y")]
    [InlineData("fill(x, 3)[2]", "x")]
    [InlineData("onehot(1, 3)[1] + onehot(1, 3)[2]", "1")]
    [InlineData("outer(u, v)[0,1]", "u[0]*v[1]")]
    [InlineData("transpose(A)[0,2]", "A[2,0]")]
    [InlineData("exp(fill(x, 3)).*u", "exp(x)*u")]
    [InlineData("0*A", "fill(0, 3, 3)")]
    public void Arrays_keep_their_shape(string text, string simple) => Assert.Equal(simple, Simplify.Of(Formulas.Read(text)).Infix);

    [Theory]
    [InlineData("x^2/20 + y^2", "x/10; 2*y")]
    [InlineData("(1 - x)^2 + 100*(y - x^2)^2", "-400*x*(y - x^2) - 2*(1 - x); 200*(y - x^2)")]
    [InlineData(
        "log(1 + exp(-w*x*y))",
        "-x*y*exp(-w*x*y)/(1 + exp(-w*x*y)); -w*y*exp(-w*x*y)/(1 + exp(-w*x*y)); -w*x*exp(-w*x*y)/(1 + exp(-w*x*y))"
    )]
    [InlineData("x*exp(x)", "(1 + x)*exp(x)")]
    [InlineData("sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))")]
    [InlineData("atan2(y, x)", "x/(y^2 + x^2); -y/(y^2 + x^2)")]
    [InlineData("sqrt(x^2 + y^2)", "x/sqrt(x^2 + y^2); y/sqrt(x^2 + y^2)")]
    [InlineData("x^y", "y*x^(y - 1); x^y*log(x)")]
    [InlineData("x^x", "x^x*(1 + log(x))")]
    [InlineData("1/x", "-1/x^2")]
    [InlineData("sin(x)/x", "cos(x)/x - sin(x)/x^2")]
    [InlineData("tan(x)", "1 + tan(x)^2")]
    [InlineData("x^3 + x^2 + x", "3*x^2 + 2*x + 1")]
    [InlineData("asin(x)", "1/sqrt(1 - x^2)")]
    [InlineData("acos(x)", "-1/sqrt(1 - x^2)")]
    [InlineData("atan(x)", "1/(1 + x^2)")]
    [InlineData("tanh(x)", "1/cosh(x)^2")]
    [InlineData("atanh(x)", "1/(1 - x^2)")]
    [InlineData("log(x)", "1/x")]
    [InlineData("sqrt(x)", "1/(2*sqrt(x))")]
    [InlineData("cbrt(x)", "1/(3*cbrt(x)^2)")]
    [InlineData("erf(x)", "2*exp(-x^2)/sqrt(pi)")]
    [InlineData("log10(x)", "1/(x*log(10))")]
    [InlineData("x*log(x)", "log(x) + 1")]
    [InlineData("x^3*exp(-x)", "x^2*(3 - x)*exp(-x)")]
    [InlineData("exp(-x^2/2)", "-x*exp(-x^2/2)")]
    [InlineData("(x - 1)^2*(x + 1)^2", "4*x*(x - 1)*(x + 1)")]
    [InlineData("(a*x + b - y)^2", "2*x*(a*x + b - y); 2*a*(a*x + b - y); 2*(a*x + b - y); -2*(a*x + b - y)")]
    [InlineData("abs(x)", "sign(x)")]
    [InlineData("max(x, y)", "where(x >= y, 1, 0); where(x >= y, 0, 1)")]
    [InlineData("where(x > 0, x^2, -x)", "where(x > 0, 2*x, -1)")]
    [InlineData("hypot(x, y)", "x/hypot(x, y); y/hypot(x, y)")]
    [InlineData("1/(1 + exp(-x))", "exp(-x)/(1 + exp(-x))^2")]
    [InlineData("log(x^2 + 1)", "2*x/(x^2 + 1)")]
    [InlineData("softplus(x)", "sigmoid(x)")]
    [InlineData("lgamma(x)", "digamma(x)")]
    [InlineData("sin(x)*cos(x)", "cos(x)^2 - sin(x)^2")]
    [InlineData("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "2*(x + y^2 - 7) + 4*x*(x^2 + y - 11); 4*y*(x + y^2 - 7) + 2*(x^2 + y - 11)")]
    [InlineData("norm(u)", "u/norm(u)")]
    [InlineData("dot(u, v)", "v; u")]
    [InlineData("logsumexp(u)", "softmax(u)")]
    [InlineData("sum((A*u - v).^2)", "2*outer(A*u - v, u); 2*((A*u - v)*A); -2*(A*u - v)")]
    [InlineData("-log(softmax(A*u)[1])", "outer(softmax(A*u) - onehot(1, 3), u); (softmax(A*u) - onehot(1, 3))*A")]
    public void The_partial_derivatives_are_the_ones_of_the_textbook(string loss, string partials)
    {
        var gradient = Gradient.Partials(Formulas.Read(loss));
        Assert.Equal(partials, string.Join("; ", gradient.Roots.Select(root => Printer.Infix(gradient, root))));
    }

    [Fact]
    public void A_million_nodes_are_simplified_without_recursion()
    {
        var g = new Sketch();
        var x = g.Param("x");
        var (chain, nest) = (x, x);
        for (var i = 0; i < 250_000; i++)
        {
            chain = g.Make(Op.Add, chain, x);
            nest = g.Make(Op.Sin, g.Make(Op.Neg, g.Make(Op.Neg, nest)));
        }
        var simple = Simplify.Of(g.Finish(chain, nest));
        Assert.Equal("250001*x", Printer.Infix(simple, simple.Roots[0]));
        Assert.Equal(250_003, simple.Size);
    }

    [Fact]
    public void Named_lines_stay_named()
    {
        var simple = Simplify.Of(Formulas.Read("h = tanh(x*1 + 0); h*h"));
        var layer = Assert.Single(simple.Layers);
        Assert.Equal("h = tanh(x)", $"{layer.Name} = {Printer.Infix(simple.WithRoots(layer.Node), layer.Node)}");
    }
}
