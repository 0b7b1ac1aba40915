using System.Reflection.Emit;
using System.Runtime.Intrinsics;

namespace GdScript.Kernels;

/// <summary>Writes the IL of single lane operations for one width; arguments lie on the stack, in order.</summary>
internal abstract class LaneWriter(ILGenerator il)
{
    protected ILGenerator Il => il;

    /// <summary>How many rows a register holds.</summary>
    public abstract int Width { get; }

    /// <summary>The type of a register.</summary>
    public abstract Type Type { get; }

    /// <summary>The writer for a width.</summary>
    public static LaneWriter For(Sums.Width width, ILGenerator il) =>
        width switch
        {
            Sums.Width.One => new OneLane(il),
            Sums.Width.Four => new WideLanes<Vector256<double>, Vector256<long>>(il, typeof(Vector256), 4),
            Sums.Width.Eight => new WideLanes<Vector512<double>, Vector512<long>>(il, typeof(Vector512), 8),
        };

    public abstract void Number(double value);

    /// <summary>One number, whose address is on the stack, for all lanes.</summary>
    public abstract void Spread();

    /// <summary>Neighbouring doubles from the address on the stack.</summary>
    public abstract void Load();

    /// <summary>Neighbouring single-precision numbers from the address on the stack, widened.</summary>
    public abstract void LoadSingles();

    /// <summary>The value on the stack goes to the address under it.</summary>
    public abstract void Store();

    /// <summary>Called when argument number <paramref name="k"/> of a step has been put on the stack.</summary>
    public abstract void Passed(in LaneNode node, int k);

    /// <summary>The value of a step whose arguments are on the stack.</summary>
    public abstract void Do(in LaneNode node);

    /// <summary>The value of a step, whose arguments <paramref name="read"/> puts on the stack.</summary>
    public void Do(in LaneNode node, Action<int> read)
    {
        for (var k = 0; k < node.Count; k++)
        {
            read(node.Argument(k));
            Passed(node, k);
        }
        Do(node);
    }

    /// <summary>Notes in the register <paramref name="far"/> where the value on the stack is beyond the reach.</summary>
    public abstract void Watch(LocalBuilder far, double reach);

    /// <summary>1 on the stack when anything was noted, else 0.</summary>
    public abstract void Noted(LocalBuilder far);
}
