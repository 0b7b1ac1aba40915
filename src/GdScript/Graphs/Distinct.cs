using System.Numerics;

namespace GdScript.Graphs;

/// <summary>How values of a kind are hashed.</summary>
internal interface IHash<T>
{
    static abstract int Of(in T value);
}

/// <summary>
/// Values in the order they came, each once: open addressing over their numbers, 8 bytes a slot beside the value itself. A slot keeps the hash, too:
/// with millions of values each look at another one waits for memory.
/// </summary>
internal sealed class Distinct<T, THash>
    where T : IEquatable<T>
    where THash : IHash<T>
{
    private T[] values;
    private Slot[] slots;

    /// <param name="capacity">How many values are expected; the table grows when there are more.</param>
    public Distinct(int capacity)
    {
        values = new T[Math.Max(capacity, 16)];
        slots = new Slot[SlotsFor(values.Length)];
    }

    /// <summary>The number of a value, counted from 1; 0 for none.</summary>
    private readonly record struct Slot(int Number, int Hash);

    public int Count { get; private set; }

    public ReadOnlySpan<T> Values => values.AsSpan(0, Count);

    /// <summary>The number of an equal value, or of this one newly added.</summary>
    public int Add(in T value)
    {
        var (hash, mask) = (THash.Of(value), slots.Length - 1);
        var slot = hash & mask;
        for (; slots[slot] is { Number: not 0 } other; slot = (slot + 1) & mask)
            if (other.Hash == hash && values[other.Number - 1].Equals(value))
                return other.Number - 1;
        if (Count == values.Length)
        {
            Grow();
            slot = Free(hash);
        }
        values[Count++] = value;
        slots[slot] = new(Count, hash);
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref values, values.Length * 2);
        var before = slots;
        slots = new Slot[SlotsFor(values.Length)];
        foreach (var slot in before)
            if (slot.Number != 0)
                slots[Free(slot.Hash)] = slot;
    }

    private int Free(int hash)
    {
        var mask = slots.Length - 1;
        var slot = hash & mask;
        while (slots[slot].Number != 0)
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
