using System.Collections.Immutable;
using System.CommandLine;
using GdScript.Cli.Edge;
using GdScript.Cli.Plotting;
using GdScript.Cli.Walking;
using GdScript.Plots;
using GdScript.Plots.Svg;
using GdScript.Reports;
using GdScript.Traces;

namespace GdScript.Cli.Commands;

/// <summary><c>gds plot</c>: a loss, and walks on it, as a picture.</summary>
internal static class PlotCommand
{
    private static readonly string[] OfWalks = ["--from", "--method", "--lr", "--steps", "--gradient"];

    public static Command For(Io io)
    {
        var shared = new Shared();
        var kind = WalkOptions.Text(
            "--kind",
            "auto|curve|contour|field|surface|loss|slice|rates|check",
            "what to draw (auto: by the number of open names)"
        );
        var range = WalkOptions.Text("--range", "RANGES", "from where to where: x=-3..3,y=-2..2, or -3..3 for all (what is interesting)");
        var tangent = WalkOptions.Text("--tangent", "X", "where tangents touch a curve (0.5,-1), or a plane a surface (x=1,y=2)");
        var along = WalkOptions.Text("--along", "DIRECTION", "a slice from --at: gradient, random, or numbers such as 1,2");
        var to = WalkOptions.Text("--to", "POINT", "a slice from --at to this point");
        var plane = WalkOptions.Text("--plane", "ends|main|random", "which plane, where more than two names are open");
        var seed = WalkOptions.Text("--seed", "S", "what random directions are drawn with (1)");
        var claim = WalkOptions.Text("--claim", "CLAIM", "the gradient that --kind check judges: \"x: 2*x\"");
        var log = WalkOptions.Text(
            "--log",
            "auto|none|loss|steps|both",
            "which axes of losses over steps are logarithmic; loss: also the height of a surface"
        );
        var size = WalkOptions.Text("--size", "WxH", "in pixels (640x480)");
        var theme = WalkOptions.Text("--theme", "auto|light|dark", "its colours (auto: as the reader's browser prefers)");
        var file = WalkOptions.Text(
            "--out",
            "FILE",
            "write it into picture.svg, .html (a surface can be turned), .png (by Chromium), or as data: .vl.json, .plotly.json, .csv (stdout)",
            "-o"
        );
        var format = WalkOptions.Text("--format", PictureFile.Formats, "how it is written (by the end of the file's name)");
        var compare = WalkOptions.Text("--compare", "METHODS", "several walks: \"gd(lr=0.1); adam\"");
        var command = shared.Command(
            "plot",
            "Draw a loss as SVG: curves, maps and surfaces with walks, slices, losses by step or rate, a check.",
            "gds plot \"x^2 + 10*y^2\" --from -3,2 --lr 0.05 --steps 40",
            [
                kind,
                range,
                tangent,
                along,
                to,
                plane,
                seed,
                claim,
                log,
                size,
                theme,
                file,
                format,
                .. WalkOptions.How.Where(o => OfWalks.Contains(o.Name)),
                compare,
                .. EngineOptions.All,
            ]
        );
        shared.Does(
            command,
            io,
            given =>
                from words in PlotWords.Read(
                    given.GetValue(kind),
                    given.GetValue(range),
                    given.GetValue(size),
                    given.GetValue(theme),
                    given.GetValue(tangent)
                )
                from axes in NumberOption.Choice("--log", given.GetValue(log), "auto", "none", "loss", "steps", "both")
                from cut in NumberOption.Choice("--plane", given.GetValue(plane), "ends", "main", "random")
                from chance in NumberOption.Count("--seed", given.GetValue(seed))
                from target in PictureFile.Of("--out", given.GetValue(file), given.GetValue(format))
                let asked = words with
                {
                    Log = axes,
                    Along = given.GetValue(along),
                    To = given.GetValue(to),
                    Plane = Enum.Parse<PlaneKind>(cut, ignoreCase: true),
                    Seed = chance ?? 1,
                    Claim = given.GetValue(claim),
                }
                from drawn in Drawn(given, shared, io, asked)
                from answer in Answered(drawn.Kind, drawn.Figure, words.Sheet, target, io)
                select answer
        );
        return command;
    }

