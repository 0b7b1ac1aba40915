using System.Text;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Text;

/// <summary>No text makes the reader throw, and what it accepts prints and reads back.</summary>
public class FuzzTests
{
    /// <summary>GDS_NIGHTLY=1 asks for the long run.</summary>
    private static readonly int Many = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 100_000 : 6_000;

    private static readonly string[] Words =
    [
        "x",
        "y",
        "W",
        "v",
        "e",
        "pi",
        "sin",
        "max",
        "where",
        "sum",
        "fill",
        "onehot",
        "fold",
        "scan(h = x, t = 0, 2, ",
        "polygamma",
        "dot",
        "softmax",
        "param",
        "param v[3];",
        "param W[2,3]\n",
        "1",
        "2",
        "0.5",
        "1e3",
        ".5",
        "5.",
        "1e400",
        "3.1.4",
        "(",
        ")",
        "(",
        ")",
        "[",
        "]",
        "[",
        "]",
        ",",
        ",",
        ";",
        "\n",
        "\r\n",
        "=",
        "==",
        "!=",
        "<",
        "<=",
        ">",
        "+",
        "-",
        "*",
        "/",
        "^",
        ".*",
        "./",
        ".^",
        "&&",
        "||",
        "!",
        "!",
        "#",
        " ",
        " ",
        "\t",
        "²",
        "×",
        "α",
        "𝑥",
        "\uD835",
        "\0",
        "\u200B",
        "e\u0301",
        "１",
        "h =",
        "h",
        "[1, 2]",
        "[[1, 2], [3, 4]]",
        "x[0]",
        "v[2]",
        "W[0,1]",
        "sin(x)",
        "softmax([x, y])",
        "transpose(W)",
        "log",
        "and",
        "0x1",
        "_a1",
    ];

    private static readonly string[] Valid =
    [
        "x^2/20 + y^2",
        "-400*x*(y - x^2) - 2*(1 - x)",
        "param W[2,3], x[3], b[2]; h = tanh(W*x + b); p = softmax(h); -log(p[1])",
        "where(x < 0 && y >= 1, sin(x)^2, max(x, y, 1e-3))",
        "sum([x, y].*[1, 2]) + [[1, 2], [3, 4]][1,0]",
        "polygamma(2, x) + onehot(1, 3)[0]*fill(x, 2, 3)[1,2]",
        "fold(a = x, h = [x, 1], t = 1, 3, b = a*h[0], a = b + t, h = h*a) + scan(h = 0, t = 0, 2, h + x)",
        "h = x + 1 # one\nh*h",
        "dot([x, y], [1, 2])/norm([x, y])",
        "param e; 2^-e^2",
    ];

    [Fact]
    public void Random_words_always_give_a_value_or_a_problem_with_a_place()
    {
        var (luck, read) = (new Random(7), 0);
        for (var i = 0; i < Many; i++)
        {
            var text = string.Concat(Enumerable.Range(0, luck.Next(1, 14)).Select(_ => Words[luck.Next(Words.Length)]));
            read += Try(text) ? 1 : 0;
        }
        Assert.InRange(read, Many / 40, Many - Many / 20);
    }

    [Fact]
    public void Random_changes_of_good_formulas_do_too()
    {
        var (luck, read) = (new Random(8), 0);
        for (var i = 0; i < Many; i++)
        {
            var text = new StringBuilder(Valid[luck.Next(Valid.Length)]);
            for (var k = luck.Next(1, 4); k > 0 && text.Length > 0; k--)
                Change(text, luck);
            read += Try(text.ToString()) ? 1 : 0;
        }
        Assert.InRange(read, Many / 40, Many - Many / 20);
    }

    [Fact]
    public void Random_points_and_shapes_do_too()
    {
        var luck = new Random(9);
        string[] words =
        [
            "x",
            "W",
            "=",
            "=",
            ",",
            "[",
            "]",
            "1",
            "2.5",
            "-",
            "1e400",
            "NaN",
            " ",
            "{",
            "}",
            "\"x\"",
            ":",
            "null",
            "2x3",
            "x",
            "３",
            "\uD835",
            "\n",
            "1e5",
            "{\"x\":",
            "[[1,2],[3,4]]",
        ];
        for (var i = 0; i < Many; i++)
        {
            var text = string.Concat(Enumerable.Range(0, luck.Next(1, 10)).Select(_ => words[luck.Next(words.Length)]));
            Finite(PointText.Parse(text));
            Finite(PointText.Json(text));
            ShapeText.Parse(text);
        }
    }

    private static void Finite(Result<System.Collections.Immutable.ImmutableArray<Given>> point)
    {
        if (point.Is(out var givens, out var problem))
            Assert.All(givens, g => Assert.All(g.Value.Data, v => Assert.True(double.IsFinite(v))));
        else
            Assert.NotNull(TextProblems.Find(problem.Id));
    }

    private static void Change(StringBuilder text, Random luck)
    {
        var at = luck.Next(text.Length);
        var word = Words[luck.Next(Words.Length)];
        switch (luck.Next(4))
        {
            case 0:
                text.Remove(at, 1);
                break;
            case 1:
                text.Insert(at, word);
                break;
            case 2:
                text.Remove(at, 1).Insert(at, word);
                break;
            default:
                text.Length = at;
                break;
        }
    }

    /// <summary>True when the text is a formula.</summary>
    private static bool Try(string text)
    {
        if (!FormulaText.Parse(text).Is(out var f, out var problem))
        {
            Assert.NotNull(TextProblems.Find(problem.Id));
            Assert.NotEmpty(problem.What);
            Assert.InRange(problem.Place!.Value.Line, 1, 1 + text.Count(c => c == '\n'));
            Assert.InRange(problem.Place.Value.Column, 1, problem.Line!.Length + 1);
            return false;
        }
        Assert.Equal(f.Nodes.Length, f.Source!.At.Length);
        Assert.Equal(f.Parameters.Select(p => p.Name), FormulaText.Names(text).Value);
        var again = FormulaText.Parse(f.Infix, f.Parameters.ToDictionary(p => p.Name, p => p.Shape));
        Assert.True(again.Is(out var back, out var worse), $"{text}\n{f.Infix}\n{worse}");
        Assert.True(Canon.Same(f, back), $"{text}\n{f.Infix}\n{back.Infix}");
        return true;
    }
}
