using Xunit;

namespace GdScript.Cli.Tests.Walking;

public sealed class InputsTests : IDisposable
{
    private const string Rows = "x,y\n1,2\n3,4\n";
    private readonly string folder = Directory.CreateTempSubdirectory("gds").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Theory]
    [InlineData("--trace")]
    [InlineData("--checkpoint")]
    [InlineData("--emit")]
    public void The_data_are_not_written_over(string option)
    {
        var data = Write("d.csv", Rows);
        var said = Command.Run("descend", "(w*x + b - y)^2", "--data", data, "--from", "0,0", "-n", "2", option, data);
        Assert.Equal((2, ""), (said.Exit, said.Out));
        Assert.Contains($"GDS0049: {option} would write over the data; name another file", said.Err, StringComparison.Ordinal);
        Assert.Equal(Rows, File.ReadAllText(data));
    }

    [Fact]
    public void Nor_is_what_a_link_leads_to()
    {
        var data = Write("d.csv", Rows);
        var link = Path.Combine(folder, "link.csv");
        File.CreateSymbolicLink(link, data);
        Assert.Equal(2, Command.Run("descend", "(w*x + b - y)^2", "--data", data, "--from", "0,0", "-n", "2", "--trace", link).Exit);
        Assert.Equal(Rows, File.ReadAllText(data));
    }

    [Fact]
    public void Nor_the_loss_nor_the_start()
    {
        var (loss, start) = (Write("bowl.loss", "x^2 + y^2"), Write("p.json", """{"x": 1, "y": 2}"""));
        foreach (var path in (string[])[loss, start])
            Assert.Equal(2, Command.Run("descend", loss, "--from", "@" + start, "-n", "2", "--trace", path).Exit);
        Assert.Equal("x^2 + y^2", File.ReadAllText(loss));
        Assert.Equal(2, Command.Run("descend", loss, "--from", "1,2", "-n", "2", "--trace", start, "--checkpoint", start).Exit);
        Assert.Equal(0, Command.Run("descend", loss, "--from", "1,2", "-n", "2", "--trace", start).Exit);
    }
}
