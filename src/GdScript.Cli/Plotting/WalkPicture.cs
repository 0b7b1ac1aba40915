using System.Collections.Immutable;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Plots;
using GdScript.Plots.Svg;
using GdScript.Plots.Terminal;
using GdScript.Traces;

namespace GdScript.Cli.Plotting;

/// <summary>A walk that was just made, seen: on the curve or the map of its loss, or where it has more numbers, loss over steps.</summary>
internal static class WalkPicture
{
    /// <summary>A map in the terminal asks so often; of a loss that cannot be asked so often the losses of the walk are drawn.</summary>
    private const int Questions = 5_000;

    /// <summary>The picture in text, each line ended by a newline; empty where the trace kept no points, or no loss is finite.</summary>
    public static string Text(WalkOrder order, Trace trace, Drawing drawing, CancellationToken cancel)
    {
        if (trace.Rows.Length < 2 || !DrawnLoss.Of(order.Question, cancel).Is(out var loss, out _))
            return "";
        var isSeen = loss.Names.Length is 1 or 2 && loss.Budget >= Questions;
        ImmutableArray<string> lines =
            !isSeen ? Losses(trace, drawing)
            : loss.Names.Length == 1 ? OnCurve(loss, trace, drawing)
            : OnMap(loss, trace, drawing);
        var spark =
            isSeen && trace.Rows.Length > 2
                ? $"loss  {Sparkline.Of([.. trace.Rows.Select(r => r.Loss)], drawing.Width - 8, drawing.Ink)}"
                : "";
        return string.Concat(lines.Append(spark).Where(l => l.Length > 0).Select(l => l + "\n"));
    }

    private static ImmutableArray<string> Losses(Trace trace, Drawing drawing)
    {
        var lines = LossCurve.Of([.. trace.Rows.Select(r => ((double)r.Step, r.Loss))], drawing with { Height = drawing.Height * 3 / 4 });
        return lines.IsEmpty ? lines : [.. lines, "the loss, step by step"];
    }

    private static ImmutableArray<string> OnCurve(DrawnLoss loss, Trace trace, Drawing drawing) =>
        Curve.Of(x => loss.Value([x]), Ranges(1, trace)[0], drawing, [.. trace.Rows.Select(r => r.Point[0])]);

    private static ImmutableArray<string> OnMap(DrawnLoss loss, Trace trace, Drawing drawing)
    {
        var ranges = Ranges(2, trace);
        var path = trace.Rows.Select(r => (r.Point[0], r.Point[1])).ToArray();
        var lines = Contour.Of((x, y) => loss.Value([x, y]), ranges[0], ranges[1], drawing, path);
        return lines.IsEmpty ? lines : [.. lines, $"{loss.Names[0]} goes to the right, {loss.Names[1]} up"];
    }

    private static ImmutableArray<Extent> Ranges(int size, Trace trace) => Surroundings.Of(size, [.. Drawer.Downward([("", trace)])]);

    /// <summary>The picture in a file; gives back what is told of it.</summary>
    public static Result<string> Into(PictureFile file, WalkOrder order, Trace trace, Run run, CancellationToken cancel) =>
        from whole in Whole(order, trace, run, cancel)
        from loss in DrawnLoss.Of(order.Question, cancel)
        let kind = loss.Names.Length > 2 ? PlotKind.Loss : PlotKind.Auto
        from words in PlotWords.Read(null, null, null, null, null)
        let drawer = new Drawer(order.Question, loss, words with { Kind = kind }, [(order.Method.Text, whole)])
        from figure in drawer.Figure()
        from told in file.Write(figure, new Sheet(), drawer.Kind.ToString().ToLowerInvariant(), cancel)
        select told;

    /// <summary>The walk with all its points: where the trace left some out, or went into a file, it is made once more.</summary>
    private static Result<Trace> Whole(WalkOrder order, Trace trace, Run run, CancellationToken cancel)
    {
        var isWhole = Kept.IsWhole(order, run.Steps);
        if (trace.Rows.Length == run.Steps + 1 || (!isWhole && trace.Rows.Length > 1))
            return trace;
        var again = order with
        {
            Detail = isWhole ? Detail.Full : Detail.Thin,
            Watchman = null,
            Stops = order.Stops with { Steps = run.Steps },
        };
        return again.Go(cancel).Select(walked => walked.Trace);
    }
}
