using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Cli.Edge;
using GdScript.Cli.Plotting;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary><c>gds check</c>: the gradient, derived two ways and measured, side by side, with a verdict for each component.</summary>
internal static class CheckCommand
{
    private const int DefaultPoints = 4;

    public static Command For(Io io)
    {
        var shared = new Shared();
        var claim = new Option<string?>("--claim")
        {
            HelpName = "CLAIM",
            Description = "a gradient to judge: \"x: 2*x, y: 2*y\", or numbers for the point in @grad.json: {\"x\": 2} or [2, 4]",
        };
        var points = new Option<string?>("--points") { HelpName = "N", Description = "how many further points are searched (16)" };
        var seed = new Option<string?>("--seed") { HelpName = "S", Description = "which further points and directions (1)" };
        var rtol = new Option<string?>("--rtol")
        {
            HelpName = "R",
            Description = "a match needs an error bar below this part of the slope (1e-6)",
        };
        var prove = Shared.Switch("--prove", "enclose every slope by interval arithmetic: a theorem, not an estimate");
        var curves = Shared.Switch("--curves", "also plot the error of the difference quotient against its step (with --json its numbers)");
        var plot = Sight.Option("a picture of those errors in FILE (.svg, .png, .vl.json, …); without one as --curves");
        var strict = Shared.Switch("--strict", "fail also where nothing could be decided");
        var machine = new MachineOptions();
        var command = shared.Command(
            "check",
            "Does the gradient agree with independent measurements?",
            "gds check \"x^2/20 + y^2\" --at 3,4 --claim \"x: x/10, y: 2*y\"",
            claim,
            points,
            seed,
            rtol,
            prove,
            curves,
            plot,
            strict,
            machine.Kernel,
            machine.Emit,
            EngineOptions.All[0],
            EngineOptions.All[1]
        );
        shared.Does(
            command,
            io,
            given =>
                from asked in machine.Read(given)
                from sight in Sight.Read(Words.Of(given), isPerson: false, isQuiet: true)
                from question in shared.AskAny(given, io).Select(q => Measured(q, io))
                from claimed in Claimed(given.GetValue(claim), question)
                from more in NumberOption.Count("--points", given.GetValue(points))
                from chance in NumberOption.Count("--seed", given.GetValue(seed))
                from bar in NumberOption.Positive("--rtol", given.GetValue(rtol), CheckOptions.Plain.Rtol)
                from rivals in Rivals(question, Words.Of(given)[EngineOptions.PathWord], problem => io.Say(problem, "note"))
                let options = Options(more, chance, given.GetValue(prove)) with
                {
                    Rtol = bar,
                    Rivals = rivals,
                }
                from report in Report(question, claimed, question.Point is { } point ? [point] : null, options)
                from seen in question.IsOpaque ? report : Witnessed(question.Loss, report, asked)
                let answer = Answered(
                    question.Loss,
                    seen,
                    given.GetValue(strict),
                    given.GetValue(curves) || IsBare(given, plot) ? Curves(question) : null
                )
                from told in sight.File is { } file ? CheckPicture.Into(file, question, seen, io.Cancel) : ""
                select Seen(answer, told, sight.File?.Path)
        );
        return command;
    }

    /// <summary>
    /// The column of MathNet.Symbolics: where it was asked for it has to answer, where it is merely at hand it says why it does not.
    /// </summary>
    public static Result<ImmutableArray<Rival>> Rivals(Question question, string? path, Action<Problem> note)
    {
        if (!EngineOptions.Beside(question.Engine, path).Is(out var engine, out var problem))
            return LeftOut(problem);
        if (engine is null || Losses.Scalar(question.Loss).Problem is not null)
            return ImmutableArray<Rival>.Empty;
        var asked = question with { Engine = engine };
        var derived = Measuring.Derived(asked, null).SelectMany(_ => asked.Gradient());
        if (derived.Is(out var gradient, out problem))
            return ImmutableArray.Create(
                new Rival(engine.Name, Machine.Auto.Slopes(gradient)) { Partials = gradient.WithRoots(gradient.Roots.AsSpan()[1..]) }
            );
        return LeftOut(problem);

        Result<ImmutableArray<Rival>> LeftOut(Problem problem)
        {
            if (!question.Engine.IsOwn)
                return problem;
            note(problem with { Hint = "the column of MathNet.Symbolics is left out" });
            return ImmutableArray<Rival>.Empty;
        }
    }

    /// <summary>True where an option that may have a value was given without one.</summary>
    private static bool IsBare(ParseResult given, Option<string?> option) =>
        given.GetResult(option) is { Implicit: false, Tokens.Count: 0 };

    /// <summary>The answer with a word about its picture.</summary>
    private static Answer Seen(Answer answer, string told, string? file) =>
        file is null
            ? answer
            : answer with
            {
                Text = answer.Text + "\n" + told,
                Json = json =>
                {
                    answer.Json(json);
                    json.WriteString("plot", file);
                },
            };

    /// <summary>A loss that cannot be derived is said to be measured.</summary>
    private static Question Measured(Question question, Io io)
    {
        if (question.IsOpaque)
            Shared.Opaque(question, io, "its slopes are measured on the compiled C#");
        return question;
    }

    /// <summary>The report at the given points, or where none are given at a few points spread over the loss's domain.</summary>
    public static Result<CheckReport> Report(Question question, Claim? claim, ImmutableArray<double[]>? points, CheckOptions options)
    {
        var judged = claim ?? ScriptCheck.Written(question);
        var beside = ScriptCheck.Beside(question, judged, options);
        var report = question.IsEverywhere
            ? Derived(question, judged, points, beside).Select(r => question.Script is null ? r : ScriptCheck.Compared(question, r))
            : ScriptCheck.Boxed(question, judged, points, beside);
        return report.SelectMany(r => Steady(question, r));
    }

