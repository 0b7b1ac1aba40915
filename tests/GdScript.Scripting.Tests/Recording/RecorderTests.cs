using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Recording;
using GdScript.Text;
using Xunit;
using Trace = GdScript.Scripting.Recording.Trace;

namespace GdScript.Scripting.Tests.Recording;

public class RecorderTests
{
    [Fact]
    public void The_bowl_is_recorded_as_it_is_written()
    {
        var recording = Twins.Record(x => x[0] * x[0] / 20 + x[1] * x[1], 3, 4);

        Assert.Equal("x*x/20 + y*y", Printer.Infix(recording.Formula, recording.Formula.Root));
        Assert.Empty(recording.Guards);
        Assert.Equal(3.0 * 3 / 20 + 4.0 * 4, recording.Value);
    }

    [Fact]
    public void Equal_values_are_recorded_once()
    {
        var recording = Twins.Record(x => ScalarMath.Exp(x[0] + 1) * ScalarMath.Exp(x[0] + 1), 2);

        Assert.Equal(5, recording.Formula.Size);
    }

    [Fact]
    public void Constants_leave_no_node_and_are_folded_with_our_functions()
    {
        var recording = Twins.Record(
            x =>
            {
                Scalar s = 0.1;
                for (var i = 0; i < 100; i++)
                    s = ScalarMath.Sin(s) + 0.2;
                return x[0] * s;
            },
            2
        );
        var expected = 0.1;
        for (var i = 0; i < 100; i++)
            expected = Elementary.Sin(expected) + 0.2;

        Assert.Equal(3, recording.Formula.Nodes.Length);
        Assert.Equal(2 * expected, recording.ValueAt(2));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    [InlineData(1.5)]
    public void Only_folds_that_are_true_for_every_number_are_made(double x)
    {
        FoldsAreTrueAt(x);
        FoldsAreTrueAt(-x);
    }

    private static void FoldsAreTrueAt(double x)
    {
        Func<Scalar, Scalar>[] kept = [v => 0 + v, v => v + 0, v => 0 * v, v => 0 - v, v => 1 / v];
        Func<double, double>[] plain = [v => 0 + v, v => v + 0, v => 0 * v, v => 0 - v, v => 1 / v];
        Func<Scalar, Scalar>[] folded = [v => v * 1, v => 1 * v, v => v / 1, v => v - 0];

        foreach (var (f, g) in kept.Zip(plain))
        {
            var recording = Twins.Record(v => f(v[0]), x);
            Assert.True(Twins.Same(g(x), recording.ValueAt(x)));
            Assert.True(recording.Formula.Size > 1);
        }
        foreach (var f in folded)
        {
            var recording = Twins.Record(v => f(v[0]), x);
            Assert.True(Twins.Same(x, recording.ValueAt(x)));
            Assert.Equal(1, recording.Formula.Size);
        }
    }

    [Fact]
    public void A_branch_leaves_a_guard_with_its_place_and_side()
    {
        var recording = Twins.Record(
            x =>
            {
                if (Trace.At(7).Of(x[0] > x[1]))
                    return x[0];
                return x[1];
            },
            1,
            2
        );

        var guard = Assert.Single(recording.Guards);
        Assert.Equal((false, 7, false), (guard.Taken, guard.Place, guard.Silent));
        Assert.Equal("x > y", Printer.Infix(recording.Formula, guard.Node));
        Assert.True(recording.HoldsAt(3, 5));
        Assert.False(recording.HoldsAt(5, 3));
    }

    [Fact]
    public void A_condition_asked_twice_is_guarded_once()
    {
        var recording = Twins.Record(
            x =>
            {
                Scalar s = 0;
                for (var i = 0; i < 10; i++)
                    if (x[0] > 0)
                        s += x[0];
                return s;
            },
            1
        );

        Assert.Single(recording.Guards);
    }

    [Fact]
    public void A_choice_stays_in_the_formula()
    {
        var recording = Twins.Record(x => Scalar.Select((x[0] > 0) & !(x[1] > 0), x[0], -x[0]), 1, 2);

        Assert.Empty(recording.Guards);
        foreach (double x in (double[])[-2, 0, 3])
        foreach (double y in (double[])[-1, 0, 1])
            Assert.Equal(x > 0 && !(y > 0) ? x : -x, recording.ValueAt(x, y));
    }

    [Fact]
    public void Truths_combine_as_bools_do()
    {
        Func<Cond, Cond, Cond>[] traced =
        [
            (a, b) => a & b,
            (a, b) => a | b,
            (a, b) => a ^ b,
            (a, b) => a == b,
            (a, b) => a != b,
            (a, b) => !a & b,
        ];
        Func<bool, bool, bool>[] plain =
        [
            (a, b) => a & b,
            (a, b) => a | b,
            (a, b) => a ^ b,
            (a, b) => a == b,
            (a, b) => a != b,
            (a, b) => !a & b,
        ];

        foreach (var (f, g) in traced.Zip(plain))
        foreach (double x in (double[])[-1, 1])
        foreach (double y in (double[])[-1, 1])
        {
            double expected = g(x > 0, y > 0) ? 1 : 0;
            Assert.Equal(expected, Twins.Record(v => Scalar.Select(f(v[0] > 0, v[1] > 0), 1, 0), x, y).ValueAt(x, y));
            Assert.Equal(expected, Twins.Record(v => Scalar.Select(f(v[0] > 0, y > 0), 1, 0), x, y).ValueAt(x, y));
            Assert.Equal(expected, Twins.Record(v => Scalar.Select(f(x > 0, v[1] > 0), 1, 0), x, y).ValueAt(x, y));
        }
    }

    [Fact]
    public void Numbers_compare_as_doubles_do()
    {
        double[] numbers = [double.NaN, double.NegativeInfinity, -1, -0.0, 0.0, 1, double.PositiveInfinity];
        foreach (var a in numbers)
        foreach (var b in numbers)
        {
            var (order, equal) = (0, false);
            Twins.Record(
                x =>
                {
                    (order, equal) = (x[0].CompareTo(x[1]), x[0].Equals(x[1]));
                    return x[0];
                },
                a,
                b
            );
            Assert.Equal((a.CompareTo(b), a.Equals(b)), (order, equal));
        }
    }

    [Fact]
    public void Tens_of_thousands_of_steps_are_recorded()
    {
        var many = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 100_000 : 20_000;
        var recording = Twins.Record(
            x =>
            {
                Scalar s = 0;
                for (var i = 0; i < many; i++)
                {
                    Trace.At(1);
                    s = s * 0.999 + ScalarMath.Sin(x[0] * i) * x[1];
                }
                return s;
            },
            0.5,
            2
        );

        Assert.True(recording.Formula.Nodes.Length > 4 * many);
        Assert.Equal(recording.Value, recording.ValueAt(0.5, 2));
        Assert.True(double.IsFinite(Kernel.For(Gradient.Of(recording.Formula)).ValueAndGradient([0.5, 2], new double[2])));
    }

    [Fact]
    public void What_a_number_cannot_do_is_refused_where_it_happens()
    {
        Refused("GDS1001", x => Scalar.ToInt(x, "int", 4));
        Refused("GDS2006", x => Trace.At(4).Of(x).ToString().Length);
        Refused("GDS2006", x => $"{Trace.At(4).Of(x)}".Length);
        Refused("GDS2006", x => (Trace.At(4).Of(x) > 0).ToString().Length);
        Refused("GDS2007", x => new HashSet<Scalar> { Trace.At(4).Of(x) }.Count);
        Refused("GDS2004", Elsewhere, place: -1);
        Refused("GDS2000", x => new List<Scalar>()[Trace.At(4).Of(2)]);
        Refused("GDS2001", Endless);
    }

    private static Scalar Elsewhere(Scalar x)
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Xunit.Record.Exception(() => x + 1));
        thread.Start();
        thread.Join();
        throw thrown!;
    }

    private static Scalar Endless(Scalar x) => Trace.At(4).Of(Endless(x + 1) + x);

    [Fact]
    public void Work_without_end_is_refused()
    {
        var limits = new Limits(1000, 5000);
        Parameter[] one = [new("x", Shape.Scalar)];

        Assert.Equal("GDS2003", Error(Growing).Id);
        Assert.Equal("GDS2002", Error(Spinning).Id);
        Assert.Equal("GDS2002", Error(Repeating).Id);

        TraceError Error(Func<Arguments, Scalar> loss) => Assert.Throws<TraceError>(() => Recorder.Record(loss, one, [1], limits));

        static Scalar Growing(Arguments a)
        {
            var x = a.Scalar("x");
            for (var s = x; ; s += x)
                Trace.At(1);
        }

        static Scalar Spinning(Arguments a)
        {
            while (true)
                Trace.At(1);
        }

        static Scalar Repeating(Arguments a)
        {
            for (var s = a.Scalar("x"); ; )
                if (s + 1 < 0)
                    return s;
        }
    }

    [Fact]
    public void A_value_kept_from_one_run_to_the_next_is_noticed()
    {
        Scalar kept = default;
        Twins.Record(x => kept = x[0] + 1, 1);

        var error = Assert.Throws<TraceError>(() => Twins.Record(x => x[0] + kept, 1));
        Assert.Equal("GDS2005", error.Id);
    }

    [Fact]
    public void Arrays_of_every_shape_arrive_element_by_element()
    {
        Parameter[] parameters = [new("v", Shape.Vector(2)), new("M", Shape.Matrix(2, 3)), new("s", Shape.Scalar)];
        double[] point = [1, 2, 3, 4, 5, 6, 7, 8, 9];

        var recording = Recorder.Record(
            a =>
            {
                var (v, m, j, l) = (a.Vector("v"), a.Matrix("M"), a.Jagged("M"), a.List("v"));
                return v[0] + 10 * v[1] + 100 * m[1, 0] + 1000 * j[1][2] + 10_000 * l[1] + 100_000 * a.Scalar("s");
            },
            parameters,
            point,
            Limits.Default
        );

        Assert.Equal(1 + 20 + 600 + 8000 + 20_000 + 900_000, recording.ValueAt(point));
        Assert.Equal(parameters, recording.Formula.Parameters);
    }

    [Fact]
    public void Numbers_live_on_the_stack_and_in_spans()
    {
        var recording = Twins.RecordVector(
            w =>
            {
                Span<Scalar> copy = stackalloc Scalar[3];
                w.AsSpan().CopyTo(copy);
                copy[2] *= 3;
                Scalar[] more = [.. w[1..], 1.0, w[^1]];
                return copy[2] + more[^1] - more[2];
            },
            1,
            2,
            3
        );

        Assert.Equal(9 + 3 - 1, recording.ValueAt(1, 2, 3));
    }

    [Fact]
    public void Generic_arithmetic_is_recorded()
    {
        static T Horner<T>(T x, params T[] c)
            where T : System.Numerics.IAdditionOperators<T, T, T>,
                System.Numerics.IMultiplyOperators<T, T, T>,
                System.Numerics.IAdditiveIdentity<T, T>
        {
            var s = T.AdditiveIdentity;
            foreach (var k in c)
                s = s * x + k;
            return s;
        }

        Assert.Equal(Horner(1.5, 1, 2, 3), Twins.Record(x => Horner(x[0], 1, 2, 3), 1.5).ValueAt(1.5));
    }

    private static void Refused(string id, Func<Scalar, Scalar> loss, int place = 4)
    {
        var error = Assert.Throws<TraceError>(() => Twins.Record(x => loss(x[0]), 1));
        Assert.Equal((id, place), (error.Id, error.Place));
        Assert.NotEmpty(error.Message);
    }
}
