using System.Numerics;

namespace GdScript.Graphs;

/// <summary>Nodes in order, each once: open addressing over their numbers, 4 bytes a slot beside the node itself.</summary>
internal sealed class NodeTable
{
    private Node[] nodes = new Node[16];
    private int[] slots = new int[32];

    public int Count { get; private set; }

    public ReadOnlySpan<Node> Nodes => nodes.AsSpan(0, Count);

    /// <summary>The number of an equal node, or of this one newly added.</summary>
    public int Add(in Node node)
    {
        var mask = slots.Length - 1;
        for (var slot = Hash(node) & mask; ; slot = (slot + 1) & mask)
        {
            var found = slots[slot] - 1;
            if (found >= 0)
            {
                if (nodes[found] == node)
                    return found;
                continue;
            }
            if (Count == nodes.Length)
                Grow();
            nodes[Count++] = node;
            if (slots.Length != mask + 1)
                Place(Count - 1);
            else
                slots[slot] = Count;
            return Count - 1;
        }
    }

    private void Grow()
    {
        Array.Resize(ref nodes, nodes.Length * 2);
        slots = new int[nodes.Length * 2];
        for (var i = 0; i < Count; i++)
            Place(i);
    }

    private void Place(int node)
    {
        var mask = slots.Length - 1;
        var slot = Hash(nodes[node]) & mask;
        while (slots[slot] != 0)
            slot = (slot + 1) & mask;
        slots[slot] = node + 1;
    }

    private static int Hash(in Node node)
    {
        var hash = (ulong)node.Op * 0x9E37_79B9_7F4A_7C15 + (uint)node.A;
        hash = BitOperations.RotateLeft(hash, 23) * 0xD6E8_FEB8_6659_FD93 + (uint)node.B;
        hash = BitOperations.RotateLeft(hash, 23) * 0xD6E8_FEB8_6659_FD93 + (uint)node.C;
        hash ^= (ulong)(uint)node.Shape.Rows << 32 ^ (uint)node.Shape.Columns;
        hash *= 0x9E37_79B9_7F4A_7C15;
        return (int)(hash >> 33);
    }
}
