using GdScript.Export;
using GdScript.Graphs;
using Xunit;

namespace GdScript.Tests.Export;

/// <summary>Large formulas: text and work grow as the formula does, and its depth is no danger.</summary>
public class GrowthTests
{
    /// <summary>SQL and equations are read by people; their sizes are bounded elsewhere.</summary>
    public static TheoryData<Target> Programs =>
        [Target.CSharp, Target.C, Target.Python, Target.NumPy, Target.Jax, Target.JavaScript, Target.Graphviz];

    /// <summary>GDS_NIGHTLY=1 asks for a hundred thousand nodes.</summary>
    private static readonly int Nodes = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 100_000 : 4000;

    [Theory]
    [MemberData(nameof(Programs))]
    public void Twice_the_formula_is_twice_the_text_and_twice_the_memory(Target target)
    {
        foreach (var made in (Func<int, Formula>[])[Deep, Wide])
        {
            var (small, large) = (made(Nodes / 2), made(Nodes));
            Exported(small, target);
            var (text, memory) = Exported(small, target);
            var (twiceText, twiceMemory) = Exported(large, target);
            Assert.InRange(twiceText / (double)text, 1.8, 2.3);
            Assert.InRange(twiceMemory / (double)memory, 1.5, 2.7);
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_deep_formula_needs_no_deep_stack(Target target)
    {
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                thrown = Record.Exception(() => Exported(Deep(Nodes), target));
            },
            maxStackSize: 256 * 1024
        );
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }

    private static (int Text, long Memory) Exported(Formula loss, Target target)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = ExportText.Of(loss, target).Value;
        return (text.Length, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>A chain of sines.</summary>
    private static Formula Deep(int nodes)
    {
        var g = new Sketch();
        var (top, y) = (g.Param("x"), g.Param("y"));
        for (var i = 0; i < nodes / 2; i++)
            top = g.Make(Op.Sin, g.Make(Op.Add, top, y));
        return g.Finish(top);
    }

    /// <summary>A sum over parameters of their own, half of them compared with something.</summary>
    private static Formula Wide(int nodes)
    {
        var g = new Sketch();
        var top = g.Const(0);
        for (var i = 0; i < nodes / 8; i++)
        {
            var p = g.Param(FormattableString.Invariant($"p{i}"));
            var chosen = i % 2 == 0 ? p : g.Make(Op.Where, g.Make(Op.Lt, p, g.Const(i)), g.Make(Op.Exp, p), p);
            g.Name(FormattableString.Invariant($"line{i}"), chosen);
            top = g.Make(Op.Add, top, g.Make(Op.Mul, chosen, chosen));
        }
        return g.Finish(top);
    }
}
