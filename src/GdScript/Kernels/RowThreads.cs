namespace GdScript.Kernels;

/// <summary>
/// A walk over rows shared among threads. Work is split by the number of the block and never by who is free, and the sums
/// of blocks meet in the tree they always meet in, so one thread and eight give the same bits.
/// </summary>
internal static unsafe class RowThreads
{
    /// <summary>Leaves in the running values what a walk of one thread leaves there.</summary>
    public static void Walk(
        RowEngine engine,
        RowLoop loop,
        FusedLoop? fused,
        (int Node, int State)[] results,
        ScatterState[] scattered,
        double* work,
        Window window,
        int threads
    )
    {
        var nodes = engine.Plan.Schedule.Nodes;
        var numbers = results.Sum(r => nodes[r.Node].Shape.Count);
        var blocks = (int)((engine.RowsOf(loop.Table, window) + Sums.BlockLength - 1L) / Sums.BlockLength);
        var totals = new double[checked(blocks * numbers)];
        var placed = new double[checked(blocks * scattered.Length)][];
        var share = Math.Min(threads, blocks);
        var same = (nint)work;
        Parallel.For(
            0,
            share,
            new ParallelOptions { MaxDegreeOfParallelism = share },
            part =>
            {
                var (first, last) = ((long)blocks * part / share, (long)blocks * (part + 1) / share);
                Part(engine, loop, fused, results, scattered, (double*)same, window, totals, placed, (int)first, (int)last);
            }
        );
        for (var block = 0; block < blocks; block++)
        {
            Join(engine, results, work, totals.AsSpan(block * numbers, numbers), (uint)block);
            for (var s = 0; s < scattered.Length; s++)
                ScatterSums.Join(
                    nodes[scattered[s].Node].Shape,
                    work + engine.TreeAt(scattered[s]),
                    placed[block * scattered.Length + s],
                    (uint)block
                );
        }
    }

    /// <summary>Some blocks in scratch of their own; what the lanes of each come to goes into the totals.</summary>
    private static void Part(
        RowEngine engine,
        RowLoop loop,
        FusedLoop? fused,
        (int Node, int State)[] results,
        ScatterState[] scattered,
        double* same,
        Window window,
        double[] totals,
        double[][] placed,
        int first,
        int last
    )
    {
        var nodes = engine.Plan.Schedule.Nodes;
        var lent = Workspace.Take(engine.PartSize);
        fixed (double* own = lent)
        {
            var work = RowEngine.Aligned(own);
            Arrays.Copy(work, same, engine.Plan.Addresses);
            var at = first * (totals.Length == 0 ? 0 : results.Sum(r => nodes[r.Node].Shape.Count));
            foreach (var s in scattered)
                ScatterSums.BeginBlock(nodes[s.Node].Shape, work + s.State);
            for (var block = first; block < last; block++)
            {
                foreach (var (node, state) in results)
                    RowReductions.Begin(nodes[node], work + state);
                engine.Block(loop, fused, results, work, window, (uint)block);
                foreach (var (node, state) in results)
                    for (var k = 0; k < nodes[node].Shape.Count; k++)
                        totals[at++] = RowReductions.Total(nodes[node], work + state + k * Sums.StateSize);
                for (var s = 0; s < scattered.Length; s++)
                    placed[block * scattered.Length + s] = ScatterSums.Taken(nodes[scattered[s].Node].Shape, work + scattered[s].State);
            }
        }
        Workspace.GiveBack(lent);
    }

    private static void Join(RowEngine engine, (int Node, int State)[] results, double* work, ReadOnlySpan<double> totals, uint block)
    {
        var (nodes, at) = (engine.Plan.Schedule.Nodes, 0);
        foreach (var (node, state) in results)
            for (var k = 0; k < nodes[node].Shape.Count; k++)
                RowReductions.JoinBlock(nodes[node], work + state + k * Sums.StateSize, totals[at++], block);
    }
}
