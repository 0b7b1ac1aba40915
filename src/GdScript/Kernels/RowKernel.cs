using System.Runtime.CompilerServices;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// A formula with a value for every row, worked out for all rows: predictions, or the residuals of a fit and their
/// derivatives. The bits are those of one row alone, in every tier. Safe from several threads; allocates nothing once a
/// thread has run it.
/// </summary>
/// <example><c>RowKernel.For(Jacobian.OfRows(residual)).Run(point, values)</c> fills them side by side.</example>
public sealed unsafe class RowKernel
{
    private readonly Schedule schedule;
    private readonly Tier tier;
    private volatile RowEngine engine;

    private RowKernel(Schedule schedule, Tier tier, RowEngine engine)
    {
        (this.schedule, this.tier) = (schedule, tier);
        this.engine = tier == Tier.Il && RuntimeFeature.IsDynamicCodeCompiled ? engine.Compiled() : engine;
        Width = schedule.ResultSize;
        Rows = engine.RowsOf(engine.Plan.Answers!.Table, engine.All);
    }

    /// <summary>A kernel for all roots of a formula over the data it is bound to; a root that no row changes is the same in all of them.</summary>
    /// <exception cref="NotSupportedException">No root has a value for every row, two have those of different tables, or a column has no data.</exception>
    public static RowKernel For(Formula formula, Tier tier = Tier.Auto)
    {
        var schedule = Lowering.Of(formula);
        return new(schedule, tier, new(RowPlan.Of(schedule, everyRow: TableOf(formula)), formula.Data.AsSpan()));
    }

    /// <summary>The table whose rows the roots have values for.</summary>
    internal static int TableOf(Formula formula)
    {
        int[] tables = [.. formula.Roots.Select(formula.TableOf).Where(t => t >= 0).Distinct()];
        if (tables.Length != 1)
            throw new NotSupportedException(
                tables.Length == 0
                    ? "the formula has no value for every row: a kernel runs it once"
                    : "the formula has values for the rows of two tables"
            );
        return tables[0] < formula.Data.Length
            ? tables[0]
            : throw new NotSupportedException("the formula has no rows: bind it with Formula.With(table)");
    }

    /// <summary>The same kernel over other rows; nothing is planned anew.</summary>
    public RowKernel On(params ReadOnlySpan<Table> data) => new(schedule, tier, engine.On(data));

    /// <summary>
    /// The same kernel with more than 4,096 rows shared among up to that many threads (each run then allocates a little). Every row is
    /// worked out by itself, so the bits are those of one thread.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public RowKernel OnThreads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new(schedule, tier, engine.OnThreads(count));
    }

    /// <summary>How many numbers a point has.</summary>
    public int PointSize => schedule.PointSize;

    /// <summary>How many rows there are.</summary>
    public int Rows { get; }

    /// <summary>How many numbers each row has: those of all roots, one root after the other.</summary>
    public int Width { get; }

    /// <summary>How the next run will be done.</summary>
    public Tier Current => engine.IsFused ? Tier.Il : Tier.Interpreter;

    /// <summary>Every root in every row.</summary>
    /// <param name="point">The elements of all parameters, row-major, in the formula's order.</param>
    /// <param name="values">Receives, for each number of a row, that of all rows one after the other: number k of row i is at k·Rows + i.</param>
    /// <exception cref="ArgumentException">A length is not <see cref="PointSize"/>, or not <see cref="Rows"/> times <see cref="Width"/>.</exception>
    public void Run(ReadOnlySpan<double> point, Span<double> values)
    {
        if (point.Length != PointSize)
            throw new ArgumentException($"{point.Length} numbers where {PointSize} are expected", nameof(point));
        if (values.Length != (long)Rows * Width)
            throw new ArgumentException($"{values.Length} numbers where {Rows} times {Width} are expected", nameof(values));
        if (point.Overlaps(values))
            throw new ArgumentException("the values may not lie in the point's memory", nameof(values));
        var running = Ready();
        var lent = Workspace.Take(running.WorkSize);
        fixed (double* x = point)
        fixed (double* to = values)
        fixed (double* work = lent)
            running.RunEveryRow(x, to, work);
        Workspace.GiveBack(lent);
    }

    private RowEngine Ready()
    {
        var running = engine;
        if (tier != Tier.Auto || running.IsFused || !RuntimeFeature.IsDynamicCodeCompiled)
            return running;
        if (Rows <= Kernel.RowsBeforeCompiling && ++running.Plan.Runs < Kernel.RunsBeforeCompiling)
            return running;
        return engine = running.Compiled();
    }
}
