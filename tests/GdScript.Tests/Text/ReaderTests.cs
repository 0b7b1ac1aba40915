using System.Globalization;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

public class ReaderTests
{
    [Theory]
    [InlineData("-x^2", "-(x^2)")]
    [InlineData("2^-x", "2^(-x)")]
    [InlineData("2^-x^2", "2^(-(x^2))")]
    [InlineData("2^-x*y", "(2^(-x))*y")]
    [InlineData("x^y^z", "x^(y^z)")]
    [InlineData("-x*y", "(-x)*y")]
    [InlineData("x*-y", "x*(-y)")]
    [InlineData("x - -y", "x - (-y)")]
    [InlineData("x + y*z", "x + (y*z)")]
    [InlineData("x*y/z*x", "((x*y)/z)*x")]
    [InlineData("x - y - z", "(x - y) - z")]
    [InlineData("x + y < z*2", "(x + y) < (z*2)")]
    [InlineData("x < y == z < x", "(x < y) == (z < x)")]
    [InlineData("x == y && y != z", "(x == y) && (y != z)")]
    [InlineData("x || y && z", "x || (y && z)")]
    [InlineData("!x && y", "(!x) && y")]
    [InlineData("!x == y", "(!x) == y")]
    [InlineData("!-x", "!(-x)")]
    [InlineData("+x", "x")]
    [InlineData("x++y", "x + y")]
    [InlineData("[x, y][0]^2", "([x, y][0])^2")]
    [InlineData("-[x, y][0]", "-([x, y][0])")]
    [InlineData("[x, y].^2.*[1, 2]", "([x, y].^2).*[1, 2]")]
    [InlineData("2.*[x, y]./2.", "(2*[x, y])./2")]
    [InlineData("2.^x", "2^x")]
    [InlineData("softmax([x, y])[0]", "(softmax([x, y]))[0]")]
    [InlineData("[[1, 2], [3, 4]][1][0]", "([[1, 2], [3, 4]][1])[0]")]
    [InlineData("sin (x)", "sin(x)")]
    [InlineData("max(x, y, z)", "max(max(x, y), z)")]
    [InlineData("min(x, y, z, 1)", "min(min(min(x, y), z), 1)")]
    [InlineData("x +\n# still the same line\n\n y", "x + y")]
    [InlineData("(x\n+\ny\n)", "x + y")]
    [InlineData("\n\n;; x # the end;\n;", "x")]
    [InlineData("\uFEFFx\t+\u00A0y\r\n", "x + y")]
    [InlineData("h = x + y; h*h", "(x + y)*(x + y)")]
    [InlineData("h =\n x\nh^2", "x^2")]
    [InlineData("a = x; y = a", "x")]
    [InlineData("param + 1", "1 + 1", "param", "1")]
    public void Texts_that_mean_the_same(string text, string same, string rename = "", string by = "")
    {
        var (f, g) = (FormulaText.Parse(text).Value, FormulaText.Parse(same).Value);
        if (rename.Length == 0)
            Assert.True(Canon.Same(f, g), $"{f.Infix} is not {g.Infix}");
        else
            Assert.Equal(g.Infix, f.Infix.Replace(rename, by));
    }

    [Fact]
    public void A_formula_is_built_exactly_as_written()
    {
        var f = FormulaText.Parse("0*x + -2 - (1 + 1)").Value;
        Assert.Equal([Op.Const, Op.Param, Op.Mul, Op.Const, Op.Neg, Op.Add, Op.Const, Op.Add, Op.Sub], f.Nodes.Select(n => n.Op));
        Assert.Equal([(Number)0L, 2L, 1L], f.Constants.AsEnumerable());
    }

    [Fact]
    public void Every_node_knows_the_character_it_stands_at()
    {
        const string text = "h = sin(x)\nh*2.5 + max(h, 1)";
        var source = FormulaText.Parse(text).Value.Source!;
        Assert.Equal(text, source.Text);
        Assert.Equal(
            ["x", "sin", "2.5", "*", "1", "max", "+"],
            source.At.Select(at => text[at..].Split(' ', '(', ')', ',', '\n', '*') is [var w, ..] && w.Length > 0 ? w : text[at..(at + 1)])
        );
    }

