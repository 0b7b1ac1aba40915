using System.Collections.Immutable;
using GdScript.Algebra;
using GdScript.Cli.Walking;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Numerics;
using GdScript.Scripting;
using GdScript.Scripting.Losses;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>
/// A loss of a script over the flat points of the parameters that <c>--set</c> leaves open. Its compiled method is the numeric
/// truth; its formula is the one recorded around a point, and another point may have another one.
/// </summary>
internal sealed class ScriptTarget
{
    private readonly BoundLoss loss;
    private readonly ImmutableArray<Given> constants;
    private readonly double[] template;
    private readonly int[] open;

    private readonly Func<Exception, Problem>? failure;
    private readonly WrittenGradient? written;
    private readonly bool climbed;

    private ScriptTarget(
        BoundLoss loss,
        Formula signature,
        ImmutableArray<Given> constants,
        double[] template,
        int[] open,
        Func<Exception, Problem>? failure,
        WrittenGradient? written,
        bool climbed = false
    ) =>
        (this.loss, Signature, this.constants, this.template, this.open, this.failure, this.written, this.climbed) = (
            loss,
            signature,
            constants,
            template,
            open,
            failure,
            written,
            climbed
        );

    /// <summary>The same with minus the loss: value, formula and slopes.</summary>
    public ScriptTarget Climbed() => new(loss, Signature, constants, template, open, failure, written, climbed: !climbed);

    /// <summary>A formula with the open parameters and nothing else: for reading points.</summary>
    public Formula Signature { get; }

    /// <summary>Why the loss was not even compiled for recording; empty when only a recording can tell.</summary>
    public ImmutableArray<Problem> Refusals => loss.Loss.Problems;

    /// <summary>
    /// A refusal to record leaves the compiled loss to be measured; a loss that reads no parameter, or that throws, has nothing to
    /// measure.
    /// </summary>
    public static bool CanDoWithout(Problem refusal) => refusal.Kind == ProblemKind.Input && refusal.Id != "GDS1020";

    /// <summary>What to call the loss where it has no formula.</summary>
    public string Title => (climbed ? "-" : "") + loss.Loss.Title;

    /// <summary>What showed only at other points than the one that <paramref name="said"/> speaks of.</summary>
    public IEnumerable<Problem> OnTheWay(ImmutableArray<Problem> said)
    {
        if (loss.Crowded is { } crowded)
            yield return crowded;
        if (loss.Doubt is { } doubt && !said.Any(n => n.Id == doubt.Id))
            yield return doubt;
    }

    /// <param name="loss">The loss with its shapes.</param>
    /// <param name="constants">What <c>--set</c> fixes.</param>
    /// <param name="text">What an exception of the loss says, and the gradient beside it.</param>
    public static Result<ScriptTarget> Of(BoundLoss loss, ImmutableArray<Given> constants, LossText text) =>
        from named in Named(constants, loss.Signature)
        from signature in Substitute.Fix(loss.Signature, named)
        from written in text.Written is { } given
            ? WrittenGradient.Of(given, loss).Select(w => (WrittenGradient?)w)
            : (WrittenGradient?)null
        let known = named.ToDictionary(g => g.Name, g => g.Value.Data, StringComparer.Ordinal)
        select new ScriptTarget(loss, signature, named, Template(loss, known), Open(loss, known), text.Failure, written);

    /// <summary>The loss as compiled.</summary>
    /// <exception cref="ProblemException">The loss throws.</exception>
    public double Value(ReadOnlySpan<double> point)
    {
        try
        {
            return Signed(loss.Value(Whole(point)));
        }
        catch (ScriptStopped)
        {
            throw new OperationCanceledException();
        }
        catch (Exception e) when (failure is not null && e is not OperationCanceledException)
        {
            throw new ProblemException(failure(e));
        }
    }

    /// <summary>The script brings a gradient written by hand beside its loss.</summary>
    public bool IsWritten => written is not null;

