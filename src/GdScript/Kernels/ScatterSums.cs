using System.Numerics;
using GdScript.Graphs;

namespace GdScript.Kernels;

/// <summary>
/// Sums over rows of what is scattered into a large array, <c>rowsum(scatter(a, i, n))</c>: the slope of every array that rows
/// index. A row touches the place it names and no other, so it costs what its value has numbers, however long the array is.
/// </summary>
/// <remarks>
/// The order is that of <see cref="Sums"/>, to the bit. There every row adds a number to every element, +0 where it names another
/// place. Adding +0 changes nothing but a −0, and no running sum is ever −0: it starts at +0, and in rounding to nearest a sum is
/// −0 only where both summands are. So rows that name another place may be left out, and so may lanes and blocks without rows.
/// </remarks>
internal static unsafe class ScatterSums
{
    /// <summary>Shorter arrays have a running sum for each element, in registers.</summary>
    private const int ShortArray = SmallArrays.MostElements;

    /// <summary>True for a reduction that is worked out so.</summary>
    public static bool Is(ReadOnlySpan<Node> nodes, in Node reduction) =>
        reduction.Op is Op.RowSum or Op.RowMean && nodes[reduction.A].Op == Op.Scatter && reduction.Shape.Count > ShortArray;

    /// <summary>How many doubles one block of rows takes, however many rows there are.</summary>
    public static int StateSize(Shape shape) => new Block(null, shape).Size;

    /// <summary>How many doubles the tree of that many blocks takes.</summary>
    public static int TreeSize(Shape shape, uint blocks) => checked(shape.Rows + Levels(blocks) * shape.Count);

    /// <summary>Before any row.</summary>
    public static void Begin(Shape shape, double* state, double* tree)
    {
        BeginBlock(shape, state);
        new Span<double>(tree, shape.Rows).Clear();
    }

    /// <summary>Before the rows of a block that others will join.</summary>
    public static void BeginBlock(Shape shape, double* state) => new Block(state, shape).Clear();

    /// <summary>Takes the rows of a strip in.</summary>
    /// <param name="shape">The shape of the sum.</param>
    /// <param name="step">The step: its state, its value and its index.</param>
    /// <param name="at">The strip.</param>
    public static void TakeIn(Shape shape, in RowStep step, in StripAt at)
    {
        var strips = at.Strips;
        var block = new Block(at.Work + step.To, shape);
        double* value = strips.At(step.A, 0),
            index = strips.At(step.B, 0);
        var (next, nextIndex) = (Strips.Stride(step.A), Strips.Stride(step.B));
        var across = next == 1 ? strips.Count : 1; // the strips of a row's array, or an array that all rows share
        if (shape.IsVector)
            for (var row = 0; row < at.Taken; row++)
            {
                if (Arrays.Place(index[row * nextIndex], shape.Rows) is var place and >= 0)
                    block.Add(place, (at.Row + row) % Sums.Lanes, value[row * next]);
            }
        else
            for (var row = 0; row < at.Taken; row++)
                if (Arrays.Place(index[row * nextIndex], shape.Rows) is var place and >= 0)
                    block.Add(place, (at.Row + row) % Sums.Lanes, value + row * next, across);
    }

    /// <summary>Ends block number <paramref name="number"/>: each place that a row named goes into its tree.</summary>
    public static void EndBlock(Shape shape, double* state, double* tree, uint number)
    {
        var block = new Block(state, shape);
        for (var slot = 0; slot < block.Touched; slot++)
            Push(shape, tree, block.PlaceOf(slot), block.Total(slot), number);
        block.End();
    }

