using GdScript.Cli.Repl;
using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>Files that a session loads.</summary>
public sealed class StoringTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-storing-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_text_that_loads_itself_says_so()
    {
        var (one, other) = (Path.Combine(folder, "one.txt"), Path.Combine(folder, "other.txt"));
        File.WriteAllText(one, $"1 + 1\n#load {other}\n");
        File.WriteAllText(other, $"#load {Path.Combine(folder, ".", "one.txt")}\n");
        var said = Command.RunWith($"#load {one}", "repl");
        Assert.Equal(("2\n", 2), (said.Out, said.Exit));
        Assert.StartsWith($"{other}:1:", said.Err, StringComparison.Ordinal);
        Assert.Contains("loads itself", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_can_be_loaded_twice()
    {
        var file = Path.Combine(folder, "twice.txt");
        File.WriteAllText(file, "1 + 1\n");
        Assert.Equal("2\n2\n", Command.RunWith($"#load {file}\n#load {file}", "repl").Out);
    }

    [Theory]
    [InlineData("loss.csx")]
    [InlineData("LOSS.CSX")]
    public void The_methods_of_a_loaded_script_are_losses(string name)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, "double Loss(double x, double y) => x * x + y * y;\n");
        Assert.Equal("loss  = 25\nd/dx  = 6\nd/dy  = 8\n", Command.RunWith($"#load {file}\ngrad Loss at 3,4", "repl").Out);
    }

    [Fact]
    public void A_method_that_was_taken_back_is_gone()
    {
        var said = Command.RunWith("double F(double x) => x * x;\n#undo\nF(x) = x^3\nF(2)", "repl");
        Assert.EndsWith("\nF(x) = x^3\n8\n", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_any_more_ends_no_session()
    {
        if (OperatingSystem.IsWindows())
            return;
        var said = ProcessTests.Shell(
            $"mkdir '{folder}/gone'; cd '{folder}/gone'; rmdir '{folder}/gone'; printf '#cd\\n1 + 1\\n' | gds repl --keep-going"
        );
        Assert.Equal(("2\n", 5), (said.Out, said.Exit));
        Assert.StartsWith("<stdin>:1:", said.Err, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_times_the_timing_is_told()
    {
        var said = Command.RunWith(string.Concat(Enumerable.Repeat("#time ", 20_000)) + "1", "repl");
        Assert.Equal(("", 2), (said.Out, said.Exit));
    }

    [Fact]
    public void A_whole_line_is_answered_before_the_next_one_is_waited_for()
    {
        var input = new Hesitant("1 + 1\n2 + 2\n");
        var session = new Conversation(new Code(TextWriter.Null, TextWriter.Null, null));
        using var submissions = Submissions.Of(input, session).GetEnumerator();
        Assert.True(submissions.MoveNext());
        Assert.Equal(("1 + 1", 1), submissions.Current);
        Assert.Equal(1, input.Waits);
    }

    /// <summary>A pipe whose writer waits for an answer.</summary>
    private sealed class Hesitant(string text) : StringReader(text)
    {
        public int Waits { get; private set; }

        public override string? ReadLine()
        {
            Waits++;
            return base.ReadLine();
        }

        public override int Peek()
        {
            Waits++;
            return base.Peek();
        }
    }
}
