using System.Runtime.CompilerServices;
using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>How much a recording may do before it is given up.</summary>
/// <param name="Nodes">Nodes of the graph.</param>
/// <param name="Steps">Statements passed and operations done, on constants too when they leave no node.</param>
public readonly record struct Limits(int Nodes, long Steps)
{
    /// <summary>A million nodes, and a hundred million steps: a second or two of endless work.</summary>
    public static Limits Default => new(1_000_000, 100_000_000);
}

/// <summary>A condition on the parameters that decided which way the loss went: the formula holds where it comes out the same.</summary>
/// <param name="Node">The node of the condition; it is true when its value is not 0.</param>
/// <param name="Taken">How it came out at the point of the recording.</param>
/// <param name="Place">The number of the span it stands at.</param>
/// <param name="Silent">True for a condition of ours, inside a function of the library: nothing the user wrote as a branch.</param>
public readonly record struct Guard(int Node, bool Taken, int Place, bool Silent);

/// <summary>
/// Writes down what a twin does to its arguments, as nodes of a sketch. A constant leaves no trace until it meets a value
/// that depends on a parameter. Every value is known at the point of the recording, for the guards.
/// </summary>
public sealed partial class Recorder
{
    [ThreadStatic]
    private static Recorder? current;

    private static int lastStamp;

    private readonly Sketch sketch = new(1024);
    private readonly Dictionary<long, int> constants = [];
    private readonly List<int> places = [];
    private readonly List<Guard> guards = [];
    private readonly HashSet<int> guarded = [];
    private readonly Limits limits;
    private readonly bool rowsAllowed;
    private long steps;

    private Recorder(Limits limits, bool rowsAllowed) => (this.limits, this.rowsAllowed) = (limits, rowsAllowed);

    /// <summary>Tells the values of this recording from those of another one: they may not mix.</summary>
    internal int Stamp { get; } = Interlocked.Increment(ref lastStamp);

    /// <summary>The span the twin is at.</summary>
    internal int Place { get; set; } = -1;

