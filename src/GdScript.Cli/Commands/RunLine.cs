using System.Collections.Immutable;
using System.Globalization;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Commands;

/// <summary>
/// What a command line asks of <c>gds run</c>. It is read by hand: words after the script belong to the script, and the library
/// that reads every other command line takes longer to load than a script that is already compiled takes to run.
/// </summary>
/// <param name="Script">The script's path, or <c>-</c> for standard input.</param>
/// <param name="Args">What the script gets.</param>
internal sealed record RunLine(string Script, ImmutableArray<string> Args)
{
    /// <summary>How long the script may run.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How much memory it may take, in bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>Run it in a process of its own.</summary>
    public bool Isolated { get; init; }

    /// <summary>Compile it for a debugger.</summary>
    public bool Debug { get; init; }

    /// <summary>Use no compiled script of an earlier run, and keep none.</summary>
    public bool NoCache { get; init; }

    /// <summary>Say on stderr what is done and how long it took.</summary>
    public bool Verbose { get; init; }

    /// <summary>The names of the options, for suggestions and for the child of an isolated run.</summary>
    public static readonly string[] Options =
    [
        "--isolated",
        "--timeout",
        "--memory",
        "--configuration",
        "--no-cache",
        "--verbose",
        Ink.Option,
    ];

    /// <summary>Whether these words run a script: <c>run …</c>, or a script's path. Help is the library's.</summary>
    public static bool IsIt(string[] args) =>
        args switch
        {
            ["run", ..] => !args.Skip(1).TakeWhile(a => a.StartsWith('-') && a != "-" && a != "--").Any(a => a is "--help" or "-h" or "-?"),
            [['-', ..], ..] or [] => false,
            [var first, ..] => first.EndsWith(".csx", StringComparison.Ordinal) || IsScript(first),
        };

    /// <summary>Reads the words.</summary>
    public static Result<RunLine> Of(string[] args)
    {
        var line = new RunLine("", []);
        var at = args is ["run", ..] ? 1 : 0;
        for (; at < args.Length && args[at] is ['-', _, ..] and not "--"; at++)
        {
            var (name, value, given) = Split(args, at);
            if (!line.With(name, value).Is(out var next, out var problem))
                return problem;
            line = next;
            at += TakesValue(name) && !given ? 1 : 0;
        }
        if (at < args.Length && args[at] == "--")
            at++;
        if (at >= args.Length)
            return Problem.Input("GDS0010", "a script is missing", "give a .csx file, or - for standard input");
        var rest = args[(at + 1)..];
        return line with { Script = args[at], Args = [.. rest is ["--", .. var after] ? after : rest] };
    }

    private static (string Name, string? Value, bool Given) Split(string[] args, int at) =>
        args[at].IndexOf('=') is var equals and > 0
            ? (args[at][..equals], args[at][(equals + 1)..], true)
            : (args[at], at + 1 < args.Length ? args[at + 1] : null, false);

    private static bool TakesValue(string name) => name is "--timeout" or "--memory" or "-c" or "--configuration" or Ink.Option;

    private Result<RunLine> With(string name, string? value) =>
        name switch
        {
            "--isolated" => this with { Isolated = true },
            "--no-cache" => this with { NoCache = true },
            "-v" or "--verbose" => this with { Verbose = true },
            _ when TakesValue(name) && value is null => Problem.Input("GDS0002", $"'{name}' needs a value", "see 'gds run --help'"),
            Ink.Option => this,
            "--timeout" => Seconds(value!).Select(time => this with { Timeout = time }),
            "--memory" => Bytes(value!).Select(bytes => this with { Memory = bytes }),
            "-c" or "--configuration" => value!.ToLowerInvariant() switch
            {
                "debug" => this with { Debug = true },
                "release" => this with { Debug = false },
                _ => Problem.Input("GDS0002", $"'{name}' is debug or release, not '{Complaint.Clipped(value)}'"),
            },
            _ => Problem.Input("GDS0001", $"unknown option '{Complaint.Clipped(name)}'", Instead(name)),
        };

    private static string Instead(string name) =>
        OptionNames.Nearest(name, Options) is { } near
            ? $"did you mean '{near}'?"
            : "see 'gds run --help'; what the script is to get stands after its name";

    private static Result<TimeSpan> Seconds(string text) =>
        double.TryParse(text.AsSpan().TrimEnd('s'), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is > 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : Problem.Input("GDS0002", $"'{Complaint.Clipped(text)}' is no time", "give seconds, as in --timeout 10");

    private static Result<long> Bytes(string text)
    {
        var unit = text.Length > 0 ? "KMG".IndexOf(char.ToUpperInvariant(text[^1])) + 1 : 0;
        var number = unit > 0 ? text.AsSpan(0, text.Length - 1) : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var size) && size is > 0 and < 1e15
            ? (long)(size * Math.Pow(1024, unit))
            : Problem.Input("GDS0002", $"'{Complaint.Clipped(text)}' is no size", "give bytes, or as in --memory 500M");
    }

    /// <summary>A file without the extension is a script when its first line says who reads it.</summary>
    private static bool IsScript(string path)
    {
        try
        {
            if (!File.Exists(path))
                return false;
            using var file = File.OpenRead(path);
            return file.ReadByte() == '#' && file.ReadByte() == '!';
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }
}
