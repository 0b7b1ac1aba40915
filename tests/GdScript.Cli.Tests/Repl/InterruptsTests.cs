using GdScript.Cli.Repl;
using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>What Ctrl-C does while something is evaluated; told without signals.</summary>
public sealed class InterruptsTests : IDisposable
{
    private readonly Conversation conversation = new(new Code(TextWriter.Null, TextWriter.Null, null));
    private readonly Interrupts interrupts;
    private int exits;

    public InterruptsTests() => interrupts = new(null, () => exits++);

    public void Dispose() => interrupts.Dispose();

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("descend x^2 from 1 for 1000000000000")]
    public void The_first_one_ends_the_evaluation_and_the_session_goes_on(string endless)
    {
        Assert.Equal("2\n", Typed("1 + 1").Text);
        var ended = Interrupted(endless);
        Assert.Equal(130, ended.Exit);
        Assert.Equal("4\n", Typed("2 + 2").Text);
        Assert.Equal(0, exits);
    }

    [Fact]
    public void What_goes_on_is_told_and_left_behind_by_the_next_one_whenever_it_comes()
    {
        var told = 0;
        Interrupts? mine = null;
        using var late = new ManualResetEventSlim();
        mine = new(null, () => exits++)
        {
            Deaf = () =>
            {
                told++;
                mine!.Hear();
            },
        };
        var outcome = mine.Run(
            (_, _, _) =>
            {
                mine.Hear();
                late.Wait(TimeSpan.FromSeconds(20));
                return Outcome.Nothing;
            },
            listens: true,
            default
        );
        late.Set();
        Assert.Equal((130, 1, 0), (outcome.Exit, told, exits));
    }

    [Fact]
    public void A_deaf_computation_is_left_behind_and_changes_nothing_later()
    {
        using var late = new ManualResetEventSlim();
        var outcome = interrupts.Run(
            (_, _, _) =>
            {
                interrupts.Hear();
                late.Wait(TimeSpan.FromSeconds(20));
                return Outcome.Nothing;
            },
            listens: false,
            default
        );
        late.Set();
        Assert.Equal(130, outcome.Exit);
    }

    [Theory]
    [InlineData("class A { public int X { get { while (true) ; } } }", "new A()", 1)]
    [InlineData("double L(double x) { while (true) ; }", "L at 3", 0)]
    public void Code_that_only_showing_or_asking_runs_is_ended_too(string declared, string endless, int results)
    {
        Typed(declared);
        var number = conversation.Bench.Next;
        Assert.Equal(130, Interrupted(endless).Exit);
        Assert.Equal(number + results, conversation.Bench.Next);
        Assert.Equal("4\n", Typed("2 + 2").Text);
    }

    [Fact]
    public void What_was_left_behind_changes_nothing_later()
    {
        var late = conversation.Submit("a = 1", new Setting { Gone = new(canceled: true) });
        Assert.Equal(130, late.Exit);
        Assert.Empty(conversation.Bench.Names);
        Assert.Equal(1, conversation.Bench.Next);
    }

    [Fact]
    public void A_third_one_ends_the_process()
    {
        interrupts.Run(
            (_, _, _) =>
            {
                interrupts.Hear();
                interrupts.Hear();
                interrupts.Hear();
                return Outcome.Nothing;
            },
            listens: true,
            default
        );
        Assert.Equal(1, exits);
    }

    private Outcome Typed(string text) => conversation.Submit(text, new Setting());

    /// <summary>Ctrl-C once the evaluation is under way.</summary>
    private Outcome Interrupted(string text)
    {
        using var timer = new Timer(_ => interrupts.Hear(), null, 1500, Timeout.Infinite);
        return interrupts.Run(
            (stop, abandon, gone) => conversation.Submit(text, new Setting(Stop: stop) { Abandon = abandon, Gone = gone }),
            conversation.IsCode(text),
            default
        );
    }
}
