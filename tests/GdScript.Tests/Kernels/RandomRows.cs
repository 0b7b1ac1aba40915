using GdScript.Graphs;

namespace GdScript.Tests.Kernels;

/// <summary>Seeded random losses over rows: every operation, scalars and arrays in the rows, several reductions of several kinds.</summary>
internal static class RandomRows
{
    private static readonly Op[] Ops = [.. Enum.GetValues<Op>().Where(op => op.Family() != Family.Rows && op != Op.Column)];

    private static readonly Op[] Reductions = [Op.RowSum, Op.RowSum, Op.RowMean, Op.RowMax, Op.RowMin];

    public static Formula Of(ulong seed, int rows)
    {
        var rough = new Rough(seed);
        var g = new Sketch();
        var overRows = Grown(g, rough);
        int[] roots =
        [
            .. Enumerable
                .Range(0, 1 + rough.Below(4))
                .Select(i => g.Rows(rough.Of(Reductions), i == 0 ? overRows[^1] : rough.Of(overRows))),
        ];
        return g.Finish(RandomFormulas.SourceOf(seed), roots).With(Table(rows, rough));
    }

    /// <summary>The same without reductions: every root has a value for each row.</summary>
    public static Formula EveryRow(ulong seed, int rows)
    {
        var rough = new Rough(seed);
        var g = new Sketch();
        var overRows = Grown(g, rough);
        int[] roots = [overRows[^1], .. Enumerable.Range(0, rough.Below(3)).Select(_ => rough.Of(overRows))];
        return g.Finish(RandomFormulas.SourceOf(seed), roots).With(Table(rows, rough));
    }

    private static List<int> Grown(Sketch g, Rough rough)
    {
        List<int> pool =
        [
            g.Param("a"),
            g.Param("v", Shape.Vector(3)),
            g.Param("M", Shape.Matrix(3, 3)),
            g.Column("t", 0, Shape.Vector(3)),
            g.Column("x"),
            g.Column("y"),
        ];
        for (var left = 1 + rough.Below(40); left > 0; left--)
            pool.Add(RandomFormulas.Next(g, pool, rough, Ops));
        return [.. pool.Where(node => g.TableOf(node) >= 0)];
    }

    public static Table Table(int rows, Rough rough)
    {
        double[] Some(int n) => [.. Enumerable.Range(0, n).Select(_ => rough.Below(4) == 0 ? rough.Special() : 4 * rough.Unit() - 2)];
        return GdScript.Graphs.Table.Of(
            ("y", Shape.Scalar, Some(rows)),
            ("x", Shape.Scalar, Some(rows)),
            ("t", Shape.Vector(3), Some(3 * rows))
        );
    }
}
