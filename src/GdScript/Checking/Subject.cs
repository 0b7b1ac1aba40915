using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;

namespace GdScript.Checking;

/// <summary>A loss under examination: how it is measured, and what is known of its derivatives.</summary>
internal abstract class Subject
{
    public required string[] Names { get; init; }

    public int Size => Names.Length;

    /// <summary>The loss itself.</summary>
    public required Loss Value { get; init; }

    /// <summary>The first tier.</summary>
    public required Probe First { get; init; }

    /// <summary>Twice the digits; null for a black box.</summary>
    public virtual Probe? Second => null;

    /// <summary>Twice the digits and the decimals as written; null where doubles hold all of them.</summary>
    public virtual Probe? Written => null;

    /// <summary>
    /// The terms of the loss that a coordinate moves, with twice the digits: a large term beside them hides their slope in its rounding.
    /// Null where it moves all or none.
    /// </summary>
    public virtual Probe? Moved(int i) => null;

    /// <summary>The formula; null for a black box.</summary>
    public virtual Formula? Formula => null;

    /// <summary>Our own derivations of the gradient; none for a black box.</summary>
    public required Derivation[] Derivations { get; init; }

    /// <summary>The loss along a line through the point, as a function of one number.</summary>
    public abstract Probe Line(double[] point, double[] direction);

    public static Subject Of(Formula loss) =>
        new Known(loss)
        {
            Names = [.. loss.ElementNames],
            Value = Kernel.For(loss.WithRoots(loss.Root)).Value,
            First = Probe.Of(loss),
            Derivations = [Derivation.Symbolic(loss), Derivation.Forward(loss)],
        };

    public static Subject Of(Loss loss, IEnumerable<string> names) =>
        new Box(loss)
        {
            Names = [.. names],
            Value = loss,
            First = Probe.Of(loss),
            Derivations = [],
        };

    private sealed class Known(Formula loss) : Subject
    {
        private Probe? second;
        private Probe? written;

        public override Formula Formula => loss;

        public override Probe Second => second ??= Probe.Fine(loss);

        private readonly Dictionary<int, Probe?> moved = [];

        public override Probe? Moved(int i)
        {
            var parameter = loss.Parameters.Length - 1;
            while (loss.OffsetOf(parameter) > i)
                parameter--;
            if (!moved.TryGetValue(parameter, out var probe))
                moved[parameter] = probe = OfTerms(parameter);
            return probe;
        }

        private bool DependsOn(int node, int parameter)
        {
            var live = loss.WithRoots(node).Reached();
            return Enumerable.Range(0, live.Length).Any(k => live[k] && loss.Nodes[k] is { Op: Op.Param } n && n.A == parameter);
        }

        private Probe? OfTerms(int parameter)
        {
            var terms = Terms.Of(loss, loss.Root);
            Term[] kept = [.. terms.Where(t => DependsOn(t.Node, parameter))];
            return kept.Length == 0 || kept.Length == terms.Count ? null : Probe.Fine(Terms.Sum(loss, kept));
        }

        public override Probe? Written => IsRounded ? written ??= Probe.Written(loss) : null;

        private bool IsRounded =>
            loss.Constants.Any(c => c.IsFinite && Number.Of(c.ToDouble()) != c) || loss.Nodes.Any(n => n.Op is Op.Pi or Op.E);

        public override Probe Line(double[] point, double[] direction) => Probe.Line(loss, point, direction);
    }

    private sealed class Box(Loss loss) : Subject
    {
        public override Probe Line(double[] point, double[] direction) => Probe.Line(loss, point, direction);
    }
}