    [Fact]
    public void Literals_are_exact()
    {
        Assert.Equal(Number.Ratio(1, 10), Constant("0.1"));
        Assert.Equal(Number.Ratio(1, 2), Constant(".5"));
        Assert.Equal((Number)5L, Constant("5."));
        Assert.Equal(Number.Ratio(-3, 2000) is var _ ? Number.Ratio(3, 2000) : default, Constant("1.5e-3"));
        Assert.Equal((Number)1500L, Constant("1.5E+3"));
        Assert.Equal(Number.Zero, Constant("0e999999999999"));
        Assert.Equal(double.MaxValue, Constant("1.7976931348623157e308").ToDouble());
        Assert.Equal(double.Epsilon, Constant("5e-324").ToDouble());
        Assert.Equal(double.Epsilon, Constant("2.5e-324").ToDouble());
        Assert.Equal(0.1, Constant("0." + new string('0', 0) + "1" + new string('0', 100_000)).ToDouble());
    }

    [Fact]
    public void Literals_round_like_the_framework()
    {
        var luck = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{luck.NextInt64(0, long.MaxValue)}{(i % 2 == 0 ? "." : "")}{luck.Next(0, 1 << 30)}e{luck.Next(-320, 280)}"
            );
            if (FormulaText.Parse(text).Is(out var f, out _))
                Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), f.ConstantOf(f.Top).ToDouble());
        }
    }

    [Fact]
    public void Numbers_that_round_are_warned_of()
    {
        var reading = FormulaText.Read("x + 9007199254740993 + 9007199254740992 + 0.1234567890123456789 + 0.1 + 1e23").Value;
        Assert.Equal(
            [
                "GDS5305 1:5 '9007199254740993' is read as 9007199254740992",
                "GDS5306 1:43 '0.1234567890123456789' is read as 0.12345678901234568",
            ],
            reading.Warnings.Select(w => FormattableString.Invariant($"{w.Id} {w.Place!.Value.Line}:{w.Place.Value.Column} {w.What}"))
        );
    }

    [Fact]
    public void Names_are_parameters_in_order_of_first_appearance_and_declared_ones_first()
    {
        Assert.Equal(["y", "x"], FormulaText.Names("y + x*y + pi + e").Value.AsEnumerable());
        Assert.Equal(["x", "w", "a"], FormulaText.Names("param x, w[3]\nh = a + w[0]\nh*x").Value.AsEnumerable());
        Assert.Equal(["e"], FormulaText.Names("param e; e^2").Value.AsEnumerable());
        Assert.Equal(["größe_1", "β", "𝑥"], FormulaText.Names("größe_1 + β*𝑥").Value.AsEnumerable());
        Assert.Equal(["W"], FormulaText.Names("W[0,1] + sum(W)").Value.AsEnumerable());
        Assert.Equal([], FormulaText.Names("1 + 2").Value.AsEnumerable());
    }

    [Fact]
    public void Shapes_come_from_outside_then_from_the_declaration_then_are_scalars()
    {
        var f = FormulaText
            .Parse("param b[3]\nW*x + b", new Dictionary<string, Shape> { ["W"] = Shape.Matrix(3, 2), ["x"] = Shape.Vector(2) })
            .Value;
        Assert.Equal([new("b", Shape.Vector(3)), new("W", Shape.Matrix(3, 2)), new("x", Shape.Vector(2))], f.Parameters.AsEnumerable());
        Assert.Equal(Op.MatMul, f.Nodes[f.Top.A].Op);
        Assert.Equal(Shape.Scalar, FormulaText.Parse("x").Value.Top.Shape);
        Assert.Equal(
            Shape.Vector(3),
            FormulaText.Parse("param x; x", new Dictionary<string, Shape> { ["x"] = Shape.Vector(3) }).Value.Top.Shape
        );
    }

    [Fact]
    public void Arrays_are_gathered_from_elements_or_from_rows()
    {
        var f = FormulaText.Parse("param v[2]; [[1, x], v]").Value;
        Assert.Equal(Shape.Matrix(2, 2), f.Top.Shape);
        Assert.Equal(["1", "x", "v[0]", "v[1]"], f.ListOf(f.Top).ToArray().Select(n => Printer.Infix(f, n)));
        Assert.DoesNotContain(FormulaText.Parse("[[1, x], [x, 2]]").Value.Nodes, n => n.Shape.IsVector);
    }

    [Fact]
    public void Named_lines_are_the_layers_and_the_last_line_is_the_value()
    {
        var f = FormulaText.Parse("h = tanh(x); p = h^2; loss = p + h").Value;
        Assert.Equal(["h", "p", "loss"], f.Layers.Select(l => l.Name));
        Assert.Equal(["tanh(x)", "tanh(x)^2", "tanh(x)^2 + tanh(x)"], f.Layers.Select(l => Printer.Infix(f, l.Node)));
        Assert.Equal(f.Root, f.Layers[2].Node);
    }

    [Fact]
    public void A_line_may_be_named_like_a_constant_and_is_meant_afterwards()
    {
        Assert.Equal("(y - x)^2", FormulaText.Parse("e = y - x; e^2").Value.Infix);
    }

    [Theory]
    [InlineData("fill(x, 3)", Op.Fill, 3, 0)]
    [InlineData("fill(x, 2, 3)", Op.Fill, 2, 3)]
    [InlineData("onehot(1, 3)", Op.OneHot, 3, 0)]
    [InlineData("onehot(1, 2, 3, 4)", Op.OneHot, 3, 4)]
    [InlineData("outer([1, 2], [x, y, z])", Op.Outer, 2, 3)]
    [InlineData("transpose(fill(x, 2, 3))", Op.Transpose, 3, 2)]
    [InlineData("fill(x, 2, 3)[1]", Op.At, 3, 0)]
    [InlineData("[x, y]*fill(1, 2, 3)", Op.MatMul, 3, 0)]
    [InlineData("where([x, y] < 0, 1, [2, 3])", Op.Where, 2, 0)]
    public void Arrays_have_the_shape_they_should(string text, Op op, int rows, int columns)
    {
        var top = FormulaText.Parse(text).Value.Top;
        Assert.Equal((op, rows, columns), (top.Op, top.Shape.Rows, top.Shape.Columns));
    }

    [Fact]
    public void Every_function_of_the_list_can_be_called_by_its_signature()
    {
        foreach (var function in Functions.All)
        {
            var call = function.Signature.Split(" or ")[0].Replace(", ...", "");
            call = function.Name switch
            {
                "polygamma" => "polygamma(3, x)",
                "besselj" or "bessely" or "besseli" or "besselk" => $"{function.Name}(3, x)",
                "fill" => "fill(a, 3)",
                "onehot" => "onehot(1, 3)",
                "fold" or "scan" => $"{function.Name}(h = start, t = 0, 9, h/2)",
                "gather" => "param a[3]; gather(a, i)",
                "scatter" => "scatter(a, i, 3)",
                "lower" => "param a[3], b[3]; lower(a, b)",
                "lowertimes" => "param a[3], b[3], v[3]; lowertimes(a, b, v)",
                "transpose" => "param W[2,3]; transpose(W)",
                "dot" or "outer" => $"param a[2], b[2]; {call}",
                _ => call.Contains("(v)") ? $"param v[2]; {call}" : call,
            };
            Assert.True(FormulaText.Parse(call).Is(out _, out var problem), $"{call}: {problem?.What}");
        }
    }

    private static Number Constant(string text)
    {
        var f = FormulaText.Parse(text).Value;
        return f.ConstantOf(f.Top);
    }
}
