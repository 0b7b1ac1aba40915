using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>
/// The ready-made distances between a prediction and a label, as compositions of what is there: no operations of their own,
/// so that everything that knows formulas knows them. Of arrays the mean over the elements is taken.
/// </summary>
internal sealed partial class Builder
{
    /// <summary>Beyond it log(cosh(r)) is |r| − log 2 to the last bit: e⁻⁴⁰ is less than half an ulp of it.</summary>
    private const long FarOut = 20;

    private bool Distance(Function function, int[] arguments, int at)
    {
        var (a, b) = (arguments[0], arguments.Length > 1 ? arguments[1] : -1);
        if (b >= 0 && !RowsMeet(Op.Sub, at, a, b))
            return false;
        if (function.Form == Form.CrossEntropy)
            return Labelled(g.ShapeOf(a), g.ShapeOf(b))
                ? Push(CrossEntropy(a, b), at)
                : Fail(
                    TextProblems.Id.ShapesDoNotFit,
                    $"crossentropy takes probabilities and a label, not {g.ShapeOf(a)} and {g.ShapeOf(b)}",
                    "a label is the number of a class, or as many probabilities",
                    at,
                    function.Name.Length
                );
        if (b >= 0 && !g.ShapeOf(b).IsScalar)
            return Fail(
                TextProblems.Id.ShapesDoNotFit,
                $"delta is a scalar, not {g.ShapeOf(b)}",
                "write huber(r, 1)",
                at,
                function.Name.Length
            );
        return Push(
            Averaged(
                function.Form switch
                {
                    Form.Mse => g.Make(Op.Pow, a, g.Const(2L)),
                    Form.Huber => Huber(a, b < 0 ? g.Const(1L) : b),
                    Form.LogCosh => LogCosh(a),
                    Form.Hinge => g.Make(Op.Relu, g.Make(Op.Sub, g.Const(1L), a)),
                    _ => g.Make(Op.Abs, a),
                }
            ),
            at
        );
    }

    private int Averaged(int distance) => g.ShapeOf(distance).IsScalar ? distance : g.Make(Op.Mean, distance);

    /// <summary>r²/2 up to δ and a straight line from there on, with the slope it has (Huber 1964).</summary>
    private int Huber(int r, int delta)
    {
        var size = g.Make(Op.Abs, r);
        var half = g.Make(Op.Div, g.Make(Op.Pow, r, g.Const(2L)), g.Const(2L));
        var line = g.Make(Op.Mul, delta, g.Make(Op.Sub, size, g.Make(Op.Div, delta, g.Const(2L))));
        return g.Make(Op.Where, g.Make(Op.Le, size, delta), half, line);
    }

    /// <summary>log(cosh(r)), by cosh r = 1 + 2 sinh²(r/2): nothing cancels near 0, nothing overflows far out.</summary>
    private int LogCosh(int r)
    {
        var size = g.Make(Op.Abs, r);
        var sinh = g.Make(Op.Sinh, g.Make(Op.Div, r, g.Const(2L)));
        var near = g.Make(Op.Log1p, g.Make(Op.Mul, g.Const(2L), g.Make(Op.Pow, sinh, g.Const(2L))));
        var far = g.Make(Op.Sub, size, g.Make(Op.Log, g.Const(2L)));
        return g.Make(Op.Where, g.Make(Op.Lt, size, g.Const(FarOut)), near, far);
    }

    private static bool Labelled(Shape p, Shape label) => (p.IsScalar && label.IsScalar) || (p.IsVector && (label.IsScalar || label == p));

    /// <summary>−log of the probability of the right class; a class of probability 0 in the label adds nothing.</summary>
    private int CrossEntropy(int p, int label)
    {
        var shape = g.ShapeOf(p);
        if (shape.IsScalar)
        {
            var rest = g.Make(Op.Sub, g.Const(1L), label);
            return g.Make(Op.Sub, g.Make(Op.Neg, Weighed(label, g.Make(Op.Log, p))), Weighed(rest, g.Make(Op.Log1p, g.Make(Op.Neg, p))));
        }
        if (!g.ShapeOf(label).IsScalar)
            return g.Make(Op.Neg, g.Make(Op.Sum, Weighed(label, g.Make(Op.Log, p))));
        // Looked up, so that neither nodes nor the time of a row grow with the classes; a label that is no class is told.
        var right = Fixed(label, out var k) && k >= 0 && k < shape.Count ? g.At(p, k) : g.Gather(p, label);
        return g.Make(Op.Neg, g.Make(Op.Log, right));
    }

    private int Weighed(int weight, int log) =>
        g.Make(Op.Where, g.Make(Op.Eq, weight, g.Const(0L)), g.Const(0L), g.Make(Op.Mul, weight, log));
}
