using System.Diagnostics;

namespace GdScript.Descent;

/// <summary>Which value was not finite.</summary>
public enum NotFinite
{
    Loss,
    Gradient,
    Point,
}

/// <summary>
/// Why a run ended, with the numbers that made it end. The same value is a warning when the run was told to go on.
/// </summary>
/// <param name="Step">The step at whose point it showed.</param>
public abstract record Stop(long Step)
{
    /// <summary>The steps asked for are made.</summary>
    /// <param name="Step">The step it ended at.</param>
    /// <param name="Count">How many steps this run made.</param>
    /// <param name="Limit">True when nobody asked for this many: it is only the limit.</param>
    public sealed record Steps(long Step, long Count, bool Limit) : Stop(Step);

    /// <summary>The gradient is as short as was asked for.</summary>
    public sealed record Flat(long Step, double GradientNorm, double Tolerance) : Stop(Step);

    /// <summary>A step changed no bit of the point and of the method's memory, so none ever will.</summary>
    public sealed record Unchanged(long Step, double GradientNorm) : Stop(Step);

    /// <summary>A value is NaN or infinite.</summary>
    /// <param name="Step">The step at whose point it showed.</param>
    /// <param name="What">Which value.</param>
    /// <param name="Element">Its place in the gradient or the point; 0 for the loss.</param>
    /// <param name="Value">NaN, Infinity or −Infinity.</param>
    public sealed record NonFinite(long Step, NotFinite What, int Element, double Value) : Stop(Step);

    /// <summary>The loss rose far above the best: loss &gt; best + 1000·max(1, |first loss|).</summary>
    public sealed record Diverged(long Step, double Loss, double Best, double First) : Stop(Step);

    /// <summary>The point grew tenfold within ten steps while the loss rose, above where the walk began.</summary>
    public sealed record Fled(long Step, double Length, double LengthBefore, double Loss, double LossBefore) : Stop(Step);

    /// <summary>The caller asked to stop.</summary>
    public sealed record Interrupted(long Step) : Stop(Step);

    /// <summary>The method is done: what its model still promises is lost in rounding, or its own tolerance is met.</summary>
    /// <param name="Step">The step at whose point it showed.</param>
    /// <param name="GradientNorm">‖gradient‖₂ there.</param>
    /// <param name="Promise">How much lower the method thinks the loss can get.</param>
    public sealed record Converged(long Step, double GradientNorm, double Promise) : Stop(Step);

    /// <summary>The method finds no lower point along its way, though the slope says there is one.</summary>
    /// <param name="Step">The step at whose point it showed.</param>
    /// <param name="GradientNorm">‖gradient‖₂ there.</param>
    /// <param name="How">What failed: a line search, a radius.</param>
    public sealed record Stuck(long Step, double GradientNorm, string How) : Stop(Step);

    /// <summary>The gradient is 0, and yet there is a way down: the Hessian has a negative eigenvalue.</summary>
    public sealed record Saddle(long Step, double GradientNorm, double Eigenvalue) : Stop(Step);

    /// <summary>The gradient is 0 and so is the Hessian: whether this is a minimum, nothing here can say.</summary>
    public sealed record Plateau(long Step, double GradientNorm, double Curvature) : Stop(Step);

    /// <summary>The loss is as low as was asked for.</summary>
    public sealed record Target(long Step, double Loss, double Wanted) : Stop(Step);

    /// <summary>The last step is as short as was asked for.</summary>
    public sealed record Short(long Step, double Length, double Tolerance) : Stop(Step);

    /// <summary>Ten steps changed the loss by as little as was asked for.</summary>
    public sealed record Level(long Step, double Change, double Tolerance) : Stop(Step);

    /// <summary>So many steps brought no new best loss.</summary>
    public sealed record NoProgress(long Step, long Patience, double Best, long BestStep) : Stop(Step);

    /// <summary>So many epochs brought no lower loss where the walk is judged.</summary>
    /// <param name="Step">The step it ended at.</param>
    /// <param name="What">Which loss judges: <c>held-out loss</c>.</param>
    /// <param name="Epochs">How many epochs.</param>
    /// <param name="Best">The lowest it was.</param>
    /// <param name="BestStep">The step where.</param>
    public sealed record Unimproved(long Step, string What, long Epochs, double Best, long BestStep) : Stop(Step);

    /// <summary>The loss was asked for as often as was allowed.</summary>
    public sealed record Asked(long Step, long Count, long Most) : Stop(Step);

    /// <summary>The time allowed is over.</summary>
    public sealed record OutOfTime(long Step, double Seconds) : Stop(Step);

    /// <summary>The rate fell below the least one asked for.</summary>
    public sealed record RateBelow(long Step, double Rate, double Least) : Stop(Step);

    /// <summary>Point and memory are those of an earlier step, so everything repeats from here on.</summary>
    public sealed record Cycle(long Step, long Length, double Best) : Stop(Step);

    /// <summary>The reason as programs read it.</summary>
    public string Name =>
        this switch
        {
            Steps => "steps",
            Flat => "gradient",
            Unchanged => "unchanged",
            NonFinite => "nonfinite",
            Diverged or Fled => "diverged",
            Interrupted => "interrupted",
            Converged => "converged",
            Stuck => "stuck",
            Saddle => "saddle",
            Plateau => "plateau",
            Target => "target",
            Short => "step",
            Level => "loss",
            NoProgress or Unimproved => "patience",
            Asked => "evaluations",
            OutOfTime => "time",
            RateBelow => "rate",
            Cycle => "cycle",
            _ => throw new UnreachableException(),
        };

