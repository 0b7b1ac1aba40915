using System.Reflection.Emit;
using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

/// <summary>
/// What a loop loads and stores. Numbers that lie two, three or four apart are loaded as they lie, with those between them, and change places in
/// registers (<see cref="Dealing"/>); farther apart, or where no register has eight lanes, they are moved one by one.
/// </summary>
internal sealed class LoopMemory
{
    private readonly RolledLoop loop;
    private readonly LaneWriter lanes;
    private readonly Action<Home> address;
    private readonly LocalBuilder offset;
    private readonly ILGenerator il;
    private readonly Home[] from;
    private readonly Home[] to;
    private readonly LocalBuilder?[] loaded;
    private readonly List<(Home Home, int Stride, int[] Streams)> windows = [];
    private readonly List<int[]> dealt = [];

    public LoopMemory(Layout layout, RolledLoop loop, LaneWriter lanes, Action<Home> address, LocalBuilder offset, ILGenerator il)
    {
        (this.loop, this.lanes, this.address, this.offset, this.il) = (loop, lanes, address, offset, il);
        (from, to) = ([.. loop.Memory.Select(layout.HomeOf)], [.. loop.Ends.Select(end => layout.HomeOf(end))]);
        loaded = new LocalBuilder?[from.Length];
        if (lanes.Width != 8)
            return;
        FindWindows(layout);
        FindDealt();
    }

    /// <summary>The ends whose values go to neighbouring places, in their order; null for one that goes its own way.</summary>
    public int[]? Together(LoopEnd end) => dealt.Find(all => all.Any(e => loop.Ends[e] == end));

    public bool IsDealt(int end) => dealt.Exists(all => all.Contains(end));

    /// <summary>Neighbouring streams of one stride, as many of them as lie within it, if all that is loaded is there.</summary>
    private void FindWindows(Layout layout)
    {
        var near = Enumerable.Range(0, from.Length).Where(j => loop.Memory[j].Stride is > 1 and <= Dealing.Widest);
        foreach (var group in near.GroupBy(j => (loop.Memory[j].Node, loop.Memory[j].Stride)))
        {
            var (stride, rest) = (group.Key.Stride, group.OrderBy(j => loop.Memory[j].Offset).ToList());
            while (rest.Count > 0)
            {
                var begin = loop.Memory[rest[0]].Offset;
                int[] within = [.. rest.TakeWhile(j => loop.Memory[j].Offset < begin + stride)];
                rest.RemoveRange(0, within.Length);
                begin = Math.Min(begin, layout.SizeOf(loop.Memory[within[0]]) - stride * loop.Count);
                if (begin < 0 || loop.Memory[within[^1]].Offset >= begin + stride)
                    continue;
                var streams = Enumerable.Repeat(-1, stride).ToArray();
                foreach (var j in within)
                    streams[loop.Memory[j].Offset - begin] = j;
                windows.Add((layout.HomeOf(loop.Memory[within[0]] with { Offset = begin }), stride, streams));
            }
        }
    }

    private void FindDealt()
    {
        var near = Enumerable.Range(0, to.Length).Where(e => loop.Ends[e].Stride is > 1 and <= Dealing.Widest);
        foreach (var group in near.GroupBy(e => (loop.Ends[e].Node, loop.Ends[e].Stride)))
        {
            var all = group.OrderBy(e => loop.Ends[e].First).ToArray();
            for (var first = 0; first + group.Key.Stride <= all.Length; )
                if (loop.Ends[all[first + group.Key.Stride - 1]].First - loop.Ends[all[first]].First == group.Key.Stride - 1)
                {
                    dealt.Add(all[first..(first + group.Key.Stride)]);
                    first += group.Key.Stride;
                }
                else
                    first++;
        }
    }

