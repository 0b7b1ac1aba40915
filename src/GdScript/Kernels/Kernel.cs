using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>How a kernel runs its formula.</summary>
public enum Tier
{
    /// <summary>The interpreter first, compiled code once a formula has shown that it is run often.</summary>
    Auto,

    /// <summary>Steps walked one by one: ready at once, any size.</summary>
    Interpreter,

    /// <summary>Machine code made for this formula; the interpreter where none can be made.</summary>
    Il,
}

/// <summary>
/// A formula you can run a billion times. Every tier gives the same bits (any NaN counts as NaN: which of the many bit
/// patterns it has is left open). Immutable to its users, safe from several threads, and without allocation once a thread
/// has run it.
/// </summary>
public sealed unsafe class Kernel
{
    private const int SmallWork = 512;

    /// <summary>After so many runs the time that compiling takes has been spent on interpreting.</summary>
    internal const int RunsBeforeCompiling = 2500;

    /// <summary>So many rows in one run are worth compiling for.</summary>
    internal const int RowsBeforeCompiling = 10_000;

    /// <summary>Compiling takes about 10 µs a node: beyond this many the pause would be longer than a person waits for.</summary>
    private const int LargestPromoted = 100_000;

    private readonly Schedule schedule;
    private readonly bool promotes;
    private volatile Engine engine;
    private int runs;
    private int compiling;

    /// <summary>How many numbers the gradient has; −1 for a formula whose first root is no scalar.</summary>
    private readonly int afterFirst;

    private Kernel(Formula formula, Tier tier)
    {
        schedule = Lowering.Of(formula);
        var hasRows = schedule.HasRows;
        promotes = tier == Tier.Auto && schedule.Nodes.Length <= LargestPromoted;
        PointSize = schedule.PointSize;
        ResultSize = schedule.ResultSize;
        FirstSize = schedule.Nodes[schedule.Roots[0]].Shape.Count;
        afterFirst = FirstSize == 1 ? ResultSize - 1 : -1;
        engine =
            hasRows ? RowsOf(formula, tier)
            : tier == Tier.Il && CanCompile ? Compile()
            : new Interpreter(Plan.Of(schedule));
    }

    private Kernel(Kernel other, RowEngine rows)
    {
        schedule = other.schedule;
        (PointSize, ResultSize, FirstSize) = (other.PointSize, other.ResultSize, other.FirstSize);
        (promotes, afterFirst) = (other.promotes, other.afterFirst);
        engine = rows;
    }

    private RowEngine RowsOf(Formula formula, Tier tier)
    {
        var rows = new RowEngine(RowPlan.Of(schedule), formula.Data.AsSpan());
        return tier == Tier.Il && CanCompile ? rows.Compiled() : rows;
    }

    /// <summary>A kernel for all roots of a formula. One over rows works on the data the formula is bound to.</summary>
    /// <exception cref="NotSupportedException">The formula has data columns without data, or a root with a value for every row.</exception>
    public static Kernel For(Formula formula, Tier tier = Tier.Auto) => new(formula, tier);

    /// <summary>How many numbers a point has.</summary>
    public int PointSize { get; }

    /// <summary>How many numbers all roots give together.</summary>
    public int ResultSize { get; }

    /// <summary>How the next run will be done: <see cref="Tier.Interpreter"/> or <see cref="Tier.Il"/>.</summary>
    public Tier Current => engine is Compiled or RowEngine { IsFused: true } ? Tier.Il : Tier.Interpreter;

    /// <summary>The same kernel over other rows: nothing is planned anew, and a formula without columns is itself.</summary>
    /// <param name="data">The tables by number, as <see cref="Formula.With"/> takes them.</param>
    /// <exception cref="NotSupportedException">A column is in none of the tables.</exception>
    public Kernel On(params ReadOnlySpan<Table> data) => engine is RowEngine rows ? new(this, rows.On(data)) : this;