    /// <summary>True when the walk did what was asked of it, false when something went wrong on the way.</summary>
    public bool Well => this is not (NonFinite or Diverged or Fled or Interrupted or Stuck);

    /// <summary>A loss below this, −1e15, has hardly a least value: nobody means numbers like that.</summary>
    internal const double Bottomless = -1e15;

    /// <summary>A method decides before its last step; what is told is the gradient behind it, which the trace shows there.</summary>
    internal Stop At(double gradientNorm) =>
        this switch
        {
            Converged c => c with { GradientNorm = gradientNorm },
            Plateau p => p with { GradientNorm = gradientNorm },
            Stuck s => s with { GradientNorm = gradientNorm },
            _ => this,
        };

    /// <summary>The reason in one sentence.</summary>
    /// <param name="names">The names of the numbers of a point; without them they are counted from 0.</param>
    public string Sentence(IReadOnlyList<string>? names = null) =>
        this switch
        {
            Steps { Limit: false } s => $"Made {Times(s.Count)}, as asked.",
            Steps s => $"Still moving after {Times(s.Count)}, the limit when no number of steps is given.",
            Flat s => $"The gradient's length {Digits.Of(s.GradientNorm)} is within {Digits.Of(s.Tolerance)} {After(Step)}.",
            Unchanged { GradientNorm: 0 } => $"At rest {After(Step)}: the gradient is 0 and a step changes nothing any more.",
            Unchanged s =>
                $"At rest {After(Step)}: the gradient's length is {Digits.Of(s.GradientNorm)}, but a step is too small to change any digit of the point.",
            NonFinite s => $"{Subject(s, names)} is {Digits.Of(s.Value)} {After(Step)}.",
            Diverged s =>
                $"Diverging: the loss {Digits.Of(s.Loss)} {After(Step)} is far above the best, {Digits.Of(s.Best)}; try a smaller rate.",
            Fled s =>
                $"Diverging: within ten steps the point grew from length {Digits.Of(s.LengthBefore)} to {Digits.Of(s.Length)} and the loss from {Digits.Of(s.LossBefore)} to {Digits.Of(s.Loss)}, {After(Step)}; try a smaller rate.",
            Interrupted => $"Interrupted {After(Step)}.",
            Converged s =>
                $"Converged {After(Step)}: the gradient's length is {Digits.Of(s.GradientNorm)}, and the loss can fall by no more than about {Digits.Of(Math.Max(0, s.Promise))}.",
            Stuck s => $"Stuck {After(Step)}: {s.How}, though the gradient's length is {Digits.Of(s.GradientNorm)}.",
            Saddle s =>
                $"At a saddle {After(Step)}: the gradient's length is {Digits.Of(s.GradientNorm)}, but the Hessian has the eigenvalue {Digits.Of(s.Eigenvalue)}, so there is a way down; try perturbed or auto.",
            Plateau s =>
                $"On a plateau {After(Step)}: the gradient's length is {Digits.Of(s.GradientNorm)} and no curvature is above {Digits.Of(s.Curvature)}, so nothing here says whether this is a minimum.",
            Target s => $"The loss {Digits.Of(s.Loss)} has reached {Digits.Of(s.Wanted)} {After(Step)}.",
            Short s => $"The last step, of length {Digits.Of(s.Length)}, is within {Digits.Of(s.Tolerance)} {After(Step)}.",
            Level s => $"Ten steps changed the loss by {Digits.Of(s.Change)}, within {Digits.Of(s.Tolerance)}, {After(Step)}.",
            NoProgress s =>
                $"No loss below {Digits.Of(s.Best)} (step {Digits.Of(s.BestStep)}) in the last {Times(s.Patience)}, {After(Step)}.",
            Unimproved s =>
                $"No {s.What} below {Digits.Of(s.Best)} (step {Digits.Of(s.BestStep)}) in the last {InEpochs(s.Epochs)}, {After(Step)}.",
            Asked s => $"The loss was asked for {Digits.Of(s.Count)} times, the limit being {Digits.Of(s.Most)}, {After(Step)}.",
            OutOfTime s => $"The time allowed, {Digits.Of(s.Seconds)} s, is over {After(Step)}.",
            RateBelow s => $"The rate {Digits.Of(s.Rate)} fell below {Digits.Of(s.Least)} {After(Step)}.",
            Cycle s =>
                $"Going round in circles {After(Step)}: every {Times(s.Length)} the walk is where it was, to the last bit; the best loss is {Digits.Of(s.Best)}.",
            _ => throw new UnreachableException(),
        };

    private static string Subject(NonFinite s, IReadOnlyList<string>? names)
    {
        var element = names is null ? $"number {Digits.Of(s.Element)}" : names[s.Element];
        return s.What switch
        {
            NotFinite.Loss => "The loss",
            NotFinite.Gradient => $"The slope along {element}",
            NotFinite.Point => $"The point's {element}",
        };
    }

    private static string After(long step) => step == 0 ? "at the start" : "after " + Times(step);

    private static string InEpochs(long epochs) => epochs == 1 ? "epoch" : $"{Digits.Of(epochs)} epochs";

    private static string Times(long steps) => steps == 1 ? "1 step" : $"{Digits.Of(steps)} steps";
}
