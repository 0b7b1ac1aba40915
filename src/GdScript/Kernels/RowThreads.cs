namespace GdScript.Kernels;

/// <summary>
/// A walk over rows shared among threads. Work is split by the number of the block and never by who is free, and the sums
/// of blocks meet in the order they always meet in, so one thread and eight give the same bits. Sums of outer products are large:
/// where there are any, each thread does one block, these are taken in, and the next ones follow.
/// </summary>
internal sealed unsafe class RowThreads
{
    private readonly RowEngine engine;
    private readonly RowWalk walk;
    private readonly nint same;
    private readonly int blocks;
    private readonly int share;
    private readonly int round;
    private readonly int numbers;
    private readonly double[] totals;
    private readonly double[][] placed;
    private readonly double[][] ranked;

    private RowThreads(RowEngine engine, in RowWalk walk, double* work, int threads)
    {
        (this.engine, this.walk, same) = (engine, walk, (nint)work);
        blocks = RowEngine.BlocksOf(engine.RowsOf(walk.Loop.Table, walk.Window));
        share = Math.Min(threads, blocks);
        round = walk.Ranked.Length > 0 ? share : blocks;
        numbers = walk.Results.Sum(r => CountOf(r.Node));
        totals = new double[checked(round * numbers)];
        placed = new double[checked(round * walk.Scattered.Length)][];
        var outer = walk.Ranked.Sum(r => CountOf(r.Node));
        ranked = [.. Enumerable.Range(0, walk.Ranked.Length > 0 ? round : 0).Select(_ => GC.AllocateUninitializedArray<double>(outer))];
    }

    /// <summary>Leaves in the running values what a walk of one thread leaves there, and in the sums of outer products their results.</summary>
    public static void Walk(RowEngine engine, in RowWalk walk, double* work, int threads)
    {
        var all = new RowThreads(engine, walk, work, threads);
        for (var first = 0; first < all.blocks; first += all.round)
        {
            var (begin, count) = (first, Math.Min(all.round, all.blocks - first));
            Share(
                engine,
                work,
                Math.Min(all.share, count),
                count,
                (own, from, to) => all.Part((double*)own, begin, begin + from, begin + to)
            );
            for (var block = begin; block < begin + count; block++)
                all.Join(block, block - begin);
        }
    }

    /// <summary>The values of every row, each block by one thread; answer k of row i goes to <paramref name="to"/>[k·rows + i].</summary>
    public static void EveryRow(RowEngine engine, double* to, double* work, int blocks, int threads)
    {
        var answers = (nint)to;
        Share(
            engine,
            work,
            Math.Min(threads, blocks),
            blocks,
            (own, first, last) => engine.EveryRow(first, last, (double*)answers, (double*)own)
        );
    }

    /// <summary>Blocks next to each other for each thread, in scratch of its own that knows what all rows share.</summary>
    private static void Share(RowEngine engine, double* work, int share, int blocks, Action<nint, int, int> part)
    {
        var same = (nint)work;
        Parallel.For(
            0,
            share,
            new ParallelOptions { MaxDegreeOfParallelism = share },
            number =>
            {
                var lent = Workspace.Take(engine.PartSize);
                fixed (double* own = lent)
                {
                    var at = RowEngine.Aligned(own);
                    engine.TakeOver(at, (double*)same);
                    part((nint)at, (int)((long)blocks * number / share), (int)((long)blocks * (number + 1) / share));
                }
                Workspace.GiveBack(lent);
            }
        );
    }

    /// <summary>Some blocks of the round that begins with block <paramref name="begin"/>; what each comes to goes into its place.</summary>
    private void Part(double* work, int begin, int first, int last)
    {
        foreach (var s in walk.Scattered)
            ScatterSums.BeginBlock(engine.Plan.Schedule.Nodes[s.Node].Shape, work + s.State);
        for (var block = first; block < last; block++)
        {
            foreach (var (node, state) in walk.Results)
                RowReductions.Begin(engine.Plan.Schedule.Nodes[node], work + state);
            engine.Block(walk, work, block);
            Leave(work, block - begin);
        }
    }

    private void Leave(double* work, int place)
    {
        var (nodes, at) = (engine.Plan.Schedule.Nodes, place * numbers);
        foreach (var (node, state) in walk.Results)
            for (var k = 0; k < nodes[node].Shape.Count; k++)
                totals[at++] = RowReductions.Total(nodes[node], work + state + k * Sums.StateSize);
        for (var s = 0; s < walk.Scattered.Length; s++)
            placed[place * walk.Scattered.Length + s] = ScatterSums.Taken(
                nodes[walk.Scattered[s].Node].Shape,
                work + walk.Scattered[s].State
            );
        at = 0;
        foreach (var (node, state) in walk.Ranked)
        {
            Ranks.OfBlock(nodes[node].Shape, work + state).CopyTo(ranked[place].AsSpan(at));
            at += CountOf(node);
        }
    }

    private void Join(int block, int place)
    {
        var work = (double*)same;
        var (nodes, at) = (engine.Plan.Schedule.Nodes, place * numbers);
        foreach (var (node, state) in walk.Results)
            for (var k = 0; k < nodes[node].Shape.Count; k++)
                RowReductions.JoinBlock(nodes[node], work + state + k * Sums.StateSize, totals[at++], (uint)block);
        for (var s = 0; s < walk.Scattered.Length; s++)
            ScatterSums.Join(
                nodes[walk.Scattered[s].Node].Shape,
                work + engine.TreeAt(walk.Scattered[s]),
                placed[place * walk.Scattered.Length + s],
                (uint)block
            );
        at = 0;
        foreach (var (node, _) in walk.Ranked)
        {
            Ranks.JoinBlock(new(engine.ResultOf(node, work), CountOf(node)), ranked[place].AsSpan(at, CountOf(node)), block == 0);
            at += CountOf(node);
        }
    }

    private int CountOf(int node) => engine.Plan.Schedule.Nodes[node].Shape.Count;
}

/// <summary>A walk over the rows seen through a window, and what it is for.</summary>
/// <param name="Loop">The walk on strips.</param>
/// <param name="Fused">The same in fused loops; null where there are none.</param>
/// <param name="Results">The reductions that run in lanes.</param>
/// <param name="Ranked">Sums of outer products.</param>
/// <param name="Scattered">Sums of what rows scatter.</param>
/// <param name="Window">The rows.</param>
internal readonly record struct RowWalk(
    RowLoop Loop,
    FusedLoop? Fused,
    (int Node, int State)[] Results,
    (int Node, int State)[] Ranked,
    ScatterState[] Scattered,
    Window Window
);