    /// <summary>Loads what is not loaded where it is read.</summary>
    public void Begin()
    {
        Array.Clear(loaded);
        foreach (var (home, stride, streams) in windows)
        {
            var lying = new LocalBuilder[stride];
            for (var r = 0; r < stride; r++)
            {
                At(home.Plus(r * lanes.Width), stride);
                lanes.Load();
                il.Emit(OpCodes.Stloc, lying[r] = il.DeclareLocal(lanes.Type));
            }
            var apart = Dealing.Apart(il, lying, [.. streams.Select(j => j >= 0)]);
            for (var k = 0; k < stride; k++)
                if (streams[k] >= 0)
                    loaded[streams[k]] = apart[k];
        }
        for (var j = 0; j < from.Length; j++)
            if (loaded[j] is null && loop.Memory[j].Stride is not (0 or 1))
                LoadOneByOne(j);
    }

    /// <summary>Leaves the numbers of a stream on the stack.</summary>
    public void Load(int stream)
    {
        if (loaded[stream] is { } local)
        {
            il.Emit(OpCodes.Ldloc, local);
            return;
        }
        At(from[stream], loop.Memory[stream].Stride);
        if (loop.Memory[stream].Stride == 0)
            lanes.Spread();
        else
            lanes.Load();
    }

    private void LoadOneByOne(int stream)
    {
        var stride = loop.Memory[stream].Stride;
        var place = Place(from[stream], stride);
        for (var lane = 0; lane < lanes.Width; lane++)
        {
            Behind(place, lane * stride);
            il.Emit(OpCodes.Ldind_R8);
        }
        if (lanes.Width > 1)
            il.Emit(OpCodes.Call, LaneShuffle.Create(Statics, lanes.Width));
        il.Emit(OpCodes.Stloc, loaded[stream] = il.DeclareLocal(lanes.Type));
    }

    /// <summary>Stores a value of its own.</summary>
    public void Store(LoopEnd end, Action value)
    {
        var home = to[loop.Ends.IndexOf(end)];
        if (end.Stride == 1 || lanes.Width == 1)
        {
            At(home, end.Stride);
            value();
            lanes.Store();
            return;
        }
        var local = il.DeclareLocal(lanes.Type);
        value();
        il.Emit(OpCodes.Stloc, local);
        var place = Place(home, end.Stride);
        for (var lane = 0; lane < lanes.Width; lane++)
        {
            Behind(place, lane * end.Stride);
            il.Emit(OpCodes.Ldloc, local);
            il.Emit(OpCodes.Ldc_I4, lane);
            il.Emit(OpCodes.Call, LaneShuffle.Element(Statics));
            il.Emit(OpCodes.Stind_R8);
        }
    }

    /// <summary>Stores the values of ends that are together.</summary>
    public void Deal(int[] all, Action<int> value)
    {
        var apart = new LocalBuilder[all.Length];
        for (var k = 0; k < apart.Length; k++)
        {
            value(all[k]);
            il.Emit(OpCodes.Stloc, apart[k] = il.DeclareLocal(lanes.Type));
        }
        var lying = Dealing.Together(il, apart);
        for (var r = 0; r < lying.Length; r++)
        {
            At(to[all[0]].Plus(r * lanes.Width), all.Length);
            il.Emit(OpCodes.Ldloc, lying[r]);
            lanes.Store();
        }
    }

    private Type Statics => lanes.Width == 8 ? typeof(Vector512) : typeof(Vector256);

    private LocalBuilder Place(Home home, int stride)
    {
        var place = il.DeclareLocal(typeof(nint));
        At(home, stride);
        il.Emit(OpCodes.Stloc, place);
        return place;
    }

    private void Behind(LocalBuilder place, int doubles)
    {
        il.Emit(OpCodes.Ldloc, place);
        il.Emit(OpCodes.Ldc_I8, (long)doubles * sizeof(double));
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
    }

    /// <summary>The address of a place that moves on by a stride with every term.</summary>
    private void At(Home home, int stride)
    {
        address(home);
        if (stride == 0)
            return;
        il.Emit(OpCodes.Ldloc, offset);
        if (stride != 1)
        {
            il.Emit(OpCodes.Ldc_I4, stride);
            il.Emit(OpCodes.Conv_I);
            il.Emit(OpCodes.Mul);
        }
        il.Emit(OpCodes.Add);
    }
}