    /// <summary>What a block comes to as a list: of each place that a row named its number, then its sums.</summary>
    public static double[] Taken(Shape shape, double* state)
    {
        var (block, width) = (new Block(state, shape), Math.Max(1, shape.Columns));
        var taken = new double[checked(block.Touched * (width + 1))];
        for (var slot = 0; slot < block.Touched; slot++)
        {
            taken[slot * (width + 1)] = block.PlaceOf(slot);
            new ReadOnlySpan<double>(block.Total(slot), width).CopyTo(taken.AsSpan(slot * (width + 1) + 1));
        }
        block.End();
        return taken;
    }

    /// <summary>Takes such a list in; blocks come in order.</summary>
    public static void Join(Shape shape, double* tree, double[] taken, uint number)
    {
        var width = Math.Max(1, shape.Columns);
        fixed (double* all = taken)
            for (var at = 0; at < taken.Length; at += width + 1)
                Push(shape, tree, (int)all[at], all + at + 1, number);
    }

    /// <summary>What the sum or the mean comes to.</summary>
    public static void End(in Node reduction, double* tree, double* to, uint blocks, int rows)
    {
        var (shape, width) = (reduction.Shape, Math.Max(1, reduction.Shape.Columns));
        for (var place = 0; place < shape.Rows; place++, to += width)
        {
            new Span<double>(to, width).Fill(rows == 0 && reduction.Op == Op.RowMean ? double.NaN : 0);
            var held = new Held(tree, shape, place, width);
            if (held.IsNothing)
                continue;
            held.Pass(blocks);
            held.Sum(to);
            for (var k = 0; k < width && reduction.Op == Op.RowMean; k++)
                to[k] /= rows;
        }
    }

    private static int Levels(uint blocks) => BitOperations.Log2(Math.Max(1, blocks)) + 1;

    private static void Push(Shape shape, double* tree, int place, double* sums, uint number)
    {
        var held = new Held(tree, shape, place, Math.Max(1, shape.Columns));
        held.Pass(number);
        held.Take(sums);
    }

    /// <summary>
    /// The rows of one block: sixteen lanes for each place that a row named, one number after the other. A bit for each lane says
    /// whether a row came to it, so that nothing has to be cleared; −0 as the first number of a lane becomes +0, as added to it.
    /// </summary>
    private readonly struct Block(double* state, Shape shape)
    {
        private readonly int width = Math.Max(1, shape.Columns);
        private readonly int head = 1 + (shape.Rows + 1) / 2;
        private readonly int most = Math.Min(shape.Rows, Sums.BlockLength);

        /// <summary>By place: the number of its slot, counted from 1; 0 for none.</summary>
        private readonly int* slots = (int*)(state + 1);

        /// <summary>By slot: its place, and its lanes as bits.</summary>
        private readonly (int Place, int Lanes)* known = ((int, int)*)(state + 1 + (shape.Rows + 1) / 2);

        /// <summary>By slot: its lanes.</summary>
        private readonly double* lanes = state + 1 + (shape.Rows + 1) / 2 + Math.Min(shape.Rows, Sums.BlockLength);

        public int Size => checked(head + most + most * Sums.Lanes * width);

        public int Touched => *(int*)state;

        public int PlaceOf(int slot) => known[slot].Place;

        public void Clear() => new Span<double>(state, head).Clear();

        /// <summary>Adds a number to a lane of a place.</summary>
        public void Add(int place, int lane, double value)
        {
            var slot = SlotOf(place);
            var to = lanes + (long)slot * Sums.Lanes + lane;
            *to = (IsNew(slot, lane) ? 0 : *to) + value;
        }

        /// <summary>Adds numbers that stand so far apart to a lane of a place.</summary>
        public void Add(int place, int lane, double* value, int across)
        {
            var slot = SlotOf(place);
            var to = lanes + ((long)slot * Sums.Lanes + lane) * width;
            if (IsNew(slot, lane))
                for (var k = 0; k < width; k++, value += across)
                    to[k] = 0 + *value;
            else
                for (var k = 0; k < width; k++, value += across)
                    to[k] += *value;
        }

        private int SlotOf(int place)
        {
            var slot = slots[place];
            if (slot != 0)
                return slot - 1;
            slots[place] = slot = ++*(int*)state;
            known[slot - 1] = (place, 0);
            return slot - 1;
        }

        /// <summary>True once for each lane of a slot.</summary>
        private bool IsNew(int slot, int lane)
        {
            var there = known[slot].Lanes;
            known[slot].Lanes = there | 1 << lane;
            return (there >> lane & 1) == 0;
        }

        /// <summary>The sum of a slot's lanes, in the order of <see cref="Sums.Total"/>; a lane without a row is +0 and adds nothing.</summary>
        public double* Total(int slot)
        {
            var own = lanes + (long)slot * Sums.Lanes * width;
            var there = known[slot].Lanes;
            if (BitOperations.IsPow2(there))
                return own + BitOperations.Log2((uint)there) * width;
            for (var half = Sums.Lanes / 2; half > 0; half /= 2)
            {
                for (var lane = 0; lane < half; lane++)
                    if ((there >> (lane + half) & 1) != 0)
                        Join(own + lane * width, own + (lane + half) * width, (there >> lane & 1) == 0);
                there = (there | there >> half) & ((1 << half) - 1);
            }
            return own;
        }

        private void Join(double* to, double* from, bool isNew)
        {
            for (var k = 0; k < width; k++)
                to[k] = isNew ? from[k] : to[k] + from[k];
        }

        public void End()
        {
            for (var slot = 0; slot < Touched; slot++)
                slots[PlaceOf(slot)] = 0;
            *(int*)state = 0;
        }
    }

