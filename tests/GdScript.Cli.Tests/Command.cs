using System.Text;
using System.Text.Json;
using GdScript.Cli.Edge;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>What a command said and how it ended.</summary>
internal sealed record Said(int Exit, string Out, string Err);

/// <summary>Runs <c>gds</c> in this process, from the root of the repository.</summary>
internal static class Command
{
    /// <summary>Scripts compiled by the tests are kept apart from those of the one who runs them; processes started here inherit it.</summary>
    public static string Cache { get; } = Directory.CreateTempSubdirectory("gds-tests-").FullName;

    static Command()
    {
        Directory.SetCurrentDirectory(Repository.Root);
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", Cache);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Cache, recursive: true);
    }

    public static Said Run(params string[] args) => RunWith("", args);

    public static Said RunWith(string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = Gds.Run(args, new Io(output, error, new StringReader(input)));
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>A command line as a person types it, and all that came of it.</summary>
    public static string Session(string line)
    {
        var words = Words(line);
        Assert.Equal("gds", words[0]);
        return $"$ {line}\n{Told(Run(words[1..]))}";
    }

    /// <summary>What was said, stream by stream, and the exit code.</summary>
    public static string Told(Said said) =>
        $"{said.Out}{string.Concat(said.Err.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => $"stderr: {l}\n"))}exit {said.Exit}\n";

    /// <summary>Runs a command that must do well, and gives what it says.</summary>
    public static string Out(params string[] args)
    {
        var said = Run(args);
        Assert.True(said.Exit == 0, said.Err);
        return said.Out;
    }

    /// <summary>The answer of a command that must do well, as JSON.</summary>
    public static JsonElement Json(params string[] args) => JsonDocument.Parse(Out([.. args, "--json"])).RootElement;

    /// <summary>The words of a command line as a shell takes it apart: quotes group, nothing else is special.</summary>
    public static string[] Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, open) = ('\0', false);
        foreach (var c in line)
        {
            if (quote != '\0' && c == quote)
                quote = '\0';
            else if (quote != '\0')
                word.Append(c);
            else if (c is '"' or '\'')
                (quote, open) = (c, true);
            else if (c != ' ')
                (_, open) = (word.Append(c), true);
            else if (open)
            {
                words.Add(word.ToString());
                (_, open) = (word.Clear(), false);
            }
        }
        return open ? [.. words, word.ToString()] : [.. words];
    }
}

/// <summary>Where the repository lies on this machine.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string from) =>
        File.Exists(Path.Combine(from, "GdScript.sln"))
            ? from
            : Find(Path.GetDirectoryName(from) ?? throw new InvalidOperationException("no GdScript.sln above the tests"));
}
