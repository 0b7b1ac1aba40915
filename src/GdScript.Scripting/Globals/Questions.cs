using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using GdScript.Scripting.Losses;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Scripting.Globals;

/// <summary>What a script can ask about a loss, and the answers.</summary>
internal static class Questions
{
    private const int SpreadPoints = 4;

    /// <summary>Half an ulp of 1.</summary>
    private const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>The partial derivatives as formulas, and at a point their values.</summary>
    public static Result<LossGradient> Gradient(Posed posed, Action<Problem> note) =>
        from loss in posed.Formula(posed.Somewhere)
        from gradient in posed.Gradient(loss, posed.Somewhere)
        from values in posed.Point is { } point ? Evaluation.At(gradient, point).Select(v => (double[]?)v) : (double[]?)null
        select new LossGradient(
            loss,
            values,
            posed.Point,
            Noted(values is null ? posed.Notes(posed.Somewhere) : Doubts(posed), note),
            () => posed.Engine.Partials(loss, posed.Used)
        );

    /// <summary>Second derivatives at a point.</summary>
    public static Result<LossHessian> Hessian(Posed posed, Action<Problem> note) =>
        from point in posed.Point is { } given ? given : (Result<double[]>)NoPoint(posed)
        from loss in posed.Formula(point)
        from known in Given(posed, point) is { } given ? given : (Result<bool>)true
        from second in posed.Hessian(loss, point)
        from entries in Evaluation.At(second, point)
        let noted = Noted(Doubts(posed), note)
        select new LossHessian(posed.Names, entries);

    /// <summary>What the script gives as a slope has no derivative here.</summary>
    private static Problem? Given(Posed posed, double[] point) => posed.Notes(point).FirstOrDefault(n => n.Id == TraceNotes.SlopeGiven);

    /// <summary>The gradient against independent measurements; a loss without a formula is only measured.</summary>
    public static Result<LossCheck> Check(Posed posed, Action<Problem> note)
    {
        var points = posed.Point is { } given ? [given] : Points.Spread(posed.Size, posed.Value, SpreadPoints);
        if (points.IsEmpty)
            return Problem.Numeric("GDS6091", "the loss is finite at none of the points tried", "say where to check with at:");
        var reports = ImmutableArray.CreateBuilder<CheckReport>();
        foreach (var point in points)
        {
            if (!posed.Formula(point).Is(out var loss, out var problem))
                return Measured(posed, points, problem, note);
            if (Evaluation.At(loss, point).Problem is { } trouble)
                return trouble;
            if (!Options(posed, loss, point).Is(out var options, out problem))
                return problem;
            var report = Given(posed, point) is null ? Checking.Check.Gradient(loss, null, options, point) : Boxed(posed, point);
            reports.Add(Same(posed, loss, point, report));
        }
        return new LossCheck(posed.Title, Together(reports), []);
    }

    /// <summary>Plain, with the gradient of the engine that was asked for as one more column.</summary>
    private static Result<CheckOptions> Options(Posed posed, Formula loss, double[] point) =>
        posed.Engine.IsOwn
            ? CheckOptions.Plain
            : posed
                .Gradient(loss, point)
                .Select(gradient =>
                {
                    var kernel = Kernel.For(gradient);
                    var rival = new Rival(posed.Engine.Name, (x, slopes) => kernel.ValueAndGradient(x, slopes));
                    var partials = gradient.WithRoots(gradient.Roots.AsSpan()[1..]);
                    return CheckOptions.Plain with { Rivals = [rival with { Partials = partials }] };
                });

    /// <summary>The gradient of a formula that is the loss at one point only, held against the loss as compiled.</summary>
    private static CheckReport Boxed(Posed posed, double[] point)
    {
        var oracle = posed.Exact();
        var claim = new Claim.Function("symbolic", (x, slopes) => oracle.ValueAndGradient(x, slopes));
        return Checking.Check.Gradient(posed.Value, claim, posed.Names, null, point);
    }

    /// <summary>The compiled method and the recorded formula are one loss; where their bits differ, that is a finding.</summary>
    private static CheckReport Same(Posed posed, Formula loss, double[] point, CheckReport report)
    {
        var (plain, traced) = (posed.Value(point), Kernel.For(loss.WithRoots(loss.Root)).Value(point));
        return
            BitConverter.DoubleToInt64Bits(plain) == BitConverter.DoubleToInt64Bits(traced)
            || plain.Equals(traced)
            || Close(loss, point, plain)
            ? report
            : report with
            {
                Findings = [.. report.Findings, new Finding(posed.Title, 0, "compiled C#", "recorded formula", plain, traced, 0)],
            };
    }

    /// <summary>Sums over rows have an order of their own and agree within what rounding explains.</summary>
    private static bool Close(Formula loss, double[] point, double plain)
    {
        var (value, bound) = new RunningError(loss).At(point);
        return loss.Nodes.Any(n => n.Op.ToString().StartsWith("Row", StringComparison.Ordinal)) && Math.Abs(value - plain) <= 2 * bound;
    }

    /// <summary>One report over all points.</summary>
    private static CheckReport Together(IReadOnlyList<CheckReport> reports) =>
        new(
            [.. reports.SelectMany((r, k) => r.Components.Select(c => c with { PointNumber = k }))],
            [.. reports.SelectMany((r, k) => r.Findings.Select(f => f with { PointNumber = k }))],
            false
        );