    /// <summary>
    /// The tree of blocks over one place, as a binary counter: how many blocks have been counted, and which levels hold a sum; the
    /// other levels hold +0, and blocks without rows are passed over together.
    /// </summary>
    private readonly struct Held(double* tree, Shape shape, int place, int width)
    {
        private ref uint Blocks => ref ((uint*)(tree + place))[0];

        private ref uint There => ref ((uint*)(tree + place))[1];

        private double* Level(int level) => tree + shape.Rows + (long)level * shape.Count + (long)place * width;

        /// <summary>True while no row named the place.</summary>
        public bool IsNothing => There == 0;

        /// <summary>Counts blocks in which no row named the place, up to this number of them.</summary>
        public void Pass(uint blocks)
        {
            if (There == 0)
                Blocks = blocks;
            while (Blocks < blocks)
            {
                // As many empty blocks as the lowest group has meet it and carry it on; fewer stay below it and are nothing.
                var group = 1u << BitOperations.TrailingZeroCount(Blocks);
                if (blocks - Blocks < group)
                    Blocks = blocks;
                else
                    Carry(null, BitOperations.TrailingZeroCount(Blocks), group);
            }
        }

        /// <summary>Counts a block with these sums.</summary>
        public void Take(double* sums) => Carry(sums, 0, 1);

        /// <summary>Adds groups of one size until there is none to meet; null is the sum of a group without rows.</summary>
        private void Carry(double* sum, int level, uint blocks)
        {
            for (; (Blocks >> level & 1) != 0; level++)
            {
                if ((There >> level & 1) == 0)
                    continue;
                There &= ~(1u << level);
                var held = Level(level);
                for (var k = 0; k < width && sum != null; k++)
                    held[k] += sum[k];
                sum = held;
            }
            Blocks += blocks;
            if (sum == null)
                return;
            new Span<double>(sum, width).CopyTo(new(Level(level), width));
            There |= 1u << level;
        }

        /// <summary>The sum of all levels, the lowest first; nothing where no row named the place.</summary>
        public void Sum(double* to)
        {
            var isFirst = true;
            for (var left = There; left != 0; left &= left - 1, isFirst = false)
            {
                var level = Level(BitOperations.TrailingZeroCount(left));
                for (var k = 0; k < width; k++)
                    to[k] = isFirst ? level[k] : level[k] + to[k];
            }
        }
    }
}
