using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Tests.Laws;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Kernels;

/// <summary>Fused loops over rows and strips of rows agree to the last bit, at every width of the registers and for every number of rows.</summary>
public unsafe class FusedTests
{
    private static readonly bool Nightly = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    private static readonly int[] Counts =
    [
        0,
        1,
        2,
        3,
        4,
        5,
        7,
        8,
        9,
        15,
        16,
        17,
        23,
        24,
        31,
        32,
        33,
        63,
        65,
        100,
        127,
        128,
        129,
        255,
        256,
        257,
        400,
        511,
        512,
        513,
        599,
        600,
    ]; // csharpier-ignore

    public static TheoryData<string> Losses => RowLaws.Losses;

    public static TheoryData<string> WideLosses => WideRowLaws.Losses;

    [Theory]
    [MemberData(nameof(Losses))]
    public void Fused_loops_give_the_bits_of_strips(string text)
    {
        foreach (var count in (int[])[1, 16, 21, 257, 4095, 4097, 10_007])
            Agree(Gradient.Of(RowLaws.Loss(text, count)), [0.7, -0.3], $"{count} rows");
    }

    [Theory]
    [MemberData(nameof(WideLosses))]
    public void Fused_loops_over_rows_of_arrays_give_the_bits_of_strips(string text)
    {
        foreach (var count in (int[])[1, 16, 21, 257, 1500])
            if (WideRowLaws.Loss(text, count) is var loss)
                Agree(Gradient.Of(loss), WideRowLaws.Point(loss), $"{count} rows");
    }

    [Fact]
    public void Random_losses_give_the_bits_of_strips_whatever_the_rows_hold()
    {
        var seen = new HashSet<Op>();
        for (var seed = 1; seed <= (Nightly ? 10_000 : 60); seed++)
        {
            var rough = new Rough((ulong)seed + 900);
            var f = RandomRows.Of((ulong)seed, rough.Below(601));
            var (live, plan) = (f.Reached(), RowPlan.Of(Lowering.Of(f)));
            seen.UnionWith(f.Nodes.Where((_, i) => live[i]).Select(node => node.Op));
            foreach (var count in (int[])[f.Data[0].Count, rough.Of(Counts), .. Nightly && seed % 4 == 0 ? Counts : []])
                Agree(f.With(RandomRows.Table(count, rough)), RandomFormulas.Point(f, rough), $"loss {seed} over {count} rows", plan);
        }
        Assert.InRange(seen.Count, Nightly ? Enum.GetValues<Op>().Length : 40, Enum.GetValues<Op>().Length);
    }

    [Fact]
    public void Every_part_of_the_rows_gives_the_bits_of_a_table_of_its_own()
    {
        var loss = Gradient.Of(RowLaws.Loss("rowmean(softplus(w*x) + sin(b*y)) + rowmax(w*x*y)", 300));
        var (whole, slopes, expected) = (Kernel.For(loss, Tier.Il), new double[2], new double[2]);
        Assert.Equal(Tier.Il, whole.Current);
        for (var first = 0; first < 40; first++)
            foreach (var count in (int[])[1, 15, 16, 33, 260])
            {
                var value = Kernel
                    .For(loss.With(loss.Data[0].Slice(first, count)), Tier.Interpreter)
                    .ValueAndGradient([0.7, -0.3], expected);
                Same.Bits(value, whole.ValueAndGradient([0.7, -0.3], slopes, new(first, count)), $"{count} rows from {first}");
                Same.Bits(expected, slopes, $"{count} rows from {first}");
            }
    }

    [Fact]
    public void Sines_of_huge_numbers_are_done_again_and_right()
    {
        var rows = Table.Of(("x", [.. Enumerable.Range(0, 5000).Select(i => i % 1700 == 1699 ? 1e22 + i : i * 0.01)]));
        var loss = FormulaText.Parse("param w; rowsum(sin(w*x)) + rowmax(cos(x))", null, [new("x")]).Value.With(rows);
        Agree(Gradient.Of(loss), [1.25], "huge arguments");
    }

    [Fact]
    public void Thousands_of_steps_per_row_are_cut_into_several_loops()
    {
        var g = new Sketch();
        var (w, x) = (g.Param("w"), g.Column("x"));
        var sum = x;
        for (var i = 1; i <= 120; i++)
            sum = g.Make(Op.Add, g.Make(Op.Mul, sum, g.Const(0.5)), g.Make(Op.Tanh, g.Make(Op.Mul, g.Make(Op.Add, w, g.Const(i)), x)));
        var loss = g.Finish(g.Rows(Op.RowMean, sum)).With(Table.Of(("x", [.. Enumerable.Range(0, 700).Select(i => Math.Sin(i))])));
        var plan = RowPlan.Of(Lowering.Of(loss));
        var walk = plan.Staging.Stages[0].Loops[0];
        var fused = FusedPlanning.Of(plan, plan.Stages[0], 0, walk)!;
        Assert.InRange(fused.Parts[0].Codes.Length, 3, 40);
        Assert.InRange(fused.Kept, 1, 60);
        Agree(Gradient.Of(loss), [0.3], "a long sum");
    }

