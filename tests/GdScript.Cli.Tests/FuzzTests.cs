using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>Command lines put together at random, from pieces a person might use and slips a person might make.</summary>
public class FuzzTests
{
    private static readonly string[] Commands =
    [
        "eval",
        "diff",
        "grad",
        "hess",
        "jac",
        "descend",
        "batch",
        "grd",
        "--help",
        "--version",
        "",
    ];

    private static readonly string[] Formulas =
    [
        "x^2/20 + y^2",
        "-x^2",
        "--x",
        "-n",
        "3",
        "",
        "1/x",
        "log(x)",
        "sum(w)",
        "dot(w, w)",
        "W*x",
        "[x, y]",
        "softmax(w)",
        "sen(x)",
        "2x",
        "x +",
        "((x)",
        "u = x^2; v = sin(u); v + u",
        "where(x > 0, x, -x)",
        "1e400",
        "x^1e300",
        "max(x, y)",
        "scripts/bowl.loss",
        "scripts",
        "no.loss",
        "-",
        "@p.json",
        "e",
        "é + 漢",
        "x\n+\ny",
        "#",
        "norm(w)^2",
        "lgamma(x)",
        "x^y^x",
        "0*log(x)",
        "abs(x)",
        "W[0,1]*x",
    ];

    private static readonly string[] Points =
    [
        "3,4",
        "x=3,y=4",
        "x=-3",
        "-3,4",
        "3",
        "",
        "w=[1,2]",
        "W=[[1,2],[3,4]],x=[1,2]",
        "x=1,5",
        "x=abc",
        "1e308,1e308",
        "0,0",
        "x=3,x=4",
        "@scripts/softmax.json",
        "@no.json",
        "x",
        "=",
        "[1,2]",
        "[[1]]",
        "x=1e-320",
        "nan",
        "--x",
        "y=1",
    ];

    private static readonly string[] Values =
    [
        "0.1",
        "0,1",
        "-1",
        "1e-3",
        "1e300",
        "abc",
        "",
        "5",
        "0",
        "x",
        "x,x",
        "x,y,z",
        "central",
        "forward",
        "numeric",
        "exact",
        "latex",
        "text",
        "full",
        "none",
        "steps",
        "gd",
        "gd(lr=0.1)",
        "gd(lr=1e9)",
        "normalize | gd(0.1)",
        "gd(",
        "w=2",
        "W=2x2,x=2",
        "w=99999x99999",
        "9223372036854775807x",
    ];

    private static readonly string[] Options =
    [
        "--lr",
        "--steps",
        "-n",
        "--stop",
        "--gtol",
        "--gradient",
        "--difference",
        "--h",
        "--detail",
        "--method",
        "-m",
        "--along",
        "--shrinking",
        "--wrt",
        "--format",
        "--shape",
        "--att",
        "--file",
        "-f",
    ];

    private static readonly string[] Switches =
    [
        "--json",
        "--explain",
        "--steps",
        "--quiet",
        "-q",
        "--allow-code",
        "--help",
        "--",
        "--verbose",
        "-h",
        "-?",
    ];

    [Fact]
    public void Two_thousand_random_command_lines_end_with_a_code_and_a_message()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 2_000; i++)
        {
            var args = Line(random);
            var said = Command.RunWith("x^2 + y", args);
            var told = $"gds {string.Join(" ", args.Select(a => $"'{a}'"))}\n{Command.Told(said)}";
            Assert.True(said.Exit is 0 or 1 or 2 or 3 or 5, told);
            Assert.True(said.Exit == 0 || said.Err.Contains(": error GDS", StringComparison.Ordinal), told);
            Assert.True(
                !said.Err.Contains("   at ", StringComparison.Ordinal) && !said.Err.Contains("GDS9001", StringComparison.Ordinal),
                told
            );
            Assert.True(said.Out.Length == 0 || said.Out.EndsWith('\n'), told);
        }
    }

    private static string[] Line(Random random)
    {
        string Of(string[] pieces) => pieces[random.Next(pieces.Length)];
        var words = new List<string> { Of(Commands) };
        if (random.Next(8) > 0)
            words.Add(Of(Formulas));
        if (random.Next(3) > 0)
            words.AddRange([words[0] == "descend" ? "--from" : "--at", Of(Points)]);
        for (var k = random.Next(4); k > 0; k--)
            words.AddRange(
                random.Next(5) switch
                {
                    0 => [Of(Switches)],
                    1 => [Of(["--set", "--at", "--from"]), Of(Points)],
                    2 => [Of(Points)],
                    _ => [Of(Options), Of(Values)],
                }
            );
        // A walk of a number of steps nobody waits for is no mistake; it is only left out here.
        return [.. words.Select(w => w == "9223372036854775807x" ? "7" : w)];
    }
}
