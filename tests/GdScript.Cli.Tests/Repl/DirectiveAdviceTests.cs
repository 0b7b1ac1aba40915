using GdScript.Cli.Editing;
using GdScript.Cli.Repl;
using Xunit;

namespace GdScript.Cli.Tests.Repl;

/// <summary>What Tab offers behind the commands of the session.</summary>
public sealed class DirectiveAdviceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gds-files-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("#load ", "my f", "my file.txt")]
    [InlineData("  #load \"", "my", "my file.txt")]
    [InlineData("#cd ", "my fo", "my folder/")]
    public void A_path_is_completed_also_where_it_has_spaces(string command, string typed, string whole)
    {
        File.WriteAllText(Path.Combine(folder, "my file.txt"), "");
        File.WriteAllText(Path.Combine(folder, "other.txt"), "");
        Directory.CreateDirectory(Path.Combine(folder, "my folder"));
        var text = $"{command}{folder}/{typed}";
        var advisor = new Advisor(new Conversation(new Code(TextWriter.Null, TextWriter.Null, null)));
        var found = advisor.Suggest(text, text.Length, default);
        Assert.Equal(text.Length - typed.Length, found.Start);
        Assert.Equal(typed.Length, found.Length);
        Assert.Contains(whole, found.Items.Select(i => i.Text));
        Assert.DoesNotContain("other.txt", found.Items.Select(i => i.Text));
    }
}