    /// <summary>
    /// The same kernel with walks over more than 4,096 rows shared among up to that many threads (each run then allocates a
    /// little, and where outer products are summed, room for one such sum for each thread). Work is split by the number of the
    /// row and sums keep their order, so the bits are those of one thread.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public Kernel OnThreads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return engine is RowEngine rows ? new(this, rows.OnThreads(count)) : this;
    }

    private int FirstSize { get; }

    private static bool CanCompile => RuntimeFeature.IsDynamicCodeCompiled;

    /// <summary>Evaluates every root at a point. The two may be the same memory.</summary>
    /// <param name="point">The elements of all parameters, row-major, in the formula's order.</param>
    /// <param name="results">Receives the elements of all roots, row-major, one root after the other.</param>
    /// <exception cref="ArgumentException">A length is not <see cref="PointSize"/> or <see cref="ResultSize"/>.</exception>
    public void Run(ReadOnlySpan<double> point, Span<double> results)
    {
        Expect(point.Length, PointSize, nameof(point));
        Expect(results.Length, ResultSize, nameof(results));
        fixed (double* x = point)
        fixed (double* r = results)
            Execute(x, r, r + FirstSize, point.Overlaps(results));
    }

    /// <summary>The value of a formula with one scalar root.</summary>
    /// <exception cref="ArgumentException">The point has another length than <see cref="PointSize"/>.</exception>
    /// <exception cref="InvalidOperationException">The formula gives more than one number.</exception>
    public double Value(ReadOnlySpan<double> point)
    {
        double value;
        if (engine is Compiled { Alone: { } chunk } compiled && point.Length == PointSize && ResultSize == 1)
        {
            fixed (double* x = &MemoryMarshal.GetReference(point))
                chunk(x, compiled.Constants, null, &value, null);
            GC.KeepAlive(compiled);
            return value;
        }
        if (ResultSize != 1)
            throw new InvalidOperationException($"the formula gives {ResultSize} numbers, not one");
        Expect(point.Length, PointSize, nameof(point));
        fixed (double* x = point)
            Execute(x, &value, null, false);
        return value;
    }

    /// <summary>The scalar first root as the answer, all other roots into <paramref name="gradient"/>.</summary>
    /// <exception cref="ArgumentException">A length is not <see cref="PointSize"/>, or not <see cref="ResultSize"/> less one.</exception>
    /// <exception cref="InvalidOperationException">The first root is not a scalar.</exception>
    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double value;
        if (
            engine is Compiled { Alone: { } chunk } compiled
            && point.Length == PointSize
            && gradient.Length == afterFirst
            && !point.Overlaps(gradient)
        )
        {
            fixed (double* x = &MemoryMarshal.GetReference(point))
            fixed (double* g = &MemoryMarshal.GetReference(gradient))
                chunk(x, compiled.Constants, null, &value, g);
            GC.KeepAlive(compiled);
            return value;
        }
        return ValueAndGradientChecked(point, gradient);
    }

    /// <summary>With everything that a formula of arrays, rows or many chunks needs, and with words for what does not fit.</summary>
    private double ValueAndGradientChecked(ReadOnlySpan<double> point, Span<double> gradient)
    {
        if (FirstSize != 1)
            throw new InvalidOperationException($"the first root gives {FirstSize} numbers, not one");
        Expect(point.Length, PointSize, nameof(point));
        Expect(gradient.Length, ResultSize - 1, nameof(gradient));
        double value;
        fixed (double* x = point)
        fixed (double* g = gradient)
            Execute(x, &value, g, point.Overlaps(gradient));
        return value;
    }

    /// <summary>
    /// The same over some rows of the first table only, for mini-batches: <c>kernel.ValueAndGradient(x, g, new(96, 32))</c>
    /// is <c>kernel.On(table.Slice(96, 32)).ValueAndGradient(x, g)</c> bit for bit, and allocates nothing.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all there.</exception>
    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient, Window rows)
    {
        if (engine is not RowEngine)
            return ValueAndGradient(point, gradient);
        if (FirstSize != 1)
            throw new InvalidOperationException($"the first root gives {FirstSize} numbers, not one");
        Expect(point.Length, PointSize, nameof(point));
        Expect(gradient.Length, ResultSize - 1, nameof(gradient));
        double value;
        fixed (double* x = point)
        fixed (double* g = gradient)
            ExecuteOver(rows, x, &value, g, point.Overlaps(gradient));
        return value;
    }

    /// <summary>The value over some rows of the first table only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not all there.</exception>
    public double Value(ReadOnlySpan<double> point, Window rows)
    {
        if (engine is not RowEngine)
            return Value(point);
        if (ResultSize != 1)
            throw new InvalidOperationException($"the formula gives {ResultSize} numbers, not one");
        Expect(point.Length, PointSize, nameof(point));
        double value;
        fixed (double* x = point)
            ExecuteOver(rows, x, &value, null, false);
        return value;
    }

    private void ExecuteOver(Window rows, double* point, double* first, double* rest, bool overlap)
    {
        ((RowEngine)engine).Expect(rows);
        var running = (RowEngine)Ready(rows);
        var lent = Workspace.Take(running.WorkSize + PointSize);
        fixed (double* work = lent)
        {
            if (overlap)
                Arrays.Copy(work + running.WorkSize, point, PointSize);
            running.Run(overlap ? work + running.WorkSize : point, first, rest, work, rows);
        }
        Workspace.GiveBack(lent);
    }

    private void Execute(double* point, double* first, double* rest, bool overlap)
    {
        var running = engine is RowEngine over ? Ready(over.All) : engine;
        if (promotes && running is Interpreter && ++runs >= RunsBeforeCompiling)
            running = Promoted();
        var size = running.WorkSize + (overlap ? PointSize : 0);
        if (size == 0)
            running.Run(point, first, rest, null);
        else if (size <= SmallWork)
            ExecuteOnStack(running, point, first, rest, overlap);
        else
            ExecuteOnHeap(running, point, first, rest, overlap, size);
    }

    [SkipLocalsInit]
    private void ExecuteOnStack(Engine running, double* point, double* first, double* rest, bool overlap)
    {
        var work = stackalloc double[SmallWork];
        Execute(running, point, first, rest, work, overlap);
    }

    private void ExecuteOnHeap(Engine running, double* point, double* first, double* rest, bool overlap, int size)
    {
        var lent = Workspace.Take(size);
        fixed (double* work = lent)
            Execute(running, point, first, rest, work, overlap);
        Workspace.GiveBack(lent);
    }

    private void Execute(Engine running, double* point, double* first, double* rest, double* work, bool overlap)
    {
        if (overlap)
        {
            Arrays.Copy(work, point, PointSize);
            point = work;
            work += PointSize;
        }
        running.Run(point, first, rest, work);
    }

    /// <summary>The engine for a walk over these rows: compiled at once when there are many.</summary>
    private Engine Ready(Window window)
    {
        var rows = (RowEngine)engine;
        return promotes && !rows.IsFused && (++rows.Plan.Runs >= RunsBeforeCompiling || rows.MostRows(window) > RowsBeforeCompiling)
            ? Promoted()
            : rows;
    }

    /// <summary>One thread compiles, the others go on interpreting; which run is the first compiled one changes no bit.</summary>
    private Engine Promoted()
    {
        if (CanCompile && Interlocked.Exchange(ref compiling, 1) == 0)
            engine = engine is RowEngine rows ? rows.Compiled() : Compile();
        return engine;
    }

    private Compiled Compile() => new(schedule);

    private static void Expect(int length, int expected, string name)
    {
        if (length != expected)
            throw new ArgumentException($"{length} numbers where {expected} are expected", name);
    }
}
