using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Scripting.Images;
using GdScript.Scripting.Losses;
using GdScript.Scripting.Recording;
using GdScript.Text;
using Xunit;
using Trace = GdScript.Scripting.Recording.Trace;

namespace GdScript.Scripting.Tests.Losses;

public class BoundLossTests
{
    private const string HuberText = """
        double Huber(double r, double d)
        {
            if (Math.Abs(r) <= d)
                return 0.5 * r * r;
            return d * (Math.Abs(r) - 0.5 * d);
        }
        """;

    private static double Huber(double r, double d) => Math.Abs(r) <= d ? 0.5 * r * r : d * (Math.Abs(r) - 0.5 * d);

    private static BoundLoss RecordedHuber =>
        Scripts.OfNumbers(
            Huber,
            x =>
            {
                var (r, d) = (x[0], x[1]);
                if (Trace.At(2).Of(ScalarMath.Abs(r) <= d))
                    return Trace.At(3).Of(0.5 * r * r);
                return Trace.At(4).Of(d * (ScalarMath.Abs(r) - 0.5 * d));
            },
            "rd",
            HuberText
        );

    [Fact]
    public void A_branch_is_told_with_its_place_and_side()
    {
        var traced = RecordedHuber.At([1, 2]).Value;

        var note = Assert.Single(traced.Notes);
        Assert.Equal("GDS3001", note.Id);
        Assert.Equal((Scripts.File, new Place(3, 5, 21), "    if (Math.Abs(r) <= d)"), (note.File, note.Place, note.Line));
        Assert.Contains("it was true here", note.What, StringComparison.Ordinal);
        Assert.Equal("0.5*r*r", traced.Formula.Infix);
        Assert.True(traced.Holds([-2, 2]));
        Assert.False(traced.Holds([-3, 2]));
    }

    [Fact]
    public void A_point_beyond_the_guard_is_recorded_anew_and_both_recordings_are_kept()
    {
        var loss = RecordedHuber;
        foreach (double r in (double[])[1, 5, -1, -7, 2, 30])
        {
            var traced = loss.At([r, 2]).Value;
            Assert.True(traced.Holds([r, 2]));
            Assert.Equal(Huber(r, 2), traced.Value([r, 2]).Value);
        }
        Assert.Equal(2, loss.Recordings);
    }

