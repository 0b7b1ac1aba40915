using GdScript.Graphs;

namespace GdScript.Checking;

/// <summary>Beyond the given points: others around them, and one in every arm of a choice that none of these entered.</summary>
internal sealed partial class Bench
{
    private readonly SortedDictionary<int, Failure> worst = [];
    private int tried;
    private int failures;
    private int undecided;
    private long surveyed;
    private double grain;

    /// <summary>A component that failed at a searched point.</summary>
    private sealed record Failure(double[] At, int Number, Examined One, Values[] Values)
    {
        /// <summary>How wrong, relative to the numbers; what is no number at all shows less of the mistake than a wrong one.</summary>
        public double Wrongness
        {
            get
            {
                var (claimed, slope) = (Values[0].At[One.Index].Value, Examiner.Seen(One.Measured.What).Value);
                var off = Math.Abs(claimed - slope) / Math.Max(Math.Abs(claimed), Math.Abs(slope));
                return double.IsNaN(off) ? -1 : off;
            }
        }
    }

    private Hunt Hunted(double[][] points)
    {
        var before = examiner.Evaluations;
        var around = new Around(subject, options);
        var searches = Searches(points[0]);
        foreach (var point in points)
        {
            searches.ForEach(s => s.Enter(point));
            foreach (var at in around.Points(point))
            {
                searches.ForEach(s => s.Enter(at));
                Inspect(at);
            }
        }
        var nearby = tried;
        foreach (var search in searches)
        foreach (var at in search.Missing())
            Inspect(at);
        foreach (var (at, number, one, values) in worst.Values.OrderBy(w => w.Number))
            Keep(at, number, one, values);
        var evaluations = surveyed + examiner.Evaluations - before + searches.Sum(s => s.Evaluations);
        return new(nearby, around.Skipped, failures, undecided, options.Seed, evaluations)
        {
            Entered = tried - nearby,
            NotEntered = searches.Sum(s => s.Missed),
        };
    }

    /// <summary>The choices of the loss, and those of the claim: either may be wrong in an arm of its own.</summary>
    private List<ArmSearch> Searches(double[] at)
    {
        if (subject.Formula is not { } loss)
            return [];
        Formula?[] formulas = [loss, samples.Claim?.Partials];
        return
        [
            .. formulas
                .Select(f => f is null ? null : Arms.Of(f, at))
                .OfType<Arms>()
                .Select(a => new ArmSearch(a, subject.Value, Check.WorkOf(loss) * loss.Data.Select(t => t.Count).DefaultIfEmpty(1).Max())),
        ];
    }

    private void Inspect(double[] at)
    {
        tried++;
        var values = Values(at, 0);
        samples.Add(at, values);
        if (at.Length > Around.Singly)
        {
            surveyed += surveyor.Beyond(
                at,
                values,
                (i, other) => Contradicts(values, i, other),
                i => Noted(at, examiner.One(at, i, values), values, isSmooth: true)
            );
            return;
        }
        var each = Together(at, values);
        var isSmooth = each.All(e => e.Measured.What is Measured.Smooth);
        foreach (var one in each)
        {
            Noted(at, one, values, isSmooth);
            if (subject.Formula is null && Examiner.Seen(one.Measured.What) is var slope && slope.Bar <= Precise * Math.Abs(slope.Value))
                samples.Add(at, values, one.Index, slope.Value);
        }
    }

    /// <summary>True when the component fails; of the failures of a component that is right at the given points the worst is kept.</summary>
    private bool Noted(double[] at, Examined one, Values[] values, bool isSmooth)
    {
        undecided += one.Verdict is Verdict.Inconclusive ? 1 : 0;
        // A constant claimed at a kink speaks of it alone.
        if (!one.Verdict.Fails || IsOfOnePoint(one.Index))
            return false;
        if (!double.IsFinite(values[0].At[one.Index].Value) && !(isSmooth && IsHole(at, one, values)))
            return false;
        if (IsWithinGrain(one, values))
        {
            undecided++;
            return false;
        }
        failures++;
        if (components.Any(c => c.Index == one.Index && c.Verdict.Fails && c.PointNumber < given))
            return true;
        var failure = new Failure(at, given + tried - 1, one, values);
        if (!worst.TryGetValue(one.Index, out var before) || failure.Wrongness > before.Wrongness)
            worst[one.Index] = failure;
        return true;
    }

    /// <summary>A black box that is rounded inside at a given point is so elsewhere, though it may not show there.</summary>
    private bool IsWithinGrain(Examined one, Values[] values) =>
        one.Measured.IsBox && Math.Abs(values[0].At[one.Index].Value - Examiner.Seen(one.Measured.What).Value) <= grain;

    /// <summary>
    /// A claim that is no number counts where the loss is smooth and defined all around and its derivative is a number, unless it
    /// is one in exact arithmetic and only left the range of doubles on the way.
    /// </summary>
    private bool IsHole(double[] at, Examined one, Values[] values)
    {
        var own = values.FirstOrDefault(v => v.Name == Derivation.SymbolicName)?.At[one.Index].Value ?? 0;
        if (!double.IsFinite(own) || !IsDefinedAround(at))
            return false;
        if (Partials is not { } derived || !Overflow.IsIn(derived, at))
            return true;
        undecided++;
        return false;
    }

    /// <summary>Of a box the measurement is the truth a diagnosis reads, where its bar is this part of it.</summary>
    private const double Precise = 1e-10;

    private const int MostBeside = 400;

    private bool IsDefinedAround(double[] at)
    {
        var dice = new Dice(options.Seed);
        for (var k = 0; k < Math.Min(4 * at.Length + 4, MostBeside); k++)
        {
            double[] beside = [.. at.Select((v, i) => v + Math.ScaleB(Math.Max(Math.Abs(v), 1), -20) * (2 * dice.Unit(5000 + k, i) - 1))];
            if (!double.IsFinite(subject.Value(beside)))
                return false;
        }
        return true;
    }
}
