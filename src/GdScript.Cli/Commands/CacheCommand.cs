using System.CommandLine;
using System.Globalization;
using GdScript.Cli.Edge;
using GdScript.Scripting.Caching;

namespace GdScript.Cli.Commands;

/// <summary><c>gds cache</c>: where compiled scripts are kept, how many there are, and how to be rid of them.</summary>
internal static class CacheCommand
{
    public static Command For(Io io)
    {
        var what = new Argument<string>("info|clear")
        {
            DefaultValueFactory = _ => "info",
            Description = "show it (the default), or empty it",
        };
        var json = Shared.Switch("--json", "answer as one JSON object");
        var command = new Subcommand("cache", "The compiled scripts that are kept for the next run.", "gds cache info") { what, json };
        command.SetAction(given => Shared.Say(io, "cache", given.GetValue(json), Answer(given.GetValue(what))));
        return command;
    }

    private static Result<Answer> Answer(string? what)
    {
        if (ScriptCache.Root is not { } root)
            return Problem.Input("GDS0120", "there is no folder for compiled scripts", "set HOME or XDG_CACHE_HOME");
        var cache = new ScriptCache(root);
        var (entries, bytes) = cache.Size();
        switch (what)
        {
            case "info":
                return Said($"{root}\n{Counted(entries, bytes)}\n", root, entries, bytes);
            case "clear":
                return Cleared(cache, root) is { } problem ? problem : Said($"removed {Counted(entries, bytes)}\n", root, entries, bytes);
            default:
                return Problem.Input("GDS0002", $"'{Complaint.Clipped(what ?? "")}' is neither info nor clear", "see 'gds cache --help'");
        }
    }

    private static Problem? Cleared(ScriptCache cache, string root)
    {
        try
        {
            cache.Clear();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new("GDS0014", ProblemKind.File, "the folder cannot be emptied: " + e.Message.TrimEnd('.'), File: root);
        }
    }

    private static Answer Said(string text, string root, int entries, long bytes) =>
        new(
            text,
            json =>
            {
                json.WriteString("folder", root);
                json.WriteNumber("scripts", entries);
                json.WriteNumber("bytes", bytes);
            }
        );

    private static string Counted(int entries, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{entries} compiled script{(entries == 1 ? "" : "s")}, {(bytes + 1023) / 1024} KiB");
}