    [Fact]
    public void Fused_loops_stay_small_enough_for_the_optimiser()
    {
        var g = new Sketch();
        var (x, y, wide) = (g.Column("x"), g.Column("y"), Shape.Vector(256));
        var (u, matrix) = (g.Param("u", wide), g.Param("W", Shape.Matrix(16, 32)));
        var rows = g.Array([.. Enumerable.Range(0, 32).Select(i => g.Make(Op.Mul, i % 2 == 0 ? x : y, g.Const(i + 1L)))], Shape.Vector(32));
        var roots = new List<int> { g.Rows(Op.RowSum, g.Make(Op.MatMul, matrix, rows)) };
        var last = g.Make(Op.Sub, g.Make(Op.Mul, u, x), y);
        for (var i = 0; i < 20; i++)
            roots.Add(g.Rows(i % 2 == 0 ? Op.RowSum : Op.RowMax, last = g.Make(Op.Sub, g.Make(Op.Mul, last, x), g.Make(Op.Div, u, y))));
        Formula[] all = [g.Finish([.. roots]), .. Enumerable.Range(1, 20).Select(seed => RandomRows.Of((ulong)seed + 300, 1))];
        foreach (var plan in all.Select(f => RowPlan.Of(Lowering.Of(f))))
        foreach (var (stage, s) in plan.Stages.Select((stage, s) => (stage, s)))
            for (var l = 0; l < stage.Loops.Length; l++)
            {
                var fused = FusedPlanning.Of(plan, stage, l, plan.Staging.Stages[s].Loops[l]);
                var singles = new bool[stage.Loops[l].Columns.Length];
                foreach (var code in fused?.Parts.SelectMany(p => p.Codes) ?? [])
                    Assert.InRange(FusedEmitter.Bytes(code, singles, Sums.Widest, fused), 1, 59_999);
            }
        Agree(
            all[0].With(Table.Of(("x", [0.5, -0.25, 2]), ("y", [1, 3, -2]))),
            [.. Enumerable.Range(0, 768).Select(i => i * 0.01)],
            "wide arrays"
        );
    }

    [Fact]
    public void What_has_no_form_in_registers_stands_between_two_loops()
    {
        var loss = RowLaws.Loss("rowmean((lgamma(2 + x^2*w) + erf(y) - exp(b*x))^2)", 300);
        var plan = RowPlan.Of(Lowering.Of(loss));
        var fused = FusedPlanning.Of(plan, plan.Stages[0], 0, plan.Staging.Stages[0].Loops[0])!;
        Assert.Equal([Op.Lgamma, Op.Erf], fused.Parts[0].Steps.Select(s => s.Op).OrderDescending());
        Assert.Equal(2, fused.Parts.Length);
        Agree(Gradient.Of(loss), [0.7, -0.3], "special functions");
    }

    [Fact]
    public void A_sigmoid_and_a_softplus_share_their_exponential()
    {
        var (one, both) = (new LaneCode(), new LaneCode());
        one.Of(Op.Sigmoid, one.Column(0), -1, -1);
        both.Of(Op.Softplus, both.Column(0), -1, -1);
        var alone = both.Nodes.Count;
        both.Of(Op.Sigmoid, both.Column(0), -1, -1);
        Assert.InRange(both.Nodes.Count, alone + 5, alone + one.Nodes.Count - 25);
    }

    [Fact]
    public void Many_rows_are_compiled_for_at_once_and_few_after_many_runs()
    {
        var few = Kernel.For(RowLaws.Loss("rowmean((w*x + b - y)^2)", 50));
        var many = Kernel.For(RowLaws.Loss("rowmean((w*x + b - y)^2)", 10_001));
        many.Value([1, 2]);
        Assert.Equal(Tier.Il, many.Current);
        for (var i = 1; i < 2500; i++)
            few.Value([1, 2]);
        Assert.Equal(Tier.Interpreter, few.Current);
        few.Value([1, 2]);
        Assert.Equal(Tier.Il, few.Current);
    }