    [Fact]
    public void A_walk_crosses_branches_and_allocates_nothing_between_them()
    {
        var oracle = RecordedHuber.Oracle();
        var slopes = new double[2];
        double[][] points =
        [
            [1, 2],
            [1.5, 2],
            [5, 2],
            [-5, 2],
            [0.5, 2],
        ];
        foreach (var point in points)
        {
            Assert.Equal(Huber(point[0], point[1]), oracle.ValueAndGradient(point, slopes));
            Assert.Equal(Huber(point[0], point[1]), oracle.Value(point));
            Assert.Equal(Math.Clamp(point[0], -point[1], point[1]), slopes[0]);
        }
        Assert.Null(oracle.Trouble);

        var least = long.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
                oracle.ValueAndGradient([0.01 * i, 2], slopes);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    [Fact]
    public void A_walk_that_cannot_be_recorded_somewhere_says_why()
    {
        var loss = Scripts.OfNumbers(
            (double x) => x > 3 ? throw new ArgumentException("too far") : x * x,
            x => Trace.At(0).Of(x[0] > 3) ? throw new ArgumentException("too far") : x[0] * x[0],
            "x",
            "throw new ArgumentException(\"too far\")"
        );
        var oracle = loss.Oracle();

        Assert.Equal(4, oracle.ValueAndGradient([2], new double[1]));
        Assert.True(double.IsNaN(oracle.ValueAndGradient([4], new double[1])));
        Assert.Equal("GDS2000", oracle.Trouble!.Id);
        Assert.Equal("the loss throws ArgumentException here: too far", oracle.Trouble.What);
        Assert.Equal(1, oracle.Trouble.Place!.Value.Line);
    }

    [Fact]
    public void Recordings_beyond_the_cap_are_forgotten_and_that_is_said()
    {
        var loss = Scripts.OfNumbers((double x) => Steps(x), x => Recorded(x[0]), "x");

        for (var i = 0; i < 64; i++)
            loss.At([i + 0.5]);
        Assert.Null(loss.Crowded);
        for (var i = 64; i < 100; i++)
            loss.At([i + 0.5]);

        Assert.Equal("GDS3002", loss.Crowded!.Id);
        Assert.Equal(100, loss.Recordings);
        Assert.Equal(0.5, loss.At([0.5]).Value.Value([0.5]).Value);

        static double Steps(double x)
        {
            var s = 0.0;
            for (; x > 1; x -= 1)
                s += x;
            return s + x;
        }
        static Scalar Recorded(Scalar x)
        {
            Scalar s = 0;
            for (; x > 1; x -= 1)
                s += x;
            return s + x;
        }
    }

    [Fact]
    public void A_variable_that_cannot_be_copied_is_shown_where_it_is_declared()
    {
        var loss = Scripts.Loss(
            (double x) => x,
            a => a.Scalar("x"),
            [new("x", 0)],
            "// net: a comment\nvar network = 1;\nvar net = Open();",
            () => Problem.Input("GDS2008", "the loss reads 'net', which holds a function")
        );

        var problem = loss.Bind(new Dictionary<string, Shape>()).Value.At([1]).Problem!;
        Assert.Equal((Scripts.File, new Place(3, 5, 3), "var net = Open();"), (problem.File, problem.Place, problem.Line));
    }

    [Fact]
    public void Many_threads_may_ask_one_loss()
    {
        var loss = RecordedHuber;
        var wrong = 0;
        Parallel.For(
            0,
            200,
            i =>
            {
                double[] point = [(i - 100) * 0.1, 2];
                if (loss.At(point).Value.Value(point).Value != Huber(point[0], point[1]))
                    Interlocked.Increment(ref wrong);
                if (loss.Oracle().ValueAndGradient(point, new double[2]) != Huber(point[0], point[1]))
                    Interlocked.Increment(ref wrong);
            }
        );

        Assert.Equal(0, wrong);
        Assert.True(loss.Regions.Length <= BoundLoss.MaxRegions);
    }

    [Fact]
    public void A_loss_that_reads_no_parameter_is_refused_with_a_way_out()
    {
        var loss = Scripts.OfNumbers((double w) => 3, _ => Trace.At(0).Of(3), "w", "w => net.Loss(x, t)");

        Assert.False(loss.At([1]).Is(out _, out var problem));
        Assert.Equal("GDS1020", problem!.Id);
        Assert.Contains("'w'", problem.What, StringComparison.Ordinal);
        Assert.Contains("double[,] W", problem.Hint, StringComparison.Ordinal);
        Assert.Equal(3, loss.Value([1]));
    }

    [Fact]
    public void A_parameter_that_is_not_read_is_noted()
    {
        var loss = Scripts.OfNumbers((double x, double y) => x * 2, x => x[0] * 2, "xy");

        var note = Assert.Single(loss.At([1, 2]).Value.Notes);
        Assert.Equal(("GDS3003", "the loss does not depend on 'y': its slope is 0"), (note.Id, note.What));
    }

    [Fact]
    public void A_parameter_that_only_decides_is_read()
    {
        var loss = Scripts.OfNumbers(
            (double x, double y) => y > 0 ? x : -x,
            x =>
            {
                if (x[1] > 0)
                    return x[0];
                return -x[0];
            },
            "xy"
        );

        Assert.Equal("GDS3001", Assert.Single(loss.At([1, 2]).Value.Notes).Id);
    }

    [Fact]
    public void A_value_that_leaves_the_finite_numbers_points_into_the_script()
    {
        var loss = Scripts.OfNumbers(
            (double x, double y) => x + Math.Log(y),
            x =>
            {
                var (a, b) = (x[0], x[1]);
                Trace.At(1);
                var log = ScalarMath.Log(b);
                Trace.At(2);
                return a + log;
            },
            "xy",
            "double Loss(double x, double y) {\n  var log = Math.Log(y);\n  return x + log; }"
        );

        Assert.False(loss.At([1, -1]).Value.Value([1, -1]).Is(out _, out var problem));
        Assert.Equal(("GDS6002", Scripts.File, 2), (problem!.Id, problem.File, problem.Place!.Value.Line));
    }

    [Fact]
    public void Shapes_come_from_the_point()
    {
        var loss = Scripts.Loss(
            (double[,] W, double[] x, double b) => W[1, 0] * x[2] + b,
            a => a.Matrix("W")[1, 0] * a.Vector("x")[2] + a.Scalar("b"),
            [new("W", 2), new("x", 1), new("b", 0)]
        );

        var (bound, point) = loss.At(PointText.Parse("x=[1,2,3], b=7, W=[[1,2],[3,4]]").Value).Value;
        Assert.Equal([1, 2, 3, 4, 1, 2, 3, 7], point);
        Assert.Equal(3 * 3 + 7, bound.Value(point));
        Assert.Equal("W[1,0]*x[2] + b", bound.At(point).Value.Formula.Infix);

        Assert.Equal("GDS2012", loss.Bind(new Dictionary<string, Shape>()).Problem!.Id);
        Assert.Equal("GDS2013", loss.Bind(new Dictionary<string, Shape> { ["W"] = Shape.Vector(2) }).Problem!.Id);
    }

    [Fact]
    public void What_the_rewriter_refuses_is_told_and_the_value_is_there_all_the_same()
    {
        var refusal = Problem.Input("GDS1001", "a cast") with { File = Scripts.File };
        var image = new TwinImage(new LossSite.Method("Loss", 1), [], "", "", [], [], [], [refusal]);
        var loss = new ScriptLoss((double[] x) => x[0] + (int)x[1], image, _ => null);
        var bound = loss.Bind(new Dictionary<string, Shape> { ["x"] = Shape.Vector(2) }).Value;

        Assert.Equal(4, bound.Value([1, 3.5]));
        Assert.Equal(refusal, bound.At([1, 3.5]).Problem);
        Assert.Equal(2, Oracle.Numeric(2, bound.Value).Size);
        Assert.True(double.IsNaN(bound.Oracle().Value([1, 3.5])));
    }
}
