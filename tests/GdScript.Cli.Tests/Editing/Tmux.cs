using System.Diagnostics;
using System.Globalization;
using GdScript.Cli.Editing.Typing;
using Xunit;

namespace GdScript.Cli.Tests.Editing;

/// <summary>A shell in a real terminal: tmux with a server of its own, keys in, screen out.</summary>
internal sealed class Tmux : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static int sessions;

    private readonly string server = string.Create(
        CultureInfo.InvariantCulture,
        $"gds-test-{Environment.ProcessId}-{Interlocked.Increment(ref sessions)}"
    );

    /// <summary>Starts a shell with a bare prompt <c>$</c> and <c>gds</c> as a word it knows.</summary>
    /// <param name="folder">Where the history of the sessions lies.</param>
    /// <param name="columns">The width of the terminal.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="environment">More variables, as <c>A=b</c>.</param>
    public Tmux(string folder, int columns, int rows, params string[] environment)
    {
        string[] given =
        [
            $"XDG_STATE_HOME={folder}",
            $"XDG_CACHE_HOME={Command.Cache}",
            "PS1=$ ",
            $"GDS_HOST={ProcessTests.Host}",
            $"GDS_DLL={ProcessTests.Gds}",
            .. environment,
        ];
        var size = new[] { "-x", columns.ToString(CultureInfo.InvariantCulture), "-y", rows.ToString(CultureInfo.InvariantCulture) };
        Run([
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            .. size,
            "env",
            "-u",
            "GDS_HISTORY",
            "-u",
            "NO_COLOR",
            .. given,
            "bash",
            "--norc",
            "-i",
        ]);
        Run(["set", "-g", "escape-time", "0"]);
        Type("gds() { \"$GDS_HOST\" \"$GDS_DLL\" \"$@\"; }; clear");
        Keys("Enter");
        Expect("$ |");
    }

    /// <summary>Text as it is typed, letter for letter.</summary>
    public Tmux Type(string text)
    {
        Run(["send-keys", "-l", text.EndsWith(';') ? text[..^1] + "\\;" : text]);
        return this;
    }

    /// <summary>Keys by the names tmux has for them.</summary>
    public Tmux Keys(params string[] names)
    {
        Run(["send-keys", .. names]);
        return this;
    }

    /// <summary>Bytes that tmux has no key for.</summary>
    public Tmux Bytes(string bytes)
    {
        Run(["send-keys", "-H", .. bytes.Select(c => ((int)c).ToString("x2", CultureInfo.InvariantCulture))]);
        return this;
    }

    public Tmux Paste(string block)
    {
        Run(["set-buffer", block]);
        Run(["paste-buffer", "-p"]);
        return this;
    }

    /// <summary>Keeps every byte that is written to the terminal from now on; the answer tells them.</summary>
    public Func<string> Record(string file)
    {
        Run(["pipe-pane", $"cat > {file}"]);
        return () =>
        {
            Run(["pipe-pane"]);
            return File.ReadAllText(file);
        };
    }

    public void Resize(int columns, int rows) =>
        Run(["resize-window", "-x", columns.ToString(CultureInfo.InvariantCulture), "-y", rows.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>
    /// Waits until the row of the cursor holds this; the cursor is <c>|</c>, and where it comes last it is at the end. Of the prompt <c>12> </c> only <c>> </c> is looked at.
    /// </summary>
    public Tmux Expect(string row) =>
        Until(
            () => row.EndsWith('|') ? Row().EndsWith(row, StringComparison.Ordinal) : Row().Contains(row, StringComparison.Ordinal),
            () => $"'{row}' in the row of the cursor"
        );

    /// <summary>Waits until the cursor stands in an empty row: something is at work.</summary>
    public Tmux Busy() => Until(() => Row() == "|", () => "an empty row");

    /// <summary>Waits until the screen holds the text.</summary>
    public Tmux See(string text) => Until(() => Screen().Contains(text, StringComparison.Ordinal), () => $"'{text}'");

    /// <summary>Waits until the screen does not hold the text any more.</summary>
    public Tmux Miss(string text) => Until(() => !Screen().Contains(text, StringComparison.Ordinal), () => $"no '{text}'");

    /// <summary>What is on the screen, without the spaces at the ends of its rows.</summary>
    public string Screen() => Run(["capture-pane", "-p"]).TrimEnd('\n');

    /// <summary>The same with its colours.</summary>
    public string Coloured() => Run(["capture-pane", "-p", "-e"]).TrimEnd('\n');

    public void Dispose()
    {
        using var end = Started(["kill-server"]);
        end.WaitForExit();
    }

    private string Row()
    {
        var told = Run(["display-message", "-p", "#{cursor_x} #{cursor_y}", ";", "capture-pane", "-p"]).Split('\n');
        var place = told[0].Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var row = told.ElementAtOrDefault(place[1] + 1) ?? "";
        var (at, column) = (0, 0);
        for (int next; at < row.Length && column < place[0]; at = next)
        {
            next = Clusters.Next(row, at);
            column += Clusters.Width(row.AsSpan(at, next - at));
        }
        return row.Insert(at, new string(' ', Math.Max(0, place[0] - column)) + "|");
    }

    private Tmux Until(Func<bool> holds, Func<string> what)
    {
        for (var clock = Stopwatch.StartNew(); !holds(); Thread.Sleep(10))
            Assert.True(clock.Elapsed < Patience, $"expected {what()}, and see\n{Row()}\non\n{Coloured()}");
        return this;
    }

    private string Run(string[] words)
    {
        using var tmux = Started(words);
        var (output, error) = (tmux.StandardOutput.ReadToEndAsync(), tmux.StandardError.ReadToEndAsync());
        Assert.True(tmux.WaitForExit(10_000), "tmux hangs");
        Assert.True(tmux.ExitCode == 0, $"tmux {string.Join(' ', words)}: {error.Result}");
        return output.Result.TrimEnd('\n');
    }

    private Process Started(string[] words)
    {
        var info = new ProcessStartInfo("tmux", ["-u", "-L", server, .. words])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment.Remove("TMUX");
        return Process.Start(info)!;
    }
}

/// <summary>A test in a terminal of tmux, which waits for a screen again and again: on build servers and at night, where there is tmux.</summary>
internal sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !IsThere("tmux") || !IsThere("bash"))
            Skip = "there is no tmux on this machine";
        else if (Environment.GetEnvironmentVariable("CI") is not "true" && Environment.GetEnvironmentVariable("GDS_NIGHTLY") is not "1")
            Skip = "a session in a terminal takes seconds: CI=true or GDS_NIGHTLY=1 asks for it";
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
