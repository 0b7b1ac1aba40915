using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>C# in a session, and what it shares with the mathematics.</summary>
public class CodeTests
{
    [Fact]
    public void A_loss_that_no_formula_says_has_the_value_it_computes()
    {
        var said = Command.RunWith(
            """
            double Odd(double x) => System.Convert.ToDouble(x.ToString()) + 12;
            Odd at 3
            """,
            "repl"
        );
        Assert.Equal(("15\n", 0), (said.Out, said.Exit));
        Assert.Contains("GDS3005", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Formulas_and_C_sharp_know_each_other() =>
        Answers(
            """
            f = x^2/20 + y^2;
            var n = 3;
            n / 2
            n * x^2
            n^2
            f.Value("x=3,y=4")
            Grad(f, at: "x=3,y=4")["x"]
            r = descend f from 3,4 with gd(lr=0.25) for 1;
            r.Point
            r.x
            double Square(double x) => x * x;
            Square(n) + 1
            double Sum(double[] v) {
              var s = 0.0;
              foreach (var x in v) s += x;
              return s;
            }
            Sum([1, 2, 3.5])
            ans
            _3
            """,
            """
            1
            3*x^2
            9
            16.45
            0.30000000000000004
            [2.925, 2]
            2.925
            10
            6.5
            6.5
            1

            """
        );

    [Fact]
    public void An_expression_is_a_formula_of_the_session() =>
        Answers(
            """
            using GdScript.Symbolics;
            var x = SymbolicExpression.Variable("x");
            var f = x.Pow(2) * "y";
            f.Gradient()
            grad f at x=1,y=2
            f + 1
            D(f, y)
            k = x^3;
            SymbolicExpression m = k;
            m.Differentiate("x")
            """,
            """
            [2*x*y, x^2]
            loss  = 2
            d/dx  = 4
            d/dy  = 1
            x^2*y + 1
            x^2
            3*x^2

            """
        );

    [Fact]
    public void Values_are_shown_as_what_they_are() =>
        Answers(
            """
            "he said \"x\"\n"
            new[] { 1.5, 2.5 }
            new double[,] { { 1, 2 }, { 30, 4 } }
            Enumerable.Range(0, 3).Select(i => (i, i * i)).ToList()
            new Dictionary<string, int> { ["a"] = 1, ["b"] = 20 }
            new DateTime(2026, 1, 2)
            1.5m
            (1, "a", 'c')
            new { A = 1, B = new[] { 1, 2 } }
            typeof(List<double[]>)
            Enumerable.Range(0, 1000).ToArray().Length
            true
            """,
            """
            "he said \"x\"\n"
            [1.5, 2.5]
            [[ 1, 2],
             [30, 4]]
            Item1  Item2
                0      0
                1      1
                2      4
            "a"  1
            "b"  20
            2026-01-02
            1.5
            (1, "a", 'c')
            { A = 1, B = [1, 2] }
            List<double[]>
            1000
            true

            """
        );

    [Fact]
    public void A_circle_a_deep_object_and_one_that_throws_are_shown_too()
    {
        var said = Command.RunWith(
            """
            class Node { public Node? Next; public int V; public int Bad => throw new Exception("no"); }
            var node = new Node { V = 1 }; node.Next = node;
            node
            class Rude { public override string ToString() => throw new Exception("no"); }
            new Rude()
            class Endless { public override string ToString() => new Endless().ToString() + "!"; }
            new Endless()
            """,
            "repl"
        );
        Assert.Equal("", said.Err);
        Assert.Equal("Node { Bad = <Exception>, Next = <itself>, V = 1 }\n<Exception>\n<InsufficientExecutionStackException>\n", said.Out);
    }

    [Fact]
    public void A_formula_that_is_redefined_in_C_sharp_is_C_sharp_from_then_on()
    {
        Answers("a = 2.5;\nvar a = 7;\na / 2\na = 9\na*x", "3\n9\n9*x\n");
    }

    [Theory]
    [InlineData("int.Parse(\"x\")", 4, "<stdin>:1:1: error GDS0110: System.FormatException")]
    [InlineData("1 + 1\nvar s = 3 +;", 2, "<stdin>:2:12: error CS1525")]
    [InlineData("var s = nix;", 2, "<stdin>:1:9: error CS0103")]
    public void A_mistake_in_C_sharp_has_its_line(string typed, int exit, string told)
    {
        var said = Command.RunWith(typed, "repl");
        Assert.Equal(exit, said.Exit);
        Assert.StartsWith(told, said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_lacks_only_its_semicolon_is_run_and_a_head_waits_for_its_body() =>
        Answers(
            "var x = Math.Max(3, 4)\nx + 1\nint y\nif (x > 3)\n  Print(\"big\");\ndouble F(double z)\n{\n  return z;\n}\nF(2)\n",
            "5\nbig\n2\n"
        );

    [Theory]
    [InlineData("gradd x^2", "<stdin>:1:1: error GDS0204: 'gradd' asks for nothing; did you mean 'grad'?")]
    [InlineData("r = descnd x^2 from 3", "<stdin>:1:5: error GDS0204: 'descnd' asks for nothing; did you mean 'descend'?")]
    [InlineData("#hlep", "<stdin>:1:1: error GDS0200: unknown command '#hlep'; did you mean '#help'?")]
    [InlineData("#help grda", "<stdin>:1:1: error GDS0201: there is no help on 'grda'; did you mean 'grad'?")]
    public void A_word_that_is_nearly_right_is_told(string typed, string told) =>
        Assert.StartsWith(told, Command.RunWith(typed, "repl").Err, StringComparison.Ordinal);

    [Fact]
    public void Help_is_there_under_the_names_people_try()
    {
        var help = Command.RunWith("#help", "repl").Out;
        Assert.Contains("descend f from x=-7,y=2", help, StringComparison.Ordinal);
        foreach (var typed in new[] { "help", "?", "help()" })
            Assert.Equal(help, Command.RunWith(typed, "repl").Out);
        Assert.Equal("", Command.RunWith("exit\n1 + 1", "repl").Out);
        Assert.Equal("", Command.RunWith("quit()\n1 + 1", "repl").Out);
    }

    [Fact]
    public void Losses_in_C_sharp_are_asked_about_like_formulas() =>
        Answers(
            """
            double Loss(double x, double y) => x * x / 20 + y * y;
            grad Loss
            g = grad Loss at x=3,y=4
            g.y
            hess Loss at 1,1
            r = descend Loss from 3,4 with gd(lr=0.25) for 1;
            r.x
            Func<double, double> square = x => x * x;
            grad square at 3
            """,
            """
            d/dx = x/10
            d/dy = 2*y
            loss  = 16.45
            d/dx  = 0.30000000000000004
            d/dy  = 8
            8
               x    y
            x  0.1  0
            y  0    2
            2.925
            loss  = 9
            d/dx  = 6

            """
        );

    [Fact]
    public void Undoing_goes_back_in_both_languages() =>
        Answers("a = 1;\nvar b = 2;\na = 10;\nb = 20;\n#undo\n#undo\na\nb", "took back: b = 20;\ntook back: a = 10;\n1\n2\n");

    private static void Answers(string typed, string answer)
    {
        var said = Command.RunWith(typed, "repl");
        Assert.Equal((answer, "", 0), (said.Out, said.Err, said.Exit));
    }
}
