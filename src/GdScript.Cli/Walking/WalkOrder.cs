using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using GdScript.Scripting.Globals;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Cli.Walking;

/// <summary>A walk as it was ordered, on the command line or by a program.</summary>
/// <param name="Question">The loss and the point to start from.</param>
/// <param name="Method">How to walk.</param>
/// <param name="Stops">When to end.</param>
/// <param name="Numeric">How the gradient is measured; null for the exact one.</param>
/// <param name="Width">The width of the difference quotients.</param>
/// <param name="Detail">Which points the trace keeps.</param>
/// <param name="Watchman">Checks the gradient; null when it is not to be checked.</param>
/// <param name="Claim">A gradient to walk with instead of the derived one.</param>
/// <param name="Machine">What runs loss and gradient; null for the kernel that finds its own way.</param>
internal sealed record WalkOrder(
    Question Question,
    Method Method,
    Stops Stops,
    DifferenceKind? Numeric,
    double Width,
    Detail Detail,
    Machine? Machine = null,
    Watchman? Watchman = null,
    Claim.Formulas? Claim = null
)
{
    /// <summary>Which rows of data each step sees; null for all of them.</summary>
    public RowOrder? Rows { get; init; }

    /// <summary>What walks on all the same, as the one who asks writes it.</summary>
    public string Unchecked { get; init; } = "--no-check";

    /// <summary>True where <see cref="Question"/> is about minus the loss, because it is to be climbed.</summary>
    public bool Climbs { get; init; }

    /// <summary>
    /// Walks. A start where the loss or its gradient is not finite is a problem; what happens later stands in the trace.
    /// </summary>
    /// <param name="cancel">Ends the walk at the next point.</param>
    /// <param name="keeper">Makes the walk; null for one that nobody keeps or looks at.</param>
    public Result<(Trace Trace, Run Run)> Go(CancellationToken cancel, IWalks? keeper = null) =>
        from loss in Losses.Scalar(Question.Loss).Else(Question.Naming)
        from start in Question.IsOpaque ? Question.Computed() : GradCommand.Values(Question, Numeric, Width).Select(_ => true)
        from machine in Results.When(
            Question.IsEverywhere || Machine is null || Machine.Choice == KernelChoice.Auto,
            Machine,
            () =>
                Question.Naming(
                    Problem.Input(
                        "GDS0071",
                        "the loss has other formulas elsewhere, and --kernel runs one",
                        "leave out --kernel, or write the branches as c ? a : b"
                    )
                )
        )
        from held in Held(loss)
        from walked in Walked(loss, keeper, Watchman?.Watching(cancel) ?? cancel)
        select walked;

    /// <summary>The start, unless a gradient is proven wrong there.</summary>
    private Result<Formula> Held(Formula loss) =>
        Watchman is not { } watchman ? loss
        : watchman.Every > 0 && !Inspector.HasWork(this)
            ? Problem.Input("GDS0043", "--check-every looks at a gradient, and this walk measures its own", "leave out --check-every")
        : Inspection(loss).At(Question.Point, "at the start") is { } problem ? problem
        : loss;

    private Inspector Inspection(Formula loss) => new(this, loss, Rows is { Varies: true } ? Both(loss) : Oracle(loss).ValueAndGradient);

    private Result<(Trace, Run)> Walked(Formula loss, IWalks? keeper, CancellationToken cancel)
    {
        var inspection = new Lazy<Inspector>(() => Inspection(loss));
        var oracle = Watchman?.Watched(Oracle(loss), (x, where) => inspection.Value.At(x, where)) ?? Oracle(loss);
        var header = TraceHeader.Of(
            Question.IsOpaque ? Question.Script!.Title : Printer.Infix(loss, loss.Root),
            loss.Parameters,
            Question.IsOpaque ? [] : Partials(loss),
            oracle,
            Question.Point,
            Method,
            Bessels.VersionFor(loss)
        ) with
        {
            Rows = Rows?.Text ?? "",
            More = [.. HeaderFacts.Of(this)],
        };
        return keeper?.Walk(header, oracle, Question.Point!, Method, Stops, Detail, cancel)
            ?? Trace.Of(header, oracle, Question.Point, Method, Stops, Detail, cancel);
    }

    /// <summary>True where the loss is one formula everywhere, so that its curvature can be derived.</summary>
    public bool HasFormula => !Question.IsOpaque && Question.IsEverywhere;

    /// <summary>True where the loss is computed in a moment, so that it can still be asked for when an answer is urgent.</summary>
    public bool IsCheap => HasFormula && Effort.Of(Question.Loss) < 1e6;

    /// <summary>What the walk has to say about itself; null where there is nothing to explain.</summary>
    public Explained? Diagnosed(Run run) => Walking.Explained.Of(this, Whole(run), () => Oracle(Question.Loss));

    /// <summary>The losses over all rows to learn from and over those held out, at the end; null where every step saw all of them.</summary>
    public Learned? Learned(Run run) => Rows?.Learned(run, Oracle(Question.Loss));

    /// <summary>The run with the losses of all rows to learn from, where it saw only some or was judged by others.</summary>
    private Run Whole(Run run)
    {
        if (Learned(run) is not { } learned)
            return run;
        var (state, best) = (run.State, run.Best with { Loss = learned.BestLoss });
        return run with { State = state with { Last = state.Last with { Loss = learned.Loss }, Best = best, Examined = best } };
    }

    private Oracle Oracle(Formula loss)
    {
        if (Question.Script is { } script && (Numeric is not null || !Question.IsEverywhere))
            return Numeric is { } measured ? script.Numeric(Width, measured) : script.Exact();
        var machine = Machine ?? Machine.Auto;
        if (Rows is { Varies: true } rows)
            return Curved(
                loss,
                new BatchOracle(loss, rows.Training, rows.Batching.Size, rows.Seed, Gradient(loss), machine.ThreadsFor(loss))
            );
        var value = machine.Of(loss.WithRoots(loss.Root));
        return Numeric is { } kind
            ? GdScript.Descent.Oracle.Numeric(loss.PointSize, x => value(x, []), Width, kind)
            : Curved(
                loss,
                GdScript.Descent.Oracle.Claimed(
                    loss.PointSize,
                    x => value(x, []),
                    Both(loss),
                    Claim is not null ? "claimed"
                        : Question.Engine.IsOwn ? "exact"
                        : Question.Engine.Name
                )
            );
    }

    /// <summary>The loss with its derived gradient, or with the claimed one.</summary>
    private LossAndGradient Both(Formula loss)
    {
        if (Claim is null)
            return (Machine ?? Machine.Auto).Of(Gradient(loss));
        var (value, claimed) = (Kernel.For(loss.WithRoots(loss.Root)), Kernel.For(Claim.Partials));
        return (x, gradient) =>
        {
            claimed.Run(x, gradient);
            return value.Value(x);
        };
    }

    /// <summary>The gradient by the engine that was asked for; it has said yes before the walk began.</summary>
    private Formula Gradient(Formula loss) => Question.Engine.Gradient(loss, Question.Used).OrThrow();

    /// <summary>With second derivatives, derived when they are first asked for, where a point has not too many numbers.</summary>
    private Oracle Curved(Formula loss, Oracle oracle)
    {
        var threads = (Machine ?? Machine.Auto).ThreadsFor(loss);
        var hessian = new Lazy<Kernel>(() => Kernel.For(Question.Engine.Hessian(loss, Question.Used).OrThrow()).OnThreads(threads));
        return loss.PointSize <= LargestCurved ? oracle.With((x, packed) => hessian.Value.Run(x, packed)) : oracle;
    }

    private const int LargestCurved = 100;

    private IEnumerable<string> Partials(Formula loss)
    {
        var partials = Claim?.Partials ?? Question.Engine.Partials(loss, Question.Used).OrThrow();
        return partials.Roots.Select(r => Printer.Infix(partials, r));
    }

    /// <summary>
    /// What to say about a walk that did not end well: where it went out of the finite numbers, the operation that left
    /// them, at the last point. Null for a walk that did what was asked.
    /// </summary>
    public Problem? Explained(Run run)
    {
        if (Watchman?.Found is { } wrong)
            return Question.Naming(wrong);
        if (run.Why.Well)
            return null;
        if (run.Why is not Stop.NonFinite)
            return Question.Naming(Problem.Numeric("GDS7011", run.Why.Sentence([.. Question.Loss.ElementNames]).TrimEnd('.')));
        var problem =
            Derived(run.Last.Point).SelectMany(gradient => Evaluation.At(gradient, run.Last.Point.AsSpan())).Problem
            ?? Problem.Numeric("GDS7090", "the walk left the numbers a double can hold");
        var hint = problem.Hint.Length > 0 ? problem.Hint : "try a smaller rate or another start";
        return Question.Naming(problem) with { Hint = hint };
    }

    /// <summary>The gradient as a formula around a point.</summary>
    private Result<Formula> Derived(ImmutableArray<double> point) =>
        Question.IsOpaque ? Question.Refusals[0] : Question.At([.. point]).Select(Calculus.Gradient.Of);

    /// <summary>
    /// Why a walk with a measured gradient may have ended where the exact one would not: the point grew so large that
    /// adding h changes nothing, both sides measure the same loss, and the slope reads 0. Null where no step was lost.
    /// </summary>
    public string? LostStep(Run run)
    {
        var point = run.Last.Point;
        if (run.Why is Stop.Interrupted)
            return null;
        var lost = Enumerable.Range(0, point.Length).Where(i => point[i] + Width == point[i] || point[i] - Width == point[i]).ToArray();
        if (Numeric is null || Question.IsOpaque || lost.Length == 0 || !double.IsFinite(point[lost[0]]))
            return null;
        if (!Derived(point).Is(out var gradient, out _))
            return null;
        var (name, x) = (Question.Loss.ElementNames.ElementAt(lost[0]), Math.Abs(point[lost[0]]));
        var exact = new double[point.Length];
        Kernel.For(gradient).ValueAndGradient(point.AsSpan(), exact);
        return $"the measured gradient has lost its step: at {name} = {NumberText.Of(point[lost[0]])} neighbouring doubles are "
            + $"{NumberText.Of(Math.BitIncrement(x) - x)} apart, so adding h = {NumberText.Of(Width)} changes nothing and the slope reads 0; "
            + $"the exact slope toward {name} is {NumberText.Of(exact[lost[0]])} there, and '--gradient exact' walks on";
    }
}
