using System.Text.Json;
using System.Text.RegularExpressions;
using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace GdScript.Cli.Tests;

/// <summary>What a person can do wrong, and the one clear message for it: where, which, what to write instead.</summary>
public partial class BadInputTests
{
    private const int Deep = 100_000;

    /// <summary>Command lines by subject; each subject is a page of its own.</summary>
    private static readonly Dictionary<string, string[]> Pages = new()
    {
        ["command"] =
        [
            "gds grdd x",
            "gds gard --json x",
            "gds frobnicate",
            "gds --jsn",
            "gds grad x --att 3",
            "gds grad --att=3 x",
            "gds grad --jsn",
            "gds grad --x",
            "gds grad x y z",
            "gds grad x --at",
            "gds grad x --at 1 --at 2",
            "gds grad x --json true",
            "gds grad \"x + 1\" --colour never",
            "gds batch x",
            "gds grad",
            "gds descend --from 1",
            "gds grad x -f scripts/bowl.loss",
            "gds eval x x=1 --at 2",
            "gds descend x --from 1 --at 2",
            "gds descend x --from 1 --lr 0.1 --method gd",
            "gds descend x --from 1 --gradient exact --h 1e-3",
            "gds diff x --steps --format latex",
            "gds diff scripts/chain-rule.loss --steps --wrt x",
        ],
        ["option"] =
        [
            "gds descend x --from 1 --lr abc",
            "gds descend x --from 1 --lr 0,1",
            "gds descend x --from 1 --lr 1,000,1",
            "gds descend x --from 1 --lr １",
            "gds descend x --from 1 --lr -1",
            "gds descend x --from 1 --lr nan",
            "gds descend x --from 1 --lr 1e400",
            "gds descend x --from 1 --lr \"\"",
            "gds descend x --from 1 --lr \"constant(0,1)\"",
            "gds descend x --from 1 --lr \"constant(1\"",
            "gds descend x --from 1 --steps -5",
            "gds descend x --from 1 --steps 1.5",
            "gds descend x --from 1 --steps 99999999999999999999",
            "gds descend x --from 1 --gtol -1",
            "gds descend x --from 1 --stop never",
            "gds descend x --from 1 --detail tin",
            "gds descend x --from 1 --gradient numerical",
            "gds descend x --from 1 --difference middle",
            "gds grad x --at 1 --h 0",
            "gds grad x --at 1 --h 1,5",
            "gds grad x --explain",
            "gds grad x --shrinking x",
            "gds grad x --at 1 --shrinking y",
            "gds grad x --at 1 --along 0",
            "gds grad x+y --at 1,2 --along 1",
            "gds diff \"x^2*y\" --wrt x,z",
            "gds diff \"velocity^2\" --wrt velocty",
            "gds diff \"x^2\" --wrt \"\"",
            "gds diff \"dot(w,w)\" --shape w=3 --wrt w",
            "gds diff x --format latx",
            "gds descend x --from 1 --method gdd",
            "gds descend x --from 1 --method \"gd(lr=\"",
            "gds descend x --from 1 --method \"gd(rate=1)\"",
            "gds descend x --from 1 --method \"gd(lr=-1)\"",
            "gds descend x --from 1 --method \"constant(1)\"",
            "gds descend x --from 1 --method normalize",
            "gds descend x --from 1 --method \"\"",
        ],
        ["formula"] =
        [
            "gds eval \"\"",
            "gds eval \"  # nothing\"",
            "gds eval 1e400",
            "gds eval 1e-400",
            "gds eval 1.2.3",
            "gds eval １+２",
            "gds eval 1,5*x",
            "gds eval 2x",
            "gds eval \"x(y+1)\"",
            "gds eval \"(x+1)(x-1)\"",
            "gds eval \"2 x\"",
            "gds eval \"sen(x)\"",
            "gds eval \"sin x\"",
            "gds eval \"x**2\"",
            "gds eval \"x + * y\"",
            "gds eval \"(x + 1\"",
            "gds eval \"x + 1)\"",
            "gds eval \"x² + 1\"",
            "gds eval \"2 × x\"",
            "gds eval \"漢字 + e\u0301 + sen(x)\"",
            "gds eval \"x\u001b[31m\"",
            "gds eval \"x \u202e y\"",
            "gds eval @point.json",
            "gds grad \"[x, y]\"",
            "gds grad \"sum(w)\"",
            "gds grad \"W*x\" --at W=[[1,2],[3,4]],x=[1,2,3]",
            "gds eval \"[1,2]*[3,4]\"",
            "gds descend 3",
            "gds descend \"a*x\" --set a=1,x=2 --from 1",
        ],
        ["point"] =
        [
            "gds descend x^2",
            "gds descend x^2+y --from 3",
            "gds eval x+y x=1",
            "gds eval x+y x=1 y=2 z=3",
            "gds eval x+y 1 2 3",
            "gds eval velocity velocty=1",
            "gds grad x+y --at x=1,5,y=2",
            "gds grad x+y --at 1,5,2",
            "gds grad x+y --at x=1,2",
            "gds grad x --at １",
            "gds grad x --at x=abc",
            "gds grad x --at x=nan",
            "gds grad x --at x:3",
            "gds grad x --at 1/2",
            "gds grad x --at x=1,x=2",
            "gds grad x --at 1e400",
            "gds grad \"sum(w)\" --at w=[1,2] --shape w=3",
            "gds grad \"sum(w)\" --at w=[1,2] --shape v=2",
            "gds grad \"sum(w)\" --at w=[1,2",
            "gds grad \"sum(W)\" --at W=[[1,2],[3]]",
            "gds grad \"sum(w)\" --shape w=0",
            "gds grad \"sum(w)\" --shape w=axb",
            "gds grad x --set y=1 --at 1",
            "gds grad x --set x=a --at 1",
        ],
        ["file"] =
        [
            "gds eval no-such.loss",
            "gds eval ./no-such",
            "gds eval -f no-such",
            "gds eval -f src",
            "gds eval src/",
            "gds grad x --at @no-such.json",
            "gds grad x --at @scripts/bowl.loss",
            "gds descend x --from 1 -n 1 --trace no-such-folder/trace.csv",
            "gds descend x --from 1 -n 1 --trace src",
        ],
        ["numbers"] =
        [
            "gds eval 1/0",
            "gds eval \"log(-1)\"",
            "gds eval \"(-8)^(1/3)\"",
            "gds eval \"2^(10^9)\"",
            "gds eval x^1e300 x=2",
            "gds eval \"exp(1000)\"",
            "gds grad \"x/y\" --at 3,0",
            "gds grad \"sqrt(x)\" --at 0",
            "gds grad \"log(x)\" --at 0.00001 --difference central",
            "gds hess \"log(x)\" --at -1",
            "gds jac \"[x, 1/x]\" --at 0",
            "gds diff \"log(x)\" --at 0",
            "gds diff \"u = x - 1; log(u)\" --steps --at 1",
            "gds descend \"log(x)\" --from -1",
            "gds descend x^2 --from 3 -m gd(lr=10) -q",
        ],
    };

