using GdScript.Cli.Edge;
using GdScript.Cli.Repl;
using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>Whatever is typed, it is answered or told: no line of mathematics ends in a mistake of ours.</summary>
public class SlipTests
{
    private static readonly string[] Lines =
    [
        "f = x^2/20 + y^2",
        "g(u, v) = 2*u + f(u, v^2)",
        "D(f, x, x) + g(1, 2)",
        "grad f at x=3,y=4",
        "hess g at 1,2",
        "f at x=3,y=4",
        "M = [[1,2],[3,40]]; M*[1,1]",
        "r = descend f from x=-7,y=2 with \"gd(lr=0.1)\" for 3",
        "r.x + ans + _1",
        "h(W[2,2], x[2]) = sum(W*x); h([[1,2],[3,4]], [1,1])",
        "plot f x=-3..3,y=1",
        "simplify (x + 1)^2 - x^2",
        "norm(grad(f)) + hess(f)[0,1]",
        "tex f",
        "?f",
        "#dag f",
        "#history 3",
        "jac [x*y, x + y] at 2,3",
    ];

    private static readonly string[] Slips =
    [
        .. "( ) [ ] = , ; at from with for grad plot x y 3 .. \"gd\" . ^ + - * / D r ans _1 # ? 损 ' e pi sum W[0,1] 1e5 1e999 0".Split(
            ' '
        ),
        "\U0001F600",
        "\t",
        " ",
    ];

    [Fact]
    public void A_slip_is_told_and_the_session_goes_on()
    {
        var (random, rounds) = (new Random(2026), Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 50_000 : 1_500);
        var conversation = new Conversation(new Code(TextWriter.Null, TextWriter.Null, null));
        for (var i = 0; i < rounds; i++)
        {
            var line = Slipped(random);
            if (conversation.IsCode(line) || line.Contains("exit", StringComparison.Ordinal))
                continue;
            var outcome = conversation.Submit(line, new Setting());
            Assert.True(outcome.Exit != Exit.OurBug, $"{line}\n{string.Join('\n', outcome.Troubles)}");
            _ = conversation.IsComplete(line);
            _ = string.Concat(outcome.Troubles.Select(t => Complaint.Of(t)));
            if (i % 50 == 0)
                conversation.Reset();
        }
    }

    [Fact]
    public void The_editor_is_answered_at_every_place_of_an_unfinished_line()
    {
        var conversation = new Conversation(new Code(TextWriter.Null, TextWriter.Null, null));
        conversation.Submit("f = x^2/20 + y^2", new Setting());
        var (advisor, random) = (new Advisor(conversation), new Random(7));
        for (var i = 0; i < 300; i++)
        {
            var line = i < Lines.Length ? Lines[i] : Slipped(random);
            for (var caret = 0; caret <= line.Length; caret++)
            {
                var suggestions = advisor.Suggest(line, caret, default);
                Assert.InRange(suggestions.Start + suggestions.Length, 0, line.Length);
                _ = advisor.Signature(line, caret, default);
            }
            var end = 0;
            foreach (var part in advisor.Colour(line, default))
            {
                Assert.InRange(part.Start, end, line.Length - part.Length);
                end = part.Start + part.Length;
            }
        }
    }

    private static string Slipped(Random random)
    {
        var line = Lines[random.Next(Lines.Length)];
        for (var k = random.Next(1, 5); k > 0; k--)
        {
            var at = random.Next(line.Length + 1);
            var slip = Slips[random.Next(Slips.Length)];
            line = random.Next(3) switch
            {
                0 => line.Insert(at, slip),
                1 => line.Insert(at, $" {slip} "),
                _ => line.Remove(at, Math.Min(random.Next(4), line.Length - at)),
            };
        }
        return line;
    }
}