    /// <summary>The recording that runs on this thread.</summary>
    /// <exception cref="TraceError">GDS2004: there is none, the loss works on another thread.</exception>
    internal static Recorder Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => current ?? throw NoRecording();
    }

    /// <summary>Runs a loss once with recording arguments.</summary>
    /// <param name="loss">The twin.</param>
    /// <param name="parameters">What the loss takes; a point gives their elements one after the other.</param>
    /// <param name="point">Where the conditions are decided.</param>
    /// <param name="limits">How much it may do.</param>
    /// <param name="rows">Whether reductions over rows of constants become one formula for all rows.</param>
    /// <exception cref="TraceError">The loss cannot be recorded.</exception>
    /// <exception cref="RowsLeak">It can, but only without <paramref name="rows"/>.</exception>
    internal static Recording Record(
        Func<Arguments, Scalar> loss,
        IReadOnlyList<Parameter> parameters,
        ReadOnlySpan<double> point,
        Limits limits,
        bool rows = true
    )
    {
        var (outer, recorder) = (current, new Recorder(limits, rows));
        current = recorder;
        try
        {
            var arguments = new Arguments(recorder, parameters, point.ToArray());
            var value = loss(arguments);
            return recorder.Finish(value);
        }
        catch (Exception e) when (e is not (TraceError or RowsLeak))
        {
            throw new TraceError("GDS2000", recorder.Place, $"the loss throws {e.GetType().Name} here: {e.Message}");
        }
        finally
        {
            current = outer;
        }
    }

    /// <summary>A node <c>op(a)</c>, or the constant <paramref name="value"/> where a is one.</summary>
    internal static Scalar Unary(Op op, Scalar a, double value)
    {
        if (a.IsKnown)
            return new(value);
        var r = Current;
        return r.inNumbers ? r.Plain(value) : r.Made(new(op, Shape.Scalar, r.NodeOf(a)), value);
    }

    /// <summary>A node <c>op(a, b)</c>, or the constant <paramref name="value"/> where both are constants.</summary>
    internal static Scalar Binary(Op op, Scalar a, Scalar b, double value)
    {
        if (a.IsKnown && b.IsKnown)
            return new(value);
        var r = Current;
        return r.inNumbers ? r.Plain(value) : r.Made(new(op, Shape.Scalar, r.NodeOf(a), r.NodeOf(b)), value);
    }

    /// <summary>A node <c>fma(a, b, c)</c>, or the constant where all three are constants.</summary>
    internal static Scalar Fused(Scalar a, Scalar b, Scalar c)
    {
        var value = Math.FusedMultiplyAdd(a.Value, b.Value, c.Value);
        if (a.IsKnown && b.IsKnown && c.IsKnown)
            return new(value);
        var r = Current;
        return r.inNumbers ? r.Plain(value) : r.Made(new(Op.Fma, Shape.Scalar, r.NodeOf(a), r.NodeOf(b), r.NodeOf(c)), value);
    }

    /// <summary>A node of truth <c>op(a, b)</c>, or the constant where both are constants.</summary>
    internal static Cond Compare(Op op, Scalar a, Scalar b, bool holds)
    {
        if (a.IsKnown && b.IsKnown)
            return new(holds);
        var r = Current;
        return new(holds, r.inNumbers ? r.Plain(0) : r.Made(new(op, Shape.Scalar, r.NodeOf(a), r.NodeOf(b)), 0));
    }

    internal static Cond Combine(Op op, Cond a, Cond b, bool holds)
    {
        var r = Current;
        return new(holds, r.inNumbers ? r.Plain(0) : r.Made(new(op, Shape.Scalar, r.NodeOf(a), op == Op.Not ? -1 : r.NodeOf(b)), 0));
    }

    /// <summary>b where the condition holds, else c; a constant condition chooses at once.</summary>
    internal static Scalar Choice(Cond condition, Scalar b, Scalar c)
    {
        if (condition.IsKnown || b.SameAs(c))
            return condition.Holds ? b : c;
        var r = Current;
        if (r.inNumbers)
            return r.Plain(condition.Holds ? b.Value : c.Value);
        return r.Made(new(Op.Where, Shape.Scalar, r.NodeOf(condition), r.NodeOf(b), r.NodeOf(c)), condition.Holds ? b.Value : c.Value);
    }

    /// <summary>How a condition comes out here; a guard says that the formula holds only where it does so.</summary>
    internal static bool Branch(Cond condition, bool silent = false) =>
        condition.IsKnown ? condition.Holds : Current.Guarded(condition, silent);

    /// <summary>Passes a place of the script.</summary>
    internal void Step(int place)
    {
        Place = place;
        if (++steps > limits.Steps)
            throw Endless();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new TraceError(
                "GDS2001",
                place,
                "the loss calls itself too deeply to be recorded",
                "write the recursion as a loop, or check that it ends"
            );
    }

    /// <summary>The value of a node at the point of the recording is noted in what is returned.</summary>
    internal Scalar Made(in Node node, double value) => new(value, 1 + Add(node), Stamp);

    internal int NodeOf(Scalar a) => a.IsKnown ? Constant(a.Value) : NodeOf(a.Node, a.Stamp);

    internal int NodeOf(Cond a) => a.IsKnown ? Constant(a.Holds ? 1 : 0) : NodeOf(a.Node, a.Stamp);

    private int NodeOf(int node, int stamp) =>
        stamp != Stamp ? throw Stale()
        : node == NumberOnly ? throw new RowsLeak()
        : node - 1;

    /// <summary>A value of which only the number is kept.</summary>
    internal Scalar Plain(double value)
    {
        Count();
        return new(value, NumberOnly, Stamp);
    }

    /// <summary>The node of a parameter, of its own shape.</summary>
    internal int Parameter(Parameter parameter) => Noted(sketch.Param(parameter.Name, parameter.Shape));

    internal Scalar Element(int array, int i, int j, double value) => new(value, 1 + Noted(sketch.At(array, i, j)), Stamp);

    /// <summary>How many guards there are, to come back to by <see cref="Undo"/>.</summary>
    internal int Mark => guards.Count;

    /// <summary>Takes back the guards after a mark: those of a side that is not taken.</summary>
    /// <returns>Whether there were any.</returns>
    internal bool Undo(int mark)
    {
        var any = guards.Count > mark;
        for (; guards.Count > mark; guards.RemoveAt(guards.Count - 1))
            guarded.Remove(guards[^1].Node);
        return any;
    }

    private bool Guarded(Cond condition, bool silent)
    {
        Count();
        if (inNumbers)
            return condition.Holds;
        var node = NodeOf(condition);
        if (overColumns && (ReadsOf(node) & (Reads.Row | Reads.Carried)) != 0)
            throw new RowBranch();
        if (guarded.Add(node))
            guards.Add(new(node, condition.Holds, Place, silent));
        return condition.Holds;
    }

    private int Add(in Node node)
    {
        Count();
        return Noted(sketch.Add(node));
    }

    private int Constant(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        if (!constants.TryGetValue(bits, out var node))
            constants.Add(bits, node = Noted(sketch.Const(value)));
        return node;
    }

    /// <summary>New nodes belong to the place the twin is at.</summary>
    private int Noted(int node)
    {
        while (places.Count < sketch.Count)
            places.Add(Place);
        return sketch.Count <= limits.Nodes
            ? node
            : throw new TraceError(
                "GDS2003",
                Place,
                $"the recording grew past {limits.Nodes} nodes",
                "a loop over many rows or steps is unrolled: use fewer, or a sum over records (rows.Sum(r => ...)), or the numeric gradient"
            );
    }

    private void Count()
    {
        if (++steps > limits.Steps)
            throw Endless();
    }

    private Recording Finish(Scalar value)
    {
        var root = NodeOf(value);
        BindRows(root);
        var formula = sketch.Finish(root);
        return new(formula, [.. guards], [.. places], value.Value, steps) { Registered = RegisteredIn(formula) };
    }

    private TraceError Endless() =>
        new("GDS2002", Place, $"the recording did not end within {limits.Steps} steps", "check that every loop of the loss ends");

    private TraceError Stale() =>
        new(
            "GDS2005",
            Place,
            "a value of an earlier run of the loss is used again",
            "the loss keeps a value from one call to the next (a static field, a cache): compute it anew"
        );

    private static TraceError NoRecording() =>
        new("GDS2004", -1, "the loss works on another thread than the one it was called on", "write the loop without threads or tasks");
}