    /// <summary>The gradient written by hand, toward the open parameters.</summary>
    /// <exception cref="ProblemException">The method throws, or gives another count of numbers.</exception>
    public void Written(ReadOnlySpan<double> point, Span<double> slopes)
    {
        var all = new double[template.Length];
        try
        {
            written!.At(Whole(point), all);
        }
        catch (Exception e) when (failure is not null && e is not (OperationCanceledException or ProblemException))
        {
            throw new ProblemException(failure(e));
        }
        for (var i = 0; i < open.Length; i++)
            slopes[i] = Signed(all[open[i]]);
    }

    /// <summary>The formula recorded around a point, with what the reader of it should know.</summary>
    public Result<Recorded> At(ReadOnlySpan<double> point) =>
        from traced in loss.At(Whole(point))
        from formula in constants.IsEmpty ? traced.Formula : Substitute.Fix(traced.Formula, constants)
        select new Recorded(climbed ? Climb.Minus(formula) : formula, traced.Notes, traced.Guards.IsEmpty);

    private double Signed(double x) => climbed ? -x : x;

    /// <summary>Exact slopes, recorded anew where a branch comes out otherwise.</summary>
    public Oracle Exact() => constants.IsEmpty && !climbed ? loss.Oracle() : new Pinned(this, loss.Oracle());

    /// <summary>Slopes measured on the compiled loss.</summary>
    public Oracle Numeric(double h, DifferenceKind kind) => Oracle.Numeric(open.Length, Value, h, kind);

    /// <summary>A point to record around where none was given: ordinary numbers, no two alike, near one.</summary>
    public double[] Ordinary() => [.. Enumerable.Range(0, open.Length).Select(i => 0.75 + 0.5 * Fraction((i + 1) * 0.6180339887498949))];

    private static double Fraction(double x) => x - Math.Floor(x);

    /// <summary>The point of all parameters.</summary>
    private double[] Whole(ReadOnlySpan<double> point)
    {
        var whole = template.ToArray();
        for (var i = 0; i < open.Length; i++)
            whole[open[i]] = point[i];
        return whole;
    }

    private static Result<ImmutableArray<Given>> Named(ImmutableArray<Given> constants, Formula signature) =>
        PointText
            .Shapes(constants, signature.Parameters.Select(p => p.Name))
            .Select(shapes => ImmutableArray.CreateRange(shapes.Keys.Zip(constants, (name, given) => given with { Name = name })));

    private static double[] Template(BoundLoss loss, Dictionary<string, ImmutableArray<double>> known) =>
        [.. loss.Parameters.SelectMany(p => known.GetValueOrDefault(p.Name, [.. new double[p.Shape.Count]]))];

    private static int[] Open(BoundLoss loss, Dictionary<string, ImmutableArray<double>> known)
    {
        var open = loss.Parameters.SelectMany(p => Enumerable.Repeat(!known.ContainsKey(p.Name), p.Shape.Count));
        return [.. open.Index().Where(e => e.Item).Select(e => e.Index)];
    }

    /// <summary>The slopes toward the open parameters alone.</summary>
    private sealed class Pinned(ScriptTarget target, Oracle whole) : Oracle
    {
        private readonly double[] slopes = new double[target.template.Length];

        public override int Size => target.open.Length;
        public override string Text => whole.Text;
        public override Evaluations GradientCost => whole.GradientCost;

        public override double Value(ReadOnlySpan<double> x) => target.Signed(whole.Value(target.Whole(x)));

        public override double ValueAndGradient(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var value = whole.ValueAndGradient(target.Whole(x), slopes);
            for (var i = 0; i < gradient.Length; i++)
                gradient[i] = target.Signed(slopes[target.open[i]]);
            return target.Signed(value);
        }
    }
}

/// <summary>What was recorded around a point.</summary>
/// <param name="Loss">The formula.</param>
/// <param name="Notes">What its reader should know.</param>
/// <param name="Everywhere">No branch depends on the parameters: the formula is the loss at every point.</param>
internal sealed record Recorded(Formula Loss, ImmutableArray<Problem> Notes, bool Everywhere);
