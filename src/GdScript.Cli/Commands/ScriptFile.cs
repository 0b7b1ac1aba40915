using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GdScript.Cli.Edge;
using GdScript.Scripting;
using GdScript.Scripting.Caching;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Images;
using GdScript.Scripting.Losses;
using GdScript.Scripting.Running;
using GdScript.Scripting.Sources;

namespace GdScript.Cli.Commands;

/// <summary>A LOSS argument that names a script: <c>loss.csx</c>, or one of its methods, <c>loss.csx:Method</c>.</summary>
/// <param name="Path">The file as it was typed.</param>
/// <param name="Method">The method; null to choose by the rules of <see cref="LossChoice"/>.</param>
internal sealed record ScriptFile(string Path, string? Method)
{
    private const string Suffix = ".csx";

    /// <summary>The script a word names; null for a word that can be no script.</summary>
    public static ScriptFile? Of(string given)
    {
        if (given.Contains('\n', StringComparison.Ordinal))
            return null;
        if (IsScript(given))
            return new(given, null);
        var colon = given.LastIndexOf(':');
        return colon > 0 && IsScript(given[..colon]) ? new(given[..colon], given[(colon + 1)..]) : null;
    }

    private static bool IsScript(string path) => path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Compiles the script, runs it to its end (what it prints goes to stderr: stdout is the command's) and takes its loss.
    /// </summary>
    public Result<LossText> Open(Io io) =>
        from script in ScriptText.Read(Path)
        from opened in Open(io, script, new LossText(script.Text, Path))
        select opened;

    /// <summary>The same for a script that is text.</summary>
    public Result<LossText> Open(Io io, ScriptText script, LossText text) =>
        from image in Compiled(io, script)
        from candidate in LossChoice.Of(image.Losses, Method, script.Name)
        from running in Run(io, image)
        let printing = Hushed(io)
        select text with
        {
            Script = Taken(image, candidate, running),
            Written = running.Gradient(candidate),
            Failure = running.Explain,
            Sources = [.. image.Sources.Select(s => s.Path)],
            Fingerprint =
                "sha256 "
                + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', image.Sources.Select(s => s.Text))))),
        };

    /// <summary>From here on the loss is computed, and what it prints is none of the answer.</summary>
    private static bool Hushed(Io io)
    {
        Streams.Use(new(io.Prints, io.Prints, null));
        return true;
    }

    private Result<ScriptImage> Compiled(Io io, ScriptText script)
    {
        var compiled = Script.Load(script, new ScriptOptions(Wanted: new WantedLoss(Method)), cancel: io.Cancel);
        if (compiled.Image is { } image)
            return image;
        var first = compiled.Problems[0];
        var more = compiled.Problems.Length - 1;
        return more == 0
            ? first
            : first with
            {
                Hint = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{first.Hint}{(first.Hint.Length > 0 ? "; " : "")}{more} more: gds run {Path} shows them"
                ),
            };
    }

    private static Result<RunningScript> Run(Io io, ScriptImage image)
    {
        CsvColumns.Use();
        ScriptEngines.Use();
        // Two writers of the script share it, and a timer flushes.
        var err = TextWriter.Synchronized(io.Err);
        var running = RunningScript.Start(
            image,
            new()
            {
                Out = err,
                Err = err,
                In = io.Signals is null ? io.In : null,
                Cancel = io.Cancel,
            }
        );
        return running.Ending switch
        {
            Ending.Done => running,
            Ending.Failed failed => failed.Problem,
            Ending.Cancelled => throw new OperationCanceledException(),
            Ending.OutputLost lost => throw lost.Why,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ScriptLoss Taken(ScriptImage image, LossCandidate candidate, RunningScript running) =>
        new(running.Loss(candidate), image.Twins.First(t => t.Site == candidate.Site), running.Variable, image.Sources);
}