    public static TheoryData<string> Subjects => [.. Pages.Keys];

    public static TheoryData<string> Lines => [.. Pages.Values.SelectMany(page => page)];

    [Theory]
    [MemberData(nameof(Subjects))]
    public Task Every_mistake_is_told_word_for_word(string subject)
    {
        var settings = new VerifySettings();
        settings.UseTextForParameters(subject);
        // The list of methods grows; what stands before it does not.
        settings.AddScrubber(text => text.Replace(text.ToString(), Known().Replace(text.ToString(), "known: …")));
        return Verify(string.Join('\n', Pages[subject].Select(Command.Session)), settings);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_mistake_is_one_message_on_stderr_and_as_json_one_object_on_stdout(string line)
    {
        var words = Command.Words(line)[1..];
        var said = Command.Run(words);
        Clear(said);
        if (words.Contains("--") || words[0] == "batch")
            return;
        var json = Command.Run([.. words, "--json"]);
        var error = JsonDocument.Parse(json.Out).RootElement.GetProperty("error");
        Assert.Equal(said.Exit, json.Exit);
        Assert.Contains(
            $" error {error.GetProperty("id").GetString()}: {error.GetProperty("message").GetString()}",
            json.Err,
            StringComparison.Ordinal
        );
    }

    private static readonly Dictionary<string, Func<int, string>> Formulas = new()
    {
        ["parentheses"] = n => new string('(', n) + "x" + new string(')', n),
        ["minuses"] = n => new string('-', n) + "x",
        ["calls"] = n => string.Concat(Enumerable.Repeat("tanh(", n)) + "x" + new string(')', n),
        ["powers"] = n => string.Concat(Enumerable.Repeat("x^", n / 50)) + "1",
        ["terms"] = n => string.Join('+', Enumerable.Repeat("x", n)),
        ["unclosed"] = n => new string('(', n),
        ["unopened"] = n => "x" + new string(')', n),
        ["digits"] = n => new string('9', n),
        ["names"] = n => string.Join('+', Enumerable.Range(0, n / 50).Select(i => $"x{i}")),
    };

    public static TheoryData<string> Depths => [.. Formulas.Keys];

    [Theory]
    [MemberData(nameof(Depths))]
    public void Deep_and_long_formulas_work_or_are_refused_politely(string name)
    {
        Survives(Formulas[name](Deep), "eval", "-", "--at", Point(name, Deep));
        Survives(Formulas[name](Deep / 10), "eval", "-");
        Survives(Formulas[name](Deep / 10), "diff", "-");
        // The way to each of 200 derivatives of a sum of 200 names is forty megabytes.
        Survives(Formulas[name](name == "names" ? Deep / 50 : Deep / 10), "diff", "-", "--steps");
        Survives(Formulas[name](Deep / 10), "grad", "-", "--at", Point(name, Deep / 10));
        Survives(Formulas[name](Deep / 10), "descend", "-", "--from", Point(name, Deep / 10), "-n", "2", "-q");
    }

    private static string Point(string name, int n) => name == "names" ? string.Join(',', Enumerable.Repeat("1", n / 50)) : "0.5";

    private static void Survives(string formula, params string[] args)
    {
        var said = Command.RunWith(formula, args);
        if (said.Exit != 0)
            Clear(said);
        Assert.InRange(said.Err.Length, 0, 2_000);
    }

    [Fact]
    public void A_million_terms_are_added() =>
        Assert.Equal("1000000\n", Command.RunWith(string.Join('+', Enumerable.Repeat("x", 1_000_000)), "eval", "-", "1").Out);

    [Theory]
    [InlineData("2^(10^9)", 3)]
    [InlineData("x^1e300", 3)]
    [InlineData("0^0", 0)]
    [InlineData("x^(10^9)", 3)]
    [InlineData("1e308*10", 3)]
    public void Huge_exponents_are_computed_or_refused_at_once(string formula, int exit)
    {
        foreach (var command in new[] { "eval", "grad", "hess", "jac" })
            Assert.Equal(
                exit,
                Command
                    .Run([command, formula, .. formula.Contains('x', StringComparison.Ordinal) ? ["--at", "2"] : Array.Empty<string>()])
                    .Exit
            );
        Assert.NotEqual(70, Command.Run("diff", formula).Exit);
        Assert.NotEqual(70, Command.Run("eval", formula).Exit);
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_told_with_the_place_of_its_first_bad_byte()
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".loss");
        File.WriteAllBytes(file, [(byte)'x', (byte)'+', (byte)'\n', (byte)'y', 0xFF, (byte)'1']);
        var said = Command.Run("eval", file);
        Assert.Equal(
            (2, $"{file}:2:2: error GDS0013: byte 0xFF is not UTF-8 text; save the file as UTF-8\n  y\uFFFD1\n   ^\n"),
            (said.Exit, said.Err)
        );
        File.Delete(file);
    }

    [GeneratedRegex("known: .*")]
    private static partial Regex Known();

    /// <summary>Exit 2, 3 or 5; the first line as DESIGN has it; a source line with carets under it where there is a place.</summary>
    internal static void Clear(Said said)
    {
        Assert.Contains(said.Exit, new[] { 2, 3, 5 });
        var lines = said.Err.TrimEnd('\n').Split('\n');
        Assert.Single(lines, l => l.Contains(": error GDS", StringComparison.Ordinal));
        var at = Array.FindIndex(lines, l => l.Contains(": error GDS", StringComparison.Ordinal));
        Assert.Matches(@"^[^:]+(:\d+:\d+)?: error GDS\d{4}: \S", lines[at]);
        Assert.DoesNotContain("GDS9001", said.Err, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Err, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', said.Err);
        if (lines.Length > at + 1)
            Assert.Matches(@"^ +\^+$", lines[at + 2]);
        else
            Assert.True(lines.Length == at + 1);
    }
}
