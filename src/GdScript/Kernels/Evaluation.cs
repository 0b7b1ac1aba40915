using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Evaluates a formula once and, when a result is not finite, says which operation left the finite numbers, with what,
/// and where. What a <c>where</c> does not choose, and an infinity that ends in something finite (<c>1/exp(1000)</c>),
/// is nobody's mistake.
/// </summary>
public static unsafe class Evaluation
{
    /// <summary>All roots at a point, flat as <see cref="Kernel.Run"/> gives them and with the same bits.</summary>
    /// <param name="formula">The formula; when it was read from text, a problem points into that text.</param>
    /// <param name="point">The elements of all parameters, row-major, in the formula's order.</param>
    /// <returns>The results, or a problem of kind <see cref="ProblemKind.Numeric"/>: see <see cref="EvaluationProblems"/>.</returns>
    /// <exception cref="ArgumentException">The point has another length than <see cref="Formula.PointSize"/>.</exception>
    /// <exception cref="NotSupportedException">The formula has data columns without data, or a root with a value for every row.</exception>
    public static Result<double[]> At(Formula formula, ReadOnlySpan<double> point)
    {
        if (point.Length != formula.PointSize)
            throw new ArgumentException($"{point.Length} numbers where {formula.PointSize} are expected", nameof(point));
        var schedule = Lowering.Of(formula, whole: true);
        var values = schedule.HasRows ? OverRows(formula, schedule, point) : Alone(formula, schedule, point);
        double[] results = [.. formula.Roots.SelectMany(values.Of)];
        if (Array.TrueForAll(results, double.IsFinite))
            return results;
        values.FindRow();
        return EvaluationProblems.Of(values, point.ToArray());
    }

    private static NodeValues Alone(Formula formula, Schedule schedule, ReadOnlySpan<double> point)
    {
        var plan = Plan.Of(schedule, whole: true);
        var work = new double[plan.Size];
        fixed (double* x = point)
        fixed (double* w = work)
            new Interpreter(plan).Fill(x, w);
        return new(formula, plan, work, null, null);
    }

    private static NodeValues OverRows(Formula formula, Schedule schedule, ReadOnlySpan<double> point)
    {
        var plan = RowPlan.Of(schedule, whole: true);
        var engine = new RowEngine(plan, formula.Data.AsSpan());
        var work = new double[engine.WorkSize];
        fixed (double* x = point)
        fixed (double* w = work)
            engine.Fill(x, w, engine.All);
        return new(formula, plan.Plan, work, plan, engine);
    }
}

/// <summary>The value of every node that some root needs; of those with a value for every row, once a row is found, that of this row.</summary>
internal sealed unsafe class NodeValues(Formula formula, Plan plan, double[] work, RowPlan? rows, RowEngine? engine)
{
    private double[] ofRow = [];
    private RowLoop? loop;

    public Formula Formula { get; } = formula;

    /// <summary>The table and the row that the values are of; −1 for none.</summary>
    public (int Table, int Row) Row { get; private set; } = (-1, -1);

    /// <summary>How many rows a table has.</summary>
    public int Rows(int table) => engine!.RowsOf(table, engine.All);

    public bool Has(int node) =>
        plan.Schedule.ValueOf[node] is var value and >= 0
        && (rows is null || rows.Staging.Tables[value] is var t && (t < 0 || t == Row.Table));

    public ReadOnlySpan<double> At(int node)
    {
        var (value, count) = (plan.Schedule.ValueOf[node], Formula.Nodes[node].Shape.Count);
        return rows is null || rows.Staging.Tables[value] < 0
            ? work.AsSpan(plan.Places[value], count)
            : ofRow.AsSpan(loop!.SlotOf[value], count);
    }

    public double[] Of(int node) => At(node).ToArray();

    /// <summary>An element of a node; a scalar is every element of itself.</summary>
    public double At(int node, int element) => At(node) is { Length: > 1 } array ? array[element] : At(node)[0];

    /// <summary>Looks for the first row that makes a reduction not finite, in the earliest stage that has one.</summary>
    public void FindRow()
    {
        foreach (var stage in rows?.Stages ?? [])
        foreach (var node in stage.Reductions)
            if (Row.Row < 0 && !IsFinite(work.AsSpan(plan.Places[node], plan.Schedule.Nodes[node].Shape.Count)))
                FindRow(plan.Schedule.Nodes[node]);
    }

    private void FindRow(Node reduction)
    {
        var whole = rows!.Staging.Whole(reduction.B);
        loop = RowPlacing.Of(plan.Schedule, plan, rows.Staging, RowShortcuts.None, whole, []);
        var scratch = new double[rows.Size + loop.Scratch];
        work.AsSpan(0, rows.Scratch).CopyTo(scratch);
        ofRow = new double[loop.Slots];
        fixed (double* w = scratch)
        fixed (double* v = ofRow)
            for (var row = 0; row < Rows(reduction.B); row++)
            {
                engine!.Inspect(loop, row, w, v, engine.All);
                if (IsFinite(ofRow.AsSpan(loop.SlotOf[reduction.A], reduction.Shape.Count)))
                    continue;
                Row = (reduction.B, row);
                return;
            }
    }

    private static bool IsFinite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (!double.IsFinite(value))
                return false;
        return true;
    }
}
