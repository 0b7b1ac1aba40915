using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using GdScript.Scripting.Globals;
using GdScript.Scripting.Images;
using GdScript.Symbolics;

namespace GdScript.Scripting.Running;

/// <summary>What an exception says to the one who wrote the script: their line, their calls, and nothing of ours.</summary>
internal static class Fault
{
    private const int MostCalls = 8;
    private const int MostCauses = 4;

    public static Ending.Failed Of(Exception exception, ScriptImage image, Assembly? script) =>
        Of(
            exception,
            new(
                image.Sources[0].File,
                file => image.Sources.FirstOrDefault(s => s.File == file)?.Text,
                assembly => assembly == script ? image.Symbols : default
            )
        );

    /// <param name="exception">What was thrown.</param>
    /// <param name="code">Which code is the user's own.</param>
    public static Ending.Failed Of(Exception exception, OwnCode code)
    {
        var e = Unwrapped(exception);
        var frames = Frames(e, code);
        var problem =
            e is ProblemException told ? told.Problem
            : e is SymbolicException symbolic ? symbolic.Problem.Within(symbolic.Problem.Line ?? "")
            : Said(e, code.Main);
        if (frames is [var first, ..] && problem.Place is null)
            problem = Pointed(problem, code, first);
        return new(problem, Calls(frames));
    }

    /// <summary>The calls around the innermost; a call from the same line, as in a recursion, is said once.</summary>
    private static ImmutableArray<string> Calls(ImmutableArray<Frame> frames) =>
        [
            .. frames
                .Where((frame, i) => i > 0 && frame != frames[i - 1])
                .Select(f => $"at {f.Method} ({f.File}:{f.Line.ToString(CultureInfo.InvariantCulture)})"),
        ];

    /// <summary>What the machinery wraps around an exception is taken off.</summary>
    public static Exception Unwrapped(Exception e)
    {
        while (e is { InnerException: { } inner } and (TargetInvocationException or TypeInitializationException or AggregateException))
            e = inner;
        return e;
    }

    private static Problem Said(Exception e, string file) =>
        e switch
        {
            InsufficientExecutionStackException => new(
                "GDS0111",
                ProblemKind.Script,
                "the calls are nested too deeply",
                "does the recursion end?",
                File: file
            ),
            OutOfMemoryException => new("GDS0113", ProblemKind.Script, "the script needs more memory than it has", File: file),
            _ => new("GDS0110", ProblemKind.Script, Told(e), File: file),
        };

    private static string Told(Exception e)
    {
        var text = $"{e.GetType().FullName}: {OneLine(e.Message)}";
        for (
            var (inner, depth) = (e.InnerException, 0);
            inner is not null && depth < MostCauses;
            (inner, depth) = (inner.InnerException, depth + 1)
        )
            text += $" (because of {inner.GetType().FullName}: {OneLine(inner.Message)})";
        return text;
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    /// <summary>The innermost calls that are the script's own.</summary>
    private static ImmutableArray<Frame> Frames(Exception e, OwnCode code)
    {
        var own = new List<(StackFrame Frame, MethodBase Method)>();
        foreach (var frame in new StackTrace(e, fNeedFileInfo: false).GetFrames())
            if (own.Count < MostCalls && frame.GetMethod() is { } method && !code.SymbolsOf(method.Module.Assembly).IsDefaultOrEmpty)
                own.Add((frame, method));
        return LineTable.Lines(own, code);
    }

    private static Problem Pointed(Problem problem, OwnCode code, Frame frame)
    {
        var lines = code.TextOf(frame.File)?.Split('\n') ?? [];
        if (frame.Line < 1 || frame.Line > lines.Length)
            return problem with { File = frame.File, Place = new Place(frame.Line, 1) };
        var line = lines[frame.Line - 1].TrimEnd();
        var start = line.Length - line.TrimStart().Length;
        return problem with { File = frame.File, Line = line, Place = new Place(frame.Line, start + 1, Math.Max(1, line.Length - start)) };
    }
}

/// <summary>Which code is the user's own.</summary>
/// <param name="Main">The file that a problem without a place is told of.</param>
/// <param name="TextOf">The text of a file; null for one that is not known.</param>
/// <param name="SymbolsOf">The portable PDB of an assembly of the user's; nothing for any other.</param>
internal sealed record OwnCode(string Main, Func<string, string?> TextOf, Func<Assembly, ImmutableArray<byte>> SymbolsOf);

/// <summary>One call of the script.</summary>
internal readonly record struct Frame(string Method, string File, int Line);