    private static LossCheck Measured(Posed posed, ImmutableArray<double[]> points, Problem problem, Action<Problem> note)
    {
        note(Instead(posed, problem));
        var (measure, slopes, names) = (new Measure(), ImmutableArray.CreateBuilder<MeasuredSlope>(), posed.Names);
        foreach (var point in points)
            for (var i = 0; i < point.Length; i++)
            {
                var probe = Probe.Of(posed.Value, (_, value) => 16 * UnitRoundoff * Math.Abs(value));
                slopes.Add(new(names[i], [.. point], measure.Along(probe, point.ToArray(), i).What));
            }
        return new LossCheck(posed.Title, null, slopes.ToImmutable());
    }

    /// <summary>A walk downhill; a loss without a formula walks by its measured gradient.</summary>
    public static Result<LossDescent> Descent(Posed posed, WalkPlan plan, Action<Problem> note) =>
        from start in posed.Point is { } given ? given : (Result<double[]>)NoPoint(posed)
        let way = plan.Method ?? (plan.Rate is { } rate ? $"gd(lr={NumberText.Of(rate)})" : "gd")
        from method in MethodText.Parse(way).Else(p => p.Within(way))
        from walked in Walked(posed, start, method, plan, note)
        select walked;

    private static Result<LossDescent> Walked(Posed posed, double[] start, Method method, WalkPlan plan, Action<Problem> note)
    {
        var numeric = plan.Numeric;
        if (numeric && !posed.Engine.IsOwn)
            return Problem.Input(
                "GDS0043",
                $"the engine {posed.Engine.Name} derives, and a measured gradient is asked for",
                "leave out one of them"
            );
        if (!posed.Formula(start).Is(out var loss, out var problem) && !numeric)
        {
            if (!posed.Engine.IsOwn)
                return problem;
            note(Instead(posed, problem));
            numeric = true;
        }
        if (loss is not null && Evaluation.At(loss, start).Problem is { } trouble)
            return trouble;
        if (!Answering(posed, loss, start, numeric ? plan.Width : null).Is(out var oracle, out problem))
            return problem;
        if (Given(posed, start) is not null)
            loss = null; // of the start alone: nothing to show for the walk
        var partials = loss is null ? [] : Partials(posed, loss);
        var header = TraceHeader.Of(
            loss?.Infix ?? posed.Title,
            posed.Parameters,
            partials,
            oracle,
            start,
            method,
            Bessels.VersionFor(loss)
        );
        var (trace, run) = Trace.Of(header, oracle, start, method, plan.Stops, plan.Detail);
        foreach (var warning in run.Warnings)
            note(Problem.Input("GDS7010", warning.Sentence(trace.Header.ElementNames).TrimEnd('.')));
        Noted(Doubts(posed), note);
        if ((oracle as LossOracle)?.Trouble is { } broken)
            return broken;
        return new LossDescent(trace, run);
    }

    /// <summary>Who answers the walk: by difference quotients of a width, by another engine, or by ours.</summary>
    private static Result<Oracle> Answering(Posed posed, Formula? loss, double[] start, double? width)
    {
        if (width is { } h)
            return Oracle.Numeric(start.Length, posed.Value, h);
        if (posed.Engine.IsOwn || loss is null)
            return posed.Exact();
        return from gradient in posed.Gradient(loss, start)
            let both = Kernel.For(gradient)
            select Oracle.Claimed(
                start.Length,
                posed.Value,
                (x, slopes) =>
                {
                    Interrupt.Check();
                    return both.ValueAndGradient(x, slopes);
                },
                posed.Engine.Name
            );
    }

    private static IEnumerable<string> Partials(Posed posed, Formula loss)
    {
        var partials = posed.Engine.Partials(loss, posed.Used).OrThrow();
        return partials.Roots.Select(r => Printer.Infix(partials, r));
    }

    /// <summary>The refusal, and what is done instead.</summary>
    private static Problem Instead(Posed posed, Problem problem) =>
        problem with
        {
            What = problem.What,
            Hint = $"the gradient of '{posed.Title}' is measured instead",
        };

    /// <summary>A formula that was not quite the loss is never used without a word.</summary>
    private static ImmutableArray<Problem> Doubts(Posed posed) => posed.Doubt() is { } doubt ? [doubt] : [];

    private static ImmutableArray<Problem> Noted(ImmutableArray<Problem> notes, Action<Problem> note)
    {
        foreach (var one in notes)
            note(one);
        return notes;
    }

    public static Problem NoPoint(Posed posed) =>
        Problem.Input(
            "GDS0131",
            "a point is missing",
            $"add at: \"{string.Join(", ", posed.Parameters.Take(4).Select(p => p.Name + "=…"))}\""
        );
}

/// <summary>How a script wants to walk.</summary>
/// <param name="Method">The method as text; null for gd.</param>
/// <param name="Rate">The rate of gd.</param>
/// <param name="Stops">When to end.</param>
/// <param name="Numeric">Walk by the measured gradient.</param>
/// <param name="Width">The width of its difference quotients.</param>
/// <param name="Detail">Which points the trace keeps.</param>
internal sealed record WalkPlan(string? Method, double? Rate, Stops Stops, bool Numeric, double Width, Detail Detail);
