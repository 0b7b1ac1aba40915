using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Recording;
using GdScript.Text;
using Xunit;

namespace GdScript.Scripting.Tests.Recording;

public class RowsTests
{
    private const int Count = 100;

    private sealed record Row(Scalar X, Scalar Y, int Group);

    private sealed record Plain(double X, double Y, int Group);

    private struct Features(Scalar[] all, string label)
    {
        public Scalar[] All = all;
        public string Label = label;
    }

    private static Plain[] PlainRows { get; } =
    [.. Enumerable.Range(0, Count).Select(i => new Plain(i * 0.01, 3 * i * 0.01 - 1 + Math.Sin(i), i % 3))];

    private static Row[] Rows { get; } = [.. PlainRows.Select(r => new Row(r.X, r.Y, r.Group))];

    private static readonly (string Says, Func<double, double, double> Plain, Func<Scalar, Scalar, Scalar> Traced)[] Losses =
    [
        (
            "rowmean(pow(Y - (x*X + y), 2))",
            (a, b) => PlainRows.Average(r => Math.Pow(r.Y - (a * r.X + b), 2)),
            (a, b) => Rows.Average(r => ScalarMath.Pow(r.Y - (a * r.X + b), 2))
        ),
        (
            "rowsum(abs(x*X + y - Y))",
            (a, b) => PlainRows.Select(r => Math.Abs(a * r.X + b - r.Y)).Sum(),
            (a, b) => Rows.Select(r => ScalarMath.Abs(a * r.X + b - r.Y)).Sum()
        ),
        (
            "rowmax(abs(x*X - Y))",
            (a, b) => PlainRows.Max(r => Math.Abs(a * r.X - r.Y)),
            (a, b) => Rows.ToList().Max(r => ScalarMath.Abs(a * r.X - r.Y))
        ),
        ("rowmin(x*X - Y)", (a, b) => PlainRows.Min(r => a * r.X - r.Y), (a, b) => Rows.Min(r => a * r.X - r.Y)),
        (
            "rowsum(where(X > x, X*y, 0))",
            (a, b) => PlainRows.Where(r => r.X > a).Sum(r => r.X * b),
            (a, b) => Rows.Where(r => r.X > a).Sum(r => r.X * b)
        ),
        (
            "rowsum(where(X > x, X*y, 0))/rowsum(where(X > x, 1, 0))",
            (a, b) => PlainRows.Where(r => r.X > a).Average(r => r.X * b),
            (a, b) => Rows.Where(r => r.X > a).Average(r => r.X * b)
        ),
        (
            "rowsum(where(group == 0, X*x, where(group == 1, X*y, 0)))",
            (a, b) =>
                PlainRows.Sum(r =>
                    r.Group == 0 ? a * r.X
                    : r.Group == 1 ? b * r.X
                    : 0
                ),
            (a, b) =>
                Rows.Sum(r =>
                    r.Group == 0 ? r.X * a
                    : r.Group == 1 ? r.X * b
                    : 0
                )
        ),
        (
            "rowsum(where(group == 0, 0, X*y))",
            (a, b) => PlainRows.Where(r => r.Group == 2).Sum(r => r.X * b),
            (a, b) => Rows.Where(r => r.Group == 2).Sum(r => r.X * b)
        ),
        (
            "rowsum(x*value)*y",
            (a, b) => PlainRows.Select(r => r.X).ToArray().Sum(v => a * v) * b,
            (a, b) => Rows.Select(r => r.X).ToArray().Sum(v => a * v) * b
        ),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Losses.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_reduction_over_rows_is_one_formula_for_all_rows(int which)
    {
        var (_, plain, traced) = Losses[which];
        var recording = Twins.Record(x => traced(x[0], x[1]), 0.3, 0.7);

        Assert.True(recording.Formula.Size < 30, $"{recording.Formula.Size} nodes");
        Assert.Single(recording.Formula.Data);
        Assert.Equal(plain(0.3, 0.7), recording.Value);
        foreach (
            double[] at in (double[][])
                [
                    [0.3, 0.7],
                    [0.5, -2],
                ]
        )
        {
            Assert.True(recording.HoldsAt(at));
            var (value, bound) = RunningError.Of(recording.Formula, at);
            Assert.True(Math.Abs(plain(at[0], at[1]) - value) <= Count * bound, $"{plain(at[0], at[1]):R} and {value:R} ± {bound:R}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Its_slopes_are_those_of_the_loop(int which)
    {
        var (_, _, traced) = Losses[which];
        var rows = Recorder.Record(
            a => traced(a.Scalar("x"), a.Scalar("y")),
            [new("x", Shape.Scalar), new("y", Shape.Scalar)],
            [0.3, 0.7],
            Limits.Default
        );
        var loop = Recorder.Record(
            a => traced(a.Scalar("x"), a.Scalar("y")),
            [new("x", Shape.Scalar), new("y", Shape.Scalar)],
            [0.3, 0.7],
            Limits.Default,
            rows: false
        );
        var (g, h) = (new double[2], new double[2]);
        Kernel.For(Gradient.Of(rows.Formula)).ValueAndGradient([0.3, 0.7], g);
        Kernel.For(Gradient.Of(loop.Formula)).ValueAndGradient([0.3, 0.7], h);

        Assert.True(loop.Formula.Data.IsEmpty);
        Assert.Equal(h[0], g[0], 1e-11 * (1 + Math.Abs(h[0])));
        Assert.Equal(h[1], g[1], 1e-11 * (1 + Math.Abs(h[1])));
    }

    [Fact]
    public void The_formula_reads_as_it_was_meant()
    {
        foreach (var (says, _, traced) in Losses)
            Assert.Equal(
                says.Replace("pow(Y - (x*X + y), 2)", "(Y - (x*X + y))^2", StringComparison.Ordinal),
                Twins.Record(x => traced(x[0], x[1]), 0.3, 0.7).Formula.Infix.Split('\n')[^1].Split("; ")[^1]
            );
    }

    [Fact]
    public void A_loop_with_accumulators_becomes_reductions()
    {
        static double Plainly(double a, double b)
        {
            double s = 1,
                m = 0,
                least = 9,
                best = -100,
                unused = 5;
            foreach (var r in PlainRows)
            {
                var e = r.Y - (a * r.X + b);
                s += e * e;
                s -= 0.1;
                m = Math.Max(m, Math.Abs(e));
                least = Math.Min(e, least);
                best = e > best ? e : best;
            }
            return s / PlainRows.Length + m + least + best + unused;
        }

        var recording = Twins.Record(
            x =>
            {
                Scalar s = 1.0,
                    m = 0.0,
                    least = 9.0,
                    best = -100.0,
                    unused = 5.0;
                Rows.Fold(
                    [
                        (() => s, v => s = v),
                        (() => m, v => m = v),
                        (() => least, v => least = v),
                        (() => best, v => best = v),
                        (() => unused, v => unused = v),
                    ],
                    r =>
                    {
                        var e = r.Y - (x[0] * r.X + x[1]);
                        s += e * e;
                        s -= 0.1;
                        m = ScalarMath.Max(m, ScalarMath.Abs(e));
                        least = ScalarMath.Min(e, least);
                        best = Scalar.Select(e > best, e, best);
                    }
                );
                return s / Rows.Length + m + least + best + unused;
            },
            0.3,
            0.7
        );

        Assert.True(recording.Formula.Size < 50, $"{recording.Formula.Size} nodes");
        Assert.Equal(Plainly(0.3, 0.7), recording.Value);
        foreach (
            double[] at in (double[][])
                [
                    [0.3, 0.7],
                    [5, -2],
                ]
        )
            Assert.Equal(Plainly(at[0], at[1]), recording.ValueAt(at), 1e-12 * Math.Abs(Plainly(at[0], at[1])));
    }

    [Fact]
    public void What_is_no_reduction_is_gone_through_row_by_row_with_the_bits_of_the_loop()
    {
        (Func<double, double> Plain, Func<Scalar, Scalar> Traced)[] losses =
        [
            // a branch that depends on the row
            (
                a =>
                    PlainRows.Sum(r =>
                    {
                        if (r.X > 0.5)
                            return a * r.X;
                        return a;
                    }),
                a =>
                    Rows.Sum(r =>
                    {
                        if (r.X > 0.5)
                            return r.X * a;
                        return a;
                    })
            ),
            // a number that depends on the row is cast
            (a => PlainRows.Sum(r => a * (int)r.X), a => Rows.Sum(r => a * Scalar.ToInt(r.X, "int", 0))),
            // code that changes what is around it
            (
                a =>
                {
                    var n = 0;
                    return PlainRows.Sum(r => a * r.X * n++);
                },
                a =>
                {
                    var n = 0;
                    return Rows.Sum(r => r.X * a * n++);
                }
            ),
            (
                a =>
                {
                    var s = 0.0;
                    return PlainRows.Sum(r => s += a * r.X);
                },
                a =>
                {
                    Scalar s = 0;
                    return Rows.Sum(r => s += r.X * a);
                }
            ),
            // a carried number that is not only added to
            (
                a =>
                {
                    var s = 1.0;
                    foreach (var r in PlainRows)
                        s = s * 0.5 + a * r.X;
                    return s;
                },
                a =>
                {
                    Scalar s = 1;
                    Rows.Fold([(() => s, v => s = v)], r => s = s * 0.5 + r.X * a);
                    return s;
                }
            ),
            // a count of what was seen
            (
                a =>
                {
                    var s = 0.0;
                    var n = 0;
                    foreach (var r in PlainRows)
                    {
                        n++;
                        s += a * r.X * n;
                    }
                    return s;
                },
                a =>
                {
                    Scalar s = 0;
                    var n = 0;
                    Rows.Fold(
                        [(() => s, v => s = v)],
                        r =>
                        {
                            n++;
                            s += r.X * a * n;
                        }
                    );
                    return s;
                }
            ),
            // more different formulas than rows are worth it
            (
                a => PlainRows.Select((r, i) => (r.X, I: i)).ToArray().Sum(r => a * r.X * r.I),
                a => Rows.Select((r, i) => (r.X, I: i)).ToArray().Sum(r => r.X * a * r.I)
            ),
        ];
        foreach (var (plain, traced) in losses)
        {
            var recording = Twins.Record(x => traced(x[0]), 0.3);
            Assert.Equal(plain(0.3), recording.ValueAt(0.3));
            Assert.Equal(plain(-2), recording.ValueAt(-2));
            Assert.Empty(recording.Guards);
            Assert.True(recording.Formula.Size > Count / 2);
        }
    }

    [Fact]
    public void Few_rows_are_gone_through_one_by_one()
    {
        var few = Rows[..8];
        var recording = Twins.Record(x => few.Sum(r => r.X * x[0]), 0.3);

        Assert.Empty(recording.Formula.Data);
        Assert.Equal(PlainRows[..8].Sum(r => r.X * 0.3), recording.ValueAt(0.3));
    }

    [Fact]
    public void A_sum_that_no_parameter_is_in_stays_a_number()
    {
        var recording = Twins.Record(x => Rows.Sum(r => r.X * r.X) * x[0], 0.3);

        Assert.Equal(PlainRows.Sum(r => r.X * r.X) * 0.3, recording.ValueAt(0.3));
        Assert.Equal(3, recording.Formula.Size);
    }

    [Fact]
    public void A_branch_after_the_sum_sees_its_value()
    {
        var recording = Twins.Record(
            x =>
            {
                var s = Rows.Sum(r => r.X * x[0]);
                if (s > 10)
                    return s;
                return -s;
            },
            0.3
        );

        Assert.True(Assert.Single(recording.Guards).Taken);
        Assert.False(recording.HoldsAt(0.01));
    }

    [Fact]
    public void A_branch_on_a_parameter_inside_the_sum_is_a_guard()
    {
        var recording = Twins.Record(
            x =>
                Rows.Sum(r =>
                {
                    if (x[0] > 0)
                        return r.X * x[0];
                    return r.Y;
                }),
            0.3
        );

        Assert.Single(recording.Guards);
        Assert.Single(recording.Formula.Data);
    }

    [Fact]
    public void Rows_with_arrays_and_labels_are_taken_apart()
    {
        Features[] rows = [.. Enumerable.Range(0, 30).Select(i => new Features([i * 0.1, 1 - i * 0.2], i % 2 == 0 ? "even" : "odd"))];
        var recording = Twins.Record(x => rows.Sum(r => (r.Label == "even" ? x[0] : x[1]) * r.All.Sum(v => v * v)), 2, 3);

        Assert.Single(recording.Formula.Data);
        Assert.Equal("All_0 All_1 group", string.Join(' ', recording.Formula.Data[0].Names));
        var expected = Enumerable.Range(0, 30).Sum(i => (i % 2 == 0 ? 2 : 3) * (i * 0.1 * (i * 0.1) + (1 - i * 0.2) * (1 - i * 0.2)));
        Assert.Equal(expected, recording.ValueAt(2, 3), 1e-12);
    }

    [Fact]
    public void A_sum_within_a_sum_is_unrolled_inside()
    {
        Scalar[] centers = [.. Enumerable.Range(0, 20).Select(i => (Scalar)(i * 0.5))];
        var recording = Twins.Record(x => Rows.Sum(r => centers.Sum(c => ScalarMath.Exp(-(r.X - c) * (r.X - c) * x[0]))), 0.3);

        Assert.Single(recording.Formula.Data);
        var expected = PlainRows.Sum(r => Enumerable.Range(0, 20).Sum(i => Math.Exp(-(r.X - i * 0.5) * (r.X - i * 0.5) * 0.3)));
        Assert.Equal(expected, recording.ValueAt(0.3), 1e-9);
    }

    [Fact]
    public void A_collection_that_changes_is_another_table()
    {
        var recording = Twins.Record(
            x =>
            {
                var numbers = new Scalar[20];
                Scalar s = 0;
                for (var k = 0; k < 3; k++)
                {
                    for (var i = 0; i < numbers.Length; i++)
                        numbers[i] = i * k + 1;
                    s += numbers.Sum(v => v * x[0]);
                }
                return s;
            },
            0.3
        );

        Assert.Equal(3, recording.Formula.Data.Length);
        Assert.Equal(Enumerable.Range(0, 3).Sum(k => Enumerable.Range(0, 20).Sum(i => (i * k + 1) * 0.3)), recording.ValueAt(0.3), 1e-12);
    }

    [Fact]
    public void A_row_that_is_kept_for_later_is_noticed()
    {
        static Scalar Kept(Arguments a)
        {
            var last = new Scalar[1];
            var s = Rows.Sum(r => last[0] = r.X * a.Scalar("x"));
            return s + last[0];
        }
        Parameter[] one = [new("x", Shape.Scalar)];

        Assert.Throws<RowsLeak>(() => Recorder.Record(Kept, one, [0.3], Limits.Default));
        var recording = Recorder.Record(Kept, one, [0.3], Limits.Default, rows: false);
        Assert.Equal(PlainRows.Sum(r => r.X * 0.3) + PlainRows[^1].X * 0.3, recording.ValueAt(0.3));
    }

    [Fact]
    public void A_loop_around_many_sums_is_recorded_as_a_loop()
    {
        static Scalar Many(Arguments a)
        {
            Scalar s = 0;
            for (var k = 0; k < 40; k++)
            {
                Scalar[] numbers = [.. Enumerable.Range(0, 20).Select(i => (Scalar)(i + k))];
                s += numbers.Sum(v => v * a.Scalar("x"));
            }
            return s;
        }

        Assert.Throws<RowsLeak>(() => Recorder.Record(Many, [new("x", Shape.Scalar)], [0.3], Limits.Default));
    }
}
