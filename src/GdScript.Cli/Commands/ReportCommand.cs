using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GdScript.Cli.Edge;
using GdScript.Cli.Plotting;
using GdScript.Cli.Walking;
using GdScript.Reports;

namespace GdScript.Cli.Commands;

/// <summary><c>gds report</c>: everything about a loss in one page of HTML, which can be made anew whenever its files change.</summary>
internal sealed class ReportCommand
{
    private static readonly string[] OfWalks = ["--from", "--method", "--lr", "--steps", "--gradient"];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly Shared shared = new();
    private readonly Option<string?> claim = WalkOptions.Text("--claim", "CLAIM", "judge this gradient: \"x: 2*x, y: 2*y\", @claim.json");
    private readonly Option<string?> range = WalkOptions.Text(
        "--range",
        "RANGES",
        "what the pictures show: x=-3..3,y=-2..2 (what is interesting)"
    );
    private readonly Option<string?> tangent = WalkOptions.Text(
        "--tangent",
        "X",
        "where tangents touch a curve, or a plane a surface (x=1,y=2)"
    );
    private readonly Option<string?> log = WalkOptions.Text(
        "--log",
        "auto|none|loss",
        "whether losses over steps, and the height of a surface, are logarithmic"
    );
    private readonly Option<string?> file = WalkOptions.Text(
        "--out",
        "FILE",
        "where to write it (after the loss's file, else report.html)",
        "-o"
    );
    private readonly Option<string?> compare = WalkOptions.Text("--compare", "METHODS", "several walks: \"gd(lr=0.1); adam\"");
    private readonly Option<bool> watch = Shared.Switch(
        "--watch",
        "write it anew whenever the script, the formula's file or the data change"
    );
    private readonly Io io;

    /// <summary>The script's files, as far as it could be read.</summary>
    private IReadOnlyCollection<string> sources = [];

    private ReportCommand(Io io) => this.io = io;

    public static Command For(Io io) => new ReportCommand(io).Command();

    private Command Command()
    {
        var command = shared.Command(
            "report",
            "Write one page of HTML: the formula, its check, pictures, walks.",
            "gds report \"x^2 + 10*y^2\" --from -3,2 --lr 0.05 --steps 40",
            [claim, range, tangent, log, file, watch, .. WalkOptions.How.Where(o => OfWalks.Contains(o.Name)), compare]
        );
        command.SetAction(given => given.GetValue(watch) ? Watched(given) : Said(given));
        return command;
    }

    private int Said(ParseResult given) => Shared.Say(io, "report", given.GetValue(shared.Json), Made(given));

    /// <summary>A report that cannot be made leaves the last one as it was, says why, and waits for the next change.</summary>
    private int Watched(ParseResult given)
    {
        if (given.GetValue(shared.Loss) == "-" || given.GetValue(shared.Data) == "-")
            return Shared.Say(io, "report", given.GetValue(shared.Json), NotPiped);
        if (Files(given).Count == 0)
            return Shared.Say(io, "report", given.GetValue(shared.Json), NoFile);
        var watching = new Watch(() => Files(given), Pause);
        IReadOnlyDictionary<string, (long, long)> before;
        do
        {
            before = watching.Look();
            Said(given);
            // What was read says which files there are.
            before = watching.Look().ToDictionary(f => f.Key, f => before.GetValueOrDefault(f.Key, f.Value));
            io.Err.Write("Watching; Ctrl-C ends it.\n");
            io.Err.Flush();
        } while (watching.Changed(before, io.Cancel));
        io.Signals?.Heed();
        return io.Signals?.Code ?? Exit.Interrupted;
    }

    private static Problem NotPiped =>
        Problem.Input("GDS0156", "what is piped in does not change", "give the loss and the data as files, or leave out --watch");

    private static Problem NoFile =>
        Problem.Input("GDS0156", "there is no file to watch", "write the loss into a file, or leave out --watch");

    /// <summary>The files the report is made of.</summary>
    private IReadOnlyCollection<string> Files(ParseResult given)
    {
        var loss = given.GetValue(shared.File) ?? given.GetValue(shared.Loss) ?? "";
        var path = ScriptFile.Of(loss)?.Path ?? loss;
        var line = Words.Of(given);
        string?[] named = [path, given.GetValue(shared.Data), At(line["--from"]), At(line["--at"]), At(line["--set"]), At(line["--claim"])];
        var isFile = ScriptFile.Of(loss) is not null || given.GetValue(shared.File) is not null || File.Exists(path);
        return [.. named.Skip(isFile ? 0 : 1).OfType<string>(), .. sources];
    }