    private static Result<(PlotKind Kind, Figure Figure)> Drawn(ParseResult given, Shared shared, Io io, PlotWords words)
    {
        var line = Words.Of(given);
        return words.Claim is not null && words.Kind != PlotKind.Check
                ? Problem.Input("GDS0151", "--claim is what a check judges", "add --kind check, or leave out --claim")
            : words.Kind == PlotKind.Check ? Checked(given, line, shared, io, words).Select(figure => (words.Kind, figure))
            : words.Kind == PlotKind.Rates ? Swept(given, line, shared, io, words).Select(figure => (words.Kind, figure))
            : Asked(given, line, shared, io, words).SelectMany(drawer => drawer.Figure().Select(figure => (drawer.Kind, figure)));
    }

    private static Result<Figure> Checked(ParseResult given, Words line, Shared shared, Io io, PlotWords words) =>
        from alone in line["--from"] is null ? Alone(line) : Misfit("a check has no walk", "give the point with --at")
        from plain in Plain(words)
        from question in shared.AskAny(given, io)
        from figure in CheckPicture.Of(question, words.Claim)
        select figure;

    private static Result<Figure> Swept(ParseResult given, Words line, Shared shared, Io io, PlotWords words) =>
        from start in line["--from"] is not null ? (Result<bool>)true : Misfit("a sweep of rates is one of walks", "add --from")
        from plain in Plain(words)
        from plan in Planned(given, line, shared, io)
        from loss in DrawnLoss.Of(plan.Walk.Question, io.Cancel)
        from figure in RateSweep.Of(plan, line, loss, words.Log, io)
        select figure;

    /// <summary>What these pictures do not have: they are no pictures of places.</summary>
    private static Result<bool> Plain(PlotWords words) =>
        words.Ranges.IsEmpty && words.Tangents.IsEmpty && (words.Along ?? words.To) is null
            ? true
            : Misfit("a picture of rates or errors has no places of the loss", "leave out --range, --tangent, --along and --to");

    private static Problem Misfit(string what, string hint) => Problem.Input("GDS0151", what, hint);

    /// <summary>The loss, and the walks on it where they were asked for.</summary>
    private static Result<Drawer> Asked(ParseResult given, Words line, Shared shared, Io io, PlotWords words) =>
        line["--from"] is null
            ? from alone in Alone(line)
            from question in shared.AskAny(given, io)
            from loss in DrawnLoss.Of(question, io.Cancel)
            select new Drawer(question, loss, words, [])
            : from plan in Planned(given, line, shared, io)
            from walks in Walked(plan, io)
            from loss in DrawnLoss.Of(plan.Walk.Question, io.Cancel)
            select new Drawer(plan.Walk.Question, loss, words, walks);

    private static Result<Plan> Planned(ParseResult given, Words line, Shared shared, Io io) =>
        Plans.Read(line, new(start => shared.AskAny(given, io, start is null ? null : [start], "--from"), _ => (Checking.Claim?)null), io);

    private static Result<bool> Alone(Words words) =>
        OfWalks.Append("--compare").FirstOrDefault(words.Says) is { } option
            ? Problem.Input("GDS0041", $"{option} is about a walk, and a start is missing", "add --from")
            : true;

    private static Result<ImmutableArray<(string Name, Trace Trace)>> Walked(Plan plan, Io io)
    {
        var walks = ImmutableArray.CreateBuilder<(string, Trace)>();
        foreach (var method in plan.Several?.Methods ?? [plan.Walk.Method])
        {
            var order = plan.Walk with { Method = method, Detail = Kept.Of(plan.Walk) };
            if (!order.Go(io.Cancel).Is(out var gone, out var problem))
                return problem;
            io.Cancel.ThrowIfCancellationRequested();
            walks.Add((method.Text, gone.Trace));
        }
        return walks.ToImmutable();
    }

    private static Result<Answer> Answered(PlotKind drawn, Figure figure, Sheet sheet, PictureFile target, Io io)
    {
        var kind = drawn.ToString().ToLowerInvariant();
        return from said in target.Path is null ? target.Text(figure, sheet) : target.Write(figure, sheet, kind, io.Cancel)
            select new Answer(
                said,
                json =>
                {
                    json.WriteString("kind", kind);
                    if (target.Path is { } file)
                        json.WriteString("file", file);
                    FigureJson.Write(json, figure);
                }
            );
    }
}