    [Fact]
    public void Fused_loops_allocate_nothing()
    {
        var loss = Gradient.Of(RowLaws.Loss("rowmean((exp(w*x) + b - y)^2) + rowmax(sinh(x*y)*w)", 30_001));
        var (kernel, slopes) = (Kernel.For(loss, Tier.Il), new double[2]);
        double[] at = [0.7, -0.3];
        Assert.Equal(0, Allocation.Of(() => kernel.ValueAndGradient(at, slopes)));
        Assert.Equal(0, Allocation.Of(() => kernel.ValueAndGradient(at, slopes, new(500, 33))));
    }

    [Theory]
    [InlineData("column x0, x1, x2, x3, x4; x = [x0, x1, x2, x3, x4]", 1)]
    [InlineData("column x[5]", 2)]
    public void A_mixture_of_many_components_goes_component_by_component_and_takes_rows_register_by_register(string columns, int parts)
    {
        const int d = 5;
        const int k = 12;
        var text = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"""
            param alpha[{k}], mu[{k},{d}], q[{k},{d}], l[{k},{d * (d - 1) / 2}]
            {columns}
            y = list(k = 0, {k - 1}, lowertimes(exp(q[k]), l[k], x - mu[k]))
            rowsum(logsumexp(list(k = 0, {k - 1}, alpha[k] + sum(q[k]) - dot(y[k], y[k])/2)))
            """
        );
        var loss = Gradient.Of(FormulaText.Parse(text).Value);
        double[] point = [.. Enumerable.Range(0, loss.PointSize).Select(i => Math.Cos(i) / 2)];
        var plan = RowPlan.Of(Lowering.Of(loss));
        var fused = FusedPlanning.Of(plan, plan.Stages[0], 0, plan.Staging.Stages[0].Loops[0])!;
        Assert.Equal(parts, fused.Parts.Length);
        Assert.InRange(fused.Parts[^1].Codes.Length, 2, 40);
        Assert.False(fused.MayPair);
        foreach (var count in (int[])[1, 4, 5, 8, 9, 12, 24, 28, 31, 257, 1000, 4104])
        {
            double[] x = [.. Enumerable.Range(0, count * d).Select(i => 2 * Math.Sin(i))];
            var table =
                parts > 1
                    ? Table.Of(("x", Shape.Vector(d), x))
                    : Table.Of([.. Enumerable.Range(0, d).Select(j => ($"x{j}", Shape.Scalar, x[(j * count)..((j + 1) * count)]))]);
            Agree(loss.With(table), point, $"{count} rows", plan);
        }
    }

    [Fact]
    public void Columns_kept_in_single_precision_give_the_bits_of_the_same_numbers_in_double()
    {
        for (var seed = 1; seed <= (Nightly ? 500 : 20); seed++)
        {
            var rough = new Rough((ulong)seed);
            var f = RandomRows.Of((ulong)seed + 5000, rough.Below(601));
            var narrow = f.Data[0].Narrowed();
            var wide = Table.Of([.. narrow.Names.Select((name, c) => (name, narrow.Shapes[c], narrow[c].ToArray()))]);
            var (point, expected, actual) = (RandomFormulas.Point(f, rough), new double[f.ResultSize], new double[f.ResultSize]);
            Kernel.For(f.With(wide), Tier.Interpreter).Run(point, expected);
            foreach (var tier in (Tier[])[Tier.Interpreter, Tier.Il])
            {
                Kernel.For(f.With(narrow), tier).Run(point, actual);
                Same.Bits(expected, actual, $"loss {seed}, {tier}");
                Kernel.For(f, tier).On(narrow).Run(point, actual);
                Same.Bits(expected, actual, $"loss {seed} on other rows, {tier}");
            }
            Agree(f.With(narrow), point, $"singles of loss {seed}");
        }
    }

    /// <summary>Strips against fused loops of every width there is.</summary>
    private static void Agree(Formula f, double[] point, string name, RowPlan? plan = null)
    {
        var (expected, actual) = (new double[f.ResultSize], new double[f.ResultSize]);
        Kernel.For(f, Tier.Interpreter).Run(point, expected);
        var engine = new RowEngine(plan ?? RowPlan.Of(Lowering.Of(f)), f.Data.AsSpan());
        foreach (var width in Enum.GetValues<Sums.Width>().Where(w => w <= Sums.Widest))
        {
            var fused = engine.Compiled(width);
            var work = new double[fused.WorkSize];
            var first = f.Nodes[f.Root].Shape.Count;
            fixed (
                double* x = point,
                    to = actual,
                    w = work
            )
                fused.Run(x, to, to + first, w);
            Same.Bits(expected, actual, $"{name}, {width}");
        }
    }
}
