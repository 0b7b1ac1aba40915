using Xunit;

namespace GdScript.Cli.Tests.Commands;

/// <summary>Whatever runs the formula, the answer is the same to the last bit.</summary>
public class KernelTests
{
    private const string Loss = "param W[2,3]; x = [0.6, 0.9]; y = softmax(x*W); -log(y[2]) + sum(exp(W))/7";
    private const string At = "W=[[0.47355232,0.9977393,0.84668094],[0.85557411,0.03563661,0.69422093]]";

    [Theory]
    [InlineData("roslyn")]
    [InlineData("il")]
    [InlineData("interpreter")]
    public void Every_kernel_gives_one_answer(string kernel)
    {
        Same(kernel, "eval", Loss, "--at", At);
        Same(kernel, "grad", Loss, "--at", At);
        Same(kernel, "descend", "(1 - x)^2 + 100*(y - x^2)^2", "--from", "-1.2,1", "--lr", "0.001", "--steps", "30");
        Same(kernel, "descend", "sin(x)*exp(y) + x^2 + y^2", "--from", "1,1", "--lr", "0.1", "--gradient", "numeric");
    }

    [Fact]
    public void A_check_shows_the_compiled_kernels_as_columns_that_must_agree()
    {
        var report = Command.Json("check", Loss, "--at", At, "--kernel", "roslyn");
        Assert.Equal("match", report.GetProperty("verdict").GetString());
        foreach (var component in report.GetProperty("components").EnumerateArray())
        {
            Assert.Equal(component.GetProperty("exact").GetDouble(), component.GetProperty("roslyn").GetDouble());
            Assert.Equal(component.GetProperty("exact").GetDouble(), component.GetProperty("il").GetDouble());
        }
        Assert.Matches("component +symbolic +il +roslyn +forward AD", Command.Out("check", "x^2", "--at", "3", "--kernel", "roslyn"));
        Assert.DoesNotContain("roslyn", Command.Out("check", "x^2", "--at", "3"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_csharp_that_runs_is_written_to_a_file()
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".cs");
        Assert.Equal("loss  = 9\nd/dx  = 6\n", Command.Out("grad", "x^2", "--at", "3", "--emit", file));
        Assert.Contains("results[1] = 2.0 * x; // dx", File.ReadAllText(file), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_named_whatever_runs()
    {
        var said = Command.Run("grad", "log(x)", "--at", "0", "--kernel", "roslyn");
        Assert.Equal(3, said.Exit);
        Assert.Equal(Command.Run("grad", "log(x)", "--at", "0").Err, said.Err);
    }

    [Fact]
    public void Emitting_csharp_that_does_not_run_is_refused()
    {
        var said = Command.Run("grad", "x^2", "--at", "3", "--kernel", "il", "--emit", "a.cs");
        Assert.Equal(2, said.Exit);
        Assert.Contains("GDS0070", said.Err, StringComparison.Ordinal);
    }

    /// <summary>Three blocks of rows: threads have something to share; the trace says every bit of the walk.</summary>
    [Theory]
    [InlineData()]
    [InlineData("--batch", "9000")]
    [InlineData("--batch", "5000", "--hold-out", "0.4")]
    [InlineData("--kernel", "il")]
    public void Any_number_of_threads_walks_the_same_way(params string[] more)
    {
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".csv");
        File.WriteAllLines(
            file,
            ["x,y", .. Enumerable.Range(0, 12_000).Select(i => FormattableString.Invariant($"{i % 97 / 10.0},{i % 31}"))]
        );
        string[] asked = ["descend", "(w*x + b - y)^2", "--data", file, "--from", "w=1,b=2", "--lr", "1e-3", "--steps", "6", .. more];
        var alone = Command.Out([.. asked, "--threads", "1"]);
        Assert.Contains("sha256", alone, StringComparison.Ordinal);
        foreach (var threads in new[] { "2", "3", "64", "99999999999" })
            Assert.Equal(alone, Command.Out([.. asked, "--threads", threads]));
        Assert.Equal(alone, Command.Out(asked));
        var none = Command.Run([.. asked, "--threads", "0"]);
        Assert.Equal((2, true), (none.Exit, none.Err.Contains("GDS0032", StringComparison.Ordinal)));
        File.Delete(file);
    }

    [Fact]
    public void Roslyns_program_has_one_thread()
    {
        var said = Command.Run("descend", "x^2", "--from", "3", "--kernel", "roslyn", "--threads", "2");
        Assert.Equal((2, true), (said.Exit, said.Err.Contains("GDS0072", StringComparison.Ordinal)));
    }

    private static void Same(string kernel, params string[] args) =>
        Assert.Equal(Command.Out(args), Command.Out([.. args, "--kernel", kernel]));
}