    private static Result<CheckReport> Derived(Question question, Claim? claim, ImmutableArray<double[]>? points, CheckOptions options) =>
        from loss in Losses.Scalar(question.Loss).Else(question.Naming)
        from open in Results.When(loss.PointSize > 0, loss, () => NothingOpen)
        from chosen in points is { } given ? Finite(question, given) : Chosen(loss)
        from claimed in Results.When(claim is not Claim.Numbers || points is not null, claim, () => NumbersNeedAPoint)
        select Check.Gradient(loss, claimed, options with { Hunt = (options.Hunt + chosen.Length - 1) / chosen.Length }, chosen);

    /// <summary>A loss that changes from call to call has no gradient to check.</summary>
    private static Result<CheckReport> Steady(Question question, CheckReport report) =>
        report.Components.All(c => c.Verdict is not Verdict.NonDeterministic)
            ? report
            : question.Naming(
                Problem.Numeric(
                    "GDS4012",
                    "the loss is not deterministic: the same point gives different values",
                    "take chance, clocks and counters out of it"
                )
            );

    public static Problem NothingOpen =>
        Problem.Input("GDS0061", "the loss has no parameters, so there is no gradient to check", "name what may vary: x^2");

    public static Problem NumbersNeedAPoint => Problem.Input("GDS0060", "numbers can only be judged at a point", "add --at");

    /// <summary>The report with a column for the kernel that was asked for; roslyn brings il along, so that all three are compared.</summary>
    private static Result<CheckReport> Witnessed(Formula loss, CheckReport report, Machine machine)
    {
        if (machine.Choice == KernelChoice.Auto)
            return report;
        var gradient = Gradient.Of(loss);
        KernelChoice[] kernels = machine.Choice == KernelChoice.Roslyn ? [KernelChoice.Il, KernelChoice.Roslyn] : [machine.Choice];
        foreach (var kernel in kernels)
            report = report.With(new(Machine.NameOf(kernel), Slopes(new Machine(kernel).Of(gradient), report)));
        return machine.Written(loss).Select(_ => report);
    }

    /// <summary>The kernel's slope for each component of the report.</summary>
    private static ImmutableArray<double> Slopes(LossAndGradient kernel, CheckReport report)
    {
        var at = report
            .Components.DistinctBy(c => c.PointNumber)
            .ToDictionary(
                c => c.PointNumber,
                c =>
                {
                    var slopes = new double[c.Point.Length];
                    kernel(c.Point.AsSpan(), slopes);
                    return slopes;
                }
            );
        return [.. report.Components.Select(c => at[c.PointNumber][c.Index])];
    }

    private static Result<ImmutableArray<double[]>> Chosen(Formula loss)
    {
        var points = Points.Spread(loss, DefaultPoints);
        return points.IsEmpty
            ? Problem.Numeric("GDS6091", "the loss is finite at none of the points tried", "say where to check with --at")
            : points;
    }

    private static Result<ImmutableArray<double[]>> Finite(Question question, ImmutableArray<double[]> points)
    {
        // Of several points those outside the domain are `undefined`; where there is nothing else, that is the answer.
        var problems = points.Select(point => Evaluation.At(question.Loss, point).Problem).ToArray();
        return problems.All(p => p is not null) && problems.Length > 0 ? question.Naming(problems[0]!) : points;
    }

    public static Result<Claim?> Claimed(string? text, Question question)
    {
        if (text is null)
            return (Claim?)null;
        if (!text.StartsWith('@'))
            return ClaimText.Parse(text, question.Loss).Else(p => p with { File = "--claim" }).Select(c => (Claim?)c);
        return Files
            .Read(text[1..])
            .SelectMany(json => ClaimNumbers.Of(json, question.Loss))
            .Else(p => p with { File = text.Length > 1 ? text[1..] : "--claim" });
    }

    /// <summary>The report as an answer; a gradient that is wrong is told to the shell as well.</summary>
    public static Answer Answered(Formula loss, CheckReport report, bool strict = false, Func<CheckedComponent, VCurve>? curves = null) =>
        new(
            CheckText.Of(report)
                + string.Concat(report.WorstFirst.Take(curves is null ? 0 : MostCurves).Select(c => $"\n{Drawn(curves!(c), c)}")),
            json => CheckJson.Write(json, loss, report, curves),
            report.Fails || (strict && report.FailsStrictly) ? Exit.CheckFailed : Exit.Ok
        );

    private const int MostCurves = 3;

    /// <summary>The error of the difference quotient by its step: of the formula, or of the compiled C# where no formula is the loss.</summary>
    public static Func<CheckedComponent, VCurve> Curves(Question question) =>
        one =>
            question.IsEverywhere
                ? VCurve.Of(question.Loss, one.Point.AsSpan(), one.Index, one.Claimed)
                : VCurve.Of(question.Script!.Value, one.Point.AsSpan(), one.Index, one.Claimed);

    private static string Drawn(VCurve curve, CheckedComponent c) =>
        CurveText.Of(curve, FormattableString.Invariant($"{c.Name} at point {c.PointNumber + 1}"));

    /// <summary>What the command does unless told otherwise: 16 further points, seed 1.</summary>
    public static CheckOptions Options(long? more, long? seed, bool prove) =>
        CheckOptions.Thorough with
        {
            Hunt = (int)Math.Min(more ?? CheckOptions.Thorough.Hunt, 100_000),
            Seed = seed ?? CheckOptions.Thorough.Seed,
            Prove = prove,
        };
}
