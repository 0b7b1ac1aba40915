using GdScript.Graphs;
using Xunit;

namespace GdScript.Tests.Graphs;

public class SketchTests
{
    [Fact]
    public void Equal_nodes_are_made_once()
    {
        var g = new Sketch();
        var x = g.Param("x");
        Assert.Equal(g.Make(Op.Mul, x, x), g.Make(Op.Mul, x, x));
        Assert.Equal(2, g.Count);
    }

    [Fact]
    public void A_million_nodes_stay_apart_and_are_found_again()
    {
        var g = new Sketch();
        var x = g.Param("x");
        var top = x;
        for (var i = 0; i < 1_000_000; i++)
            top = g.Make(Op.Add, top, x);
        Assert.Equal(1_000_001, g.Count);
        var again = Sketch.From(g.Finish(top));
        Assert.Equal(top, again.Add(g[top]));
        Assert.Equal(1_000_001, again.Count);
    }

    [Fact]
    public void Arrays_of_the_same_elements_are_one_node_also_after_reopening()
    {
        var g = new Sketch();
        var (x, y) = (g.Param("x"), g.Param("y"));
        var first = g.Array([x, y], Shape.Vector(2));
        Assert.Equal(first, g.Array([x, y], Shape.Vector(2)));
        Assert.NotEqual(first, g.Array([y, x], Shape.Vector(2)));
        var again = Sketch.From(g.Finish(first));
        Assert.Equal(first, again.Array([x, y], Shape.Vector(2)));
    }

    [Fact]
    public void Minus_zero_and_zero_stay_two_constants()
    {
        var g = new Sketch();
        Assert.NotEqual(g.Const(0.0), g.Const(-0.0));
    }

    private static readonly Op[] Kinked =
    [
        .. new[] { Op.Abs, Op.Sign, Op.Relu, Op.Floor, Op.Ceil, Op.Round, Op.Min, Op.Max, Op.Where, Op.Argmax },
        .. new[] { Op.Lt, Op.Le, Op.Gt, Op.Ge, Op.Eq, Op.Ne, Op.And, Op.Or, Op.Not },
        Op.RowMax,
        Op.RowMin,
    ];

    [Fact]
    public void Every_op_knows_its_arity_family_and_name()
    {
        foreach (var op in Enum.GetValues<Op>())
        {
            Assert.InRange(op.Arity(), 0, 3);
            Assert.NotEmpty(op.Text());
            Assert.Equal(op.Arity() == 0 && op != Op.Array, op.Family() == Family.Leaf);
            Assert.Equal(Kinked.Contains(op), op.HasKink());
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_say_why()
    {
        var (two, three, wide) = (Shape.Vector(2), Shape.Vector(3), Shape.Matrix(2, 3));
        Assert.True(Shapes.Fit(Op.MatMul, wide, three, default, out var shape, out _));
        Assert.Equal(two, shape);
        Assert.False(Shapes.Fit(Op.MatMul, wide, two, default, out _, out var reason));
        Assert.Equal("cannot multiply a 2x3 matrix by a vector of 2", reason);
        Assert.False(Shapes.Fit(Op.Add, two, three, default, out _, out reason));
        Assert.Equal("'+' works element by element and cannot join a vector of 2 and a vector of 3", reason);
    }

    [Fact]
    public void A_wide_sum_knows_which_nodes_its_roots_need()
    {
        var g = new Sketch();
        var (x, y) = (g.Param("x"), g.Param("y"));
        g.Make(Op.Sin, y);
        var f = g.Finish(g.Make(Op.Mul, x, x));
        Assert.Equal(2, f.Size);
        Assert.Equal(["x", "y"], f.ElementNames);
    }
}
