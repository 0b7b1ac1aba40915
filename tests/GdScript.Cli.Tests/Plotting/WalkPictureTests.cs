using GdScript.Cli.Repl;
using GdScript.Plots.Terminal;
using Xunit;

namespace GdScript.Cli.Tests.Plotting;

public sealed class WalkPictureTests : IDisposable
{
    private static readonly string[] Valley = ["descend", "x^2 + 10*y^2", "--from", "-3,2", "--lr", "0.05", "--steps", "6"];

    private readonly string folder = Directory.CreateTempSubdirectory("gds-walk-pictures").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    [Fact]
    public void In_a_pipe_there_is_no_picture_unless_it_is_asked_for()
    {
        var plain = Command.Out(Valley);
        Assert.DoesNotContain("goes to the right", plain, StringComparison.Ordinal);
        Assert.Equal(plain, Command.Out([.. Valley, "--picture", "never"]));
        var seen = Command.Out([.. Valley, "--picture", "always"]);
        Assert.StartsWith(plain + "\n", seen, StringComparison.Ordinal);
        Assert.Contains("x goes to the right, y up\nloss  █", seen, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', seen);
        Assert.Equal(seen, Command.Out([.. Valley, "--plot"]));
    }

    [Fact]
    public void Plain_letters_are_plain_and_colours_are_there_where_they_are_asked_for()
    {
        var letters = Command.Out([.. Valley, "--quiet", "--picture", "always", "--ascii"]);
        Assert.All(letters, c => Assert.True(char.IsAscii(c), letters));
        Assert.Contains('▀', Command.Out([.. Valley, "--picture", "always", "--color", "always"]));
    }

    [Fact]
    public void One_number_is_a_curve_and_three_are_losses_over_steps()
    {
        var curve = Command.Out("descend", "x^2", "--from", "3", "--lr", "0.1", "-n", "5", "--quiet", "--picture", "always");
        Assert.Contains("●", curve, StringComparison.Ordinal);
        var losses = Command.Out("descend", "x*x + y*y + z*z", "--from", "1,2,3", "--lr", "0.1", "-n", "5", "-q", "--picture", "always");
        Assert.EndsWith("the loss, step by step\n", losses, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_a_walk_is_the_picture_that_plot_draws_of_it()
    {
        var said = Command.Out([.. Valley, "--plot", In("walk.svg")]);
        Assert.EndsWith(
            $"{In("walk.svg")}: contour, {(new FileInfo(In("walk.svg")).Length + 999) / 1000} KB\n",
            said,
            StringComparison.Ordinal
        );
        Assert.Equal(Command.Out(["plot", .. Valley[1..]]), File.ReadAllText(In("walk.svg")));
        // Where the trace went into a file, or kept no points, the walk is made once more.
        Command.Out([.. Valley, "--trace", In("walk.csv"), "--plot", In("again.svg")]);
        Assert.Equal(File.ReadAllText(In("walk.svg")), File.ReadAllText(In("again.svg")));
        var json = Command.Json([.. Valley, "--detail", "none", "--plot", In("walk.vl.json")]);
        Assert.Equal(In("walk.vl.json"), json.GetProperty("plot").GetString());
        Assert.StartsWith("{\"$schema\"", File.ReadAllText(In("walk.vl.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_of_a_check_is_its_V()
    {
        string[] asked = ["exp(x)*y", "--at", "1,2"];
        var said = Command.Out(["check", .. asked, "--plot", In("v.svg")]);
        Assert.Contains("v.svg: check, ", said, StringComparison.Ordinal);
        Assert.Equal(Command.Out(["plot", .. asked, "--kind", "check"]), File.ReadAllText(In("v.svg")));
        Assert.Equal(In("v.csv"), Command.Json(["check", .. asked, "--plot", In("v.csv")]).GetProperty("plot").GetString());
        Assert.Equal(Command.Out(["check", .. asked, "--curves"]), Command.Out(["check", .. asked, "--plot"]));
    }

    [Theory]
    [InlineData("--plot: error GDS0150: pictures are written as", "--plot", "walk.jpg")]
    [InlineData("gds: error GDS0151: a ranking of several walks", "--compare", "adam; bfgs", "--plot", "walk.svg")]
    [InlineData("--picture:1:1: error GDS0033", "--picture", "sometimes")]
    public void A_mistake_is_told_before_the_walk(string complaint, params string[] more)
    {
        var said = Command.Run(["descend", "x^2 + y^2", "--from", "1,2", .. more]);
        Assert.StartsWith(complaint, said.Err, StringComparison.Ordinal);
        Assert.Equal((2, ""), (said.Exit, said.Out));
    }

    [Theory]
    [InlineData(Ink.TrueColours, "tmux-256color", "truecolor")]
    [InlineData(Ink.TrueColours, "xterm-direct", null)]
    [InlineData(Ink.Colours, "xterm-256color", null)]
    [InlineData(Ink.Sixteen, "linux", null)]
    public void A_terminal_has_as_many_colours_as_it_says(Ink ink, string term, string? colours)
    {
        string? Variable(string name) =>
            name == "TERM" ? term
            : name == "COLORTERM" ? colours
            : null;
        Assert.Equal(ink, Terminals.InkOf(ascii: false, colour: true, Variable));
        Assert.Equal(Ink.Dots, Terminals.InkOf(ascii: false, colour: false, Variable));
        Assert.Equal(Ink.Letters, Terminals.InkOf(ascii: true, colour: true, Variable));
    }
}
