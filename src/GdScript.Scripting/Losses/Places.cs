using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Scripting.Images;
using GdScript.Scripting.Recording;

namespace GdScript.Scripting.Losses;

/// <summary>From the numbers a recorder speaks of to files, lines and the text of a line.</summary>
internal sealed class Places(TwinImage image, ImmutableArray<ScriptSource> sources)
{
    private readonly Dictionary<string, string[]> linesOf = sources
        .DistinctBy(s => s.File)
        .ToDictionary(s => s.File, s => s.Text.Split('\n'), StringComparer.Ordinal);

    public SourceSpan? SpanOf(int place) => place >= 0 && place < image.Spans.Length ? image.Spans[place] : null;

    /// <summary>The problem, pointing into the script.</summary>
    public Problem At(Problem problem, int place)
    {
        if (SpanOf(place) is not { } span)
            return problem;
        return problem with { File = span.File, Place = new Place(span.Line, span.Column, Math.Max(1, span.Length)), Line = LineOf(span) };
    }

    /// <summary>The problem, pointing to where the script first says a name: a variable's declaration.</summary>
    public Problem AtName(Problem problem, string name)
    {
        foreach (var (file, lines) in linesOf)
            for (var i = 0; i < lines.Length; i++)
                if (ColumnOf(lines[i], name) is var column and >= 0)
                    return problem with { File = file, Place = new Place(i + 1, column + 1, name.Length), Line = lines[i].TrimEnd('\r') };
        return problem;
    }

    /// <summary>Where a line has a name as a word of its own, outside a comment; -1 when nowhere.</summary>
    private static int ColumnOf(string line, string name)
    {
        var end = line.IndexOf("//", StringComparison.Ordinal) is var comment and >= 0 ? comment : line.Length;
        for (
            var at = line.IndexOf(name, StringComparison.Ordinal);
            at >= 0 && at < end;
            at = line.IndexOf(name, at + 1, StringComparison.Ordinal)
        )
            if (!IsLetter(at - 1) && !IsLetter(at + name.Length))
                return at;
        return -1;

        bool IsLetter(int at) => at >= 0 && at < line.Length && (char.IsLetterOrDigit(line[at]) || line[at] == '_');
    }

    public Problem Of(TraceError error) => At(Problem.Input(error.Id, error.Message, error.Hint), error.Place);

    private string? LineOf(SourceSpan span) =>
        linesOf.TryGetValue(span.File, out var lines) && span.Line <= lines.Length ? lines[span.Line - 1].TrimEnd('\r') : null;

    /// <summary>
    /// The text of the file most of the nodes come from, and where in it each of them stands, so that an evaluation that
    /// leaves the finite numbers points into the script. Null when the texts are not known.
    /// </summary>
    public (string File, Source Source)? SourceOf(ImmutableArray<int> places)
    {
        var spans = places.Select(SpanOf).ToArray();
        var file = spans.OfType<SourceSpan>().GroupBy(s => s.File).MaxBy(g => g.Count())?.Key;
        if (file is null || !linesOf.TryGetValue(file, out var lines))
            return null;
        var starts = new int[lines.Length];
        for (var i = 1; i < starts.Length; i++)
            starts[i] = starts[i - 1] + lines[i - 1].Length + 1;
        var at = spans.Select(s =>
            s is { } span && span.File == file && span.Line <= starts.Length ? starts[span.Line - 1] + span.Column - 1 : -1
        );
        return (file, new(string.Join('\n', lines), [.. at]) { IsProgram = true });
    }
}
