using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>The values of every row, where no sum over rows stands above them.</summary>
internal sealed unsafe partial class RowEngine
{
    /// <summary>The roots in every row: answer k of row i goes to <paramref name="to"/>[k·rows + i].</summary>
    public void RunEveryRow(double* point, double* to, double* work)
    {
        work = Aligned(work);
        Fill(point, work, All);
        var blocks = BlocksOf(RowsOf(plan.Answers!.Table, All));
        if (threads > 1 && blocks > 1)
            RowThreads.EveryRow(this, to, work, blocks, threads);
        else
            EveryRow(0, blocks, to, work);
    }

    /// <summary>The roots in the rows of some blocks.</summary>
    public void EveryRow(int first, int last, double* to, double* work)
    {
        var loop = plan.Answers!;
        var rows = RowsOf(loop.Table, All);
        for (var block = first; block < last; block++)
        {
            var start = block * Sums.BlockLength;
            var count = Math.Min(Sums.BlockLength, rows - start);
            if (fused?.Answers is { } answers)
                answers.Run(this, [], All, start, count, work, to, rows);
            else
                Strips(loop, All, start, count, work, to, rows);
        }
    }

    /// <summary>The roots of a strip: what every row has of them, or the one number of all.</summary>
    private void Answer(RowLoop loop, double* work, double* to, long stride, int rows)
    {
        foreach (var root in schedule.Roots)
            for (var k = 0; k < schedule.Nodes[root].Shape.Count; k++, to += stride)
                if (plan.Staging.Tables[root] < 0)
                    Arrays.Fill(to, work + plan.Plan.Places[root] + k, rows);
                else
                    Arrays.Copy(to, work + plan.Slots + (loop.SlotOf[root] + k) * (long)rows, rows);
    }
}
