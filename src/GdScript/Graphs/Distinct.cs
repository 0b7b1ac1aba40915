using System.Numerics;

namespace GdScript.Graphs;

/// <summary>How values of a kind are hashed.</summary>
internal interface IHash<T>
{
    static abstract int Of(in T value);
}

/// <summary>Values in the order they came, each once: open addressing over their numbers, 4 bytes a slot beside the value itself.</summary>
internal sealed class Distinct<T, THash>
    where T : IEquatable<T>
    where THash : IHash<T>
{
    private T[] values;
    private int[] slots;

    /// <param name="capacity">How many values are expected; the table grows when there are more.</param>
    public Distinct(int capacity)
    {
        values = new T[Math.Max(capacity, 16)];
        slots = new int[SlotsFor(values.Length)];
    }

    public int Count { get; private set; }

    public ReadOnlySpan<T> Values => values.AsSpan(0, Count);

    /// <summary>The number of an equal value, or of this one newly added.</summary>
    public int Add(in T value)
    {
        var mask = slots.Length - 1;
        var slot = THash.Of(value) & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask)
            if (values[slots[slot] - 1].Equals(value))
                return slots[slot] - 1;
        if (Count == values.Length)
        {
            Grow();
            slot = Free(value);
        }
        values[Count++] = value;
        slots[slot] = Count;
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref values, values.Length * 2);
        slots = new int[SlotsFor(values.Length)];
        for (var i = 0; i < Count; i++)
            slots[Free(values[i])] = i + 1;
    }

    private int Free(in T value)
    {
        var mask = slots.Length - 1;
        var slot = THash.Of(value) & mask;
        while (slots[slot] != 0)
            slot = (slot + 1) & mask;
        return slot;
    }

    /// <summary>At least four slots for three values.</summary>
    private static int SlotsFor(int values) => (int)BitOperations.RoundUpToPowerOf2((uint)(values + values / 3));
}

/// <summary>Nodes differ mostly in their arguments, which are small numbers: they are spread over the whole word.</summary>
internal readonly struct NodeHash : IHash<Node>
{
    public static int Of(in Node node)
    {
        var hash = (ulong)node.Op * 0x9E37_79B9_7F4A_7C15 + (uint)node.A;
        hash = BitOperations.RotateLeft(hash, 23) * 0xD6E8_FEB8_6659_FD93 + (uint)node.B;
        hash = BitOperations.RotateLeft(hash, 23) * 0xD6E8_FEB8_6659_FD93 + (uint)node.C;
        hash ^= ((ulong)(uint)node.Shape.Rows << 32) ^ (uint)node.Shape.Columns;
        hash *= 0x9E37_79B9_7F4A_7C15;
        return (int)(hash >> 33);
    }
}

internal readonly struct NumberHash : IHash<Number>
{
    public static int Of(in Number value) => (int)((uint)value.GetHashCode() * 0x9E37_79B9u >> 1);
}