    private static string? At(string? word) => word is ['@', .. var path] ? path : null;

    private Result<Answer> Made(ParseResult given) =>
        from target in Target(given)
        from words in PlotWords.Read(null, given.GetValue(range), null, null, given.GetValue(tangent))
        from axes in NumberOption.Choice("--log", given.GetValue(log), "auto", "none", "loss")
        from reporter in Asked(given, words with { Log = axes })
        from report in reporter.Report()
        let page = ReportHtml.Of(report with { Command = Typed(given) })
        from written in Edge.Files.Write(target, page)
        select Answered(report, target, page);

    /// <summary>Where the page goes: the name of the loss's file with another ending, into this folder.</summary>
    private Result<string> Target(ParseResult given)
    {
        var loss = given.GetValue(shared.File) ?? given.GetValue(shared.Loss) ?? "";
        var source =
            ScriptFile.Of(loss)?.Path
            ?? (given.GetValue(shared.File) is not null || loss.EndsWith(".loss", StringComparison.Ordinal) ? loss : "");
        var target = given.GetValue(file) ?? (source.Length > 0 ? Path.GetFileNameWithoutExtension(source) : "report") + ".html";
        return Path.GetExtension(target) is ".html" or ".htm" || Edge.Files.IsDevice(target)
            ? target
            : Problem.Input(
                "GDS0155",
                $"a report is written as .html, not as '{Complaint.Clipped(target)}'",
                "write --out report.html"
            ) with
            {
                File = "--out",
            };
    }

    private Result<Reporter> Asked(ParseResult given, PlotWords words)
    {
        var line = Words.Of(given);
        if (line["--from"] is null)
            return OfWalks.Append("--compare").FirstOrDefault(line.Says) is { } option
                ? Problem.Input("GDS0041", $"{option} is about a walk, and a start is missing", "add --from")
                : from question in shared.AskAny(given, io).Select(Known)
                from claimed in CheckCommand.Claimed(line["--claim"], question)
                select new Reporter(question, null, claimed, words, io);
        var asker = new Asker(
            start => shared.AskAny(given, io, start is null ? null : [start], "--from").Select(Known),
            _ => (Checking.Claim?)null
        );
        return from plan in Plans.Read(line, asker, io)
            from claimed in CheckCommand.Claimed(line["--claim"], plan.Walk.Question)
            select new Reporter(plan.Walk.Question, plan, claimed, words, io);
    }

    private Question Known(Question question)
    {
        sources = [.. question.Text.Sources.Where(s => s.Length > 0)];
        return question;
    }

    /// <summary>The command line, quoted for a shell.</summary>
    private static string Typed(ParseResult given) =>
        "gds " + string.Join(' ', given.Tokens.Select(t => t.Value).Where(w => w != "--watch").Select(Quoted));

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=,:@%+".Contains(c, StringComparison.Ordinal))
            ? word
            : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static Answer Answered(LossReport report, string target, string page)
    {
        var bytes = Encoding.UTF8.GetByteCount(page);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{target}: {(bytes + 999) / 1000} KB\n");
        if (report.Check is { } check)
            text.Append(CultureInfo.InvariantCulture, $"gradient: {check.Word}\n");
        foreach (var walk in report.Walks)
            text.Append(CultureInfo.InvariantCulture, $"{walk.Trace.Header.Method}: {walk.Trace.End.Why}\n");
        return new Answer(
            text.ToString(),
            json => Write(json, report, target, bytes),
            report.Check?.Fails == true ? Exit.CheckFailed : Exit.Ok
        );
    }

    private static void Write(Utf8JsonWriter json, LossReport report, string target, int bytes)
    {
        json.WriteString("file", target);
        json.WriteNumber("bytes", bytes);
        if (report.Check is { } check)
            json.WriteString("verdict", check.Word);
        json.WriteStartArray("walks");
        foreach (var walk in report.Walks)
        {
            json.WriteStartObject();
            json.WriteString("method", walk.Trace.Header.Method);
            json.WriteString("stop", walk.Trace.End.Stop);
            json.Number("loss", walk.Trace.End.Last.Loss);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("pictures");
        foreach (var (heading, _) in report.Pictures)
            json.WriteStringValue(heading);
        json.WriteEndArray();
    }
}
