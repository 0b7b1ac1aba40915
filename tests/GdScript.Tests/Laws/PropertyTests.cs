using FsCheck;
using FsCheck.Fluent;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Laws;

/// <summary>What must hold for every formula whatever it is. <c>GDS_NIGHTLY=1</c> tries twenty times as many.</summary>
public class PropertyTests
{
    [Fact]
    public void What_prints_reads_back_to_the_same_bits() =>
        Holds(
            (loss, point) =>
            {
                var again = FormulaText
                    .Parse(loss.Infix, loss.Parameters.ToDictionary(p => p.Name, p => p.Shape), loss.Columns)
                    .Select(f => f.With(loss.Data.AsSpan()));
                if (!again.Is(out var read, out var problem))
                    return $"{problem.Id} {problem.What}";
                double[] flat = [.. read.Parameters.SelectMany(p => Slice(loss, point, p.Name))];
                return Same(Value(loss, point), Value(read, flat));
            }
        );

    /// <summary>Simplifying adds 1/3 and 4 exactly; the constants it makes are then rounded, and that rounding counts as well.</summary>
    [Fact]
    public void Simplifying_keeps_the_value_within_the_rounding_of_both() =>
        Holds(
            (loss, point) =>
            {
                var (value, bound) = new RunningError(loss, Literals.Exact).At(point);
                var (simple, simpleBound) = new RunningError(Simplify.Of(loss), Literals.Exact).At(point);
                if (!double.IsFinite(value) || !double.IsFinite(bound) || !double.IsFinite(simpleBound))
                    return null;
                return Math.Abs(value - simple) <= bound + simpleBound ? null : $"{value} became {simple}, allowed {bound + simpleBound}";
            }
        );

    [Fact]
    public void A_value_that_simplifying_brings_into_being_is_a_rewrite_that_says_so() =>
        Holds(
            (loss, point) =>
            {
                var (simple, used) = Simplify.Explain(loss);
                var born = !double.IsFinite(Value(loss, point)) && double.IsFinite(Value(simple, point));
                return born && !used.Any(r => r.WidensDomain) ? $"only {string.Join("; ", used.Select(r => r.Text))}" : null;
            }
        );

    [Fact]
    public void Forward_mode_reverse_mode_and_the_rows_of_the_Hessian_agree() =>
        Holds(
            (loss, point) =>
            {
                var gradient = Gradient.Of(loss);
                var (slopes, slopeBounds) = Bounded(gradient, point);
                var (rows, rowBounds) = Bounded(Hessian.Of(loss), point);
                for (var i = 0; i < point.Length; i++)
                {
                    double[] extended = [.. point, .. Enumerable.Range(0, point.Length).Select(j => j == i ? 1.0 : 0.0)];
                    var (moved, movedBounds) = Bounded(Tangent.Of(loss), extended);
                    if (Apart(slopes[1 + i], slopeBounds[1 + i], moved[1], movedBounds[1]))
                        return $"element {i}: reverse {slopes[1 + i]}, forward {moved[1]}";
                    var (along, alongBounds) = Bounded(Hessian.Along(loss), extended);
                    for (var j = 0; j < point.Length; j++)
                    {
                        var at = along.Length - point.Length + j;
                        if (Apart(rows[Hessian.At(i, j)], rowBounds[Hessian.At(i, j)], along[at], alongBounds[at]))
                            return $"entry {i},{j}: {rows[Hessian.At(i, j)]} and {along[at]}";
                    }
                }
                return null;
            },
            tests: 60
        );

    [Fact]
    public void Interpreter_and_compiled_code_give_the_same_bits() =>
        Holds(
            (loss, point) =>
            {
                var gradient = Gradient.Of(loss);
                var (slow, fast) = (new double[1 + point.Length], new double[1 + point.Length]);
                Kernel.For(gradient, Tier.Interpreter).Run(point, slow);
                Kernel.For(gradient, Tier.Il).Run(point, fast);
                return slow.Zip(fast, Same).FirstOrDefault(difference => difference is not null);
            }
        );

    [Fact]
    public void A_gradient_has_at_most_five_times_the_nodes_of_its_loss() =>
        Holds(
            (loss, _) =>
                Gradient.Of(loss).Size <= 5 * loss.Size + 2 * loss.PointSize ? null : $"{Gradient.Of(loss).Size} nodes for {loss.Size}"
        );

    /// <summary>Lists of numbers of every size, shortened as FsCheck shortens lists.</summary>
    private static Arbitrary<int[]> Programs { get; } =
        Arb.From(Gen.Choose(0, int.MaxValue).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);

    [Fact]
    public void The_random_formulas_use_every_op_and_most_of_them_have_a_value()
    {
        var ops = new HashSet<Op>();
        var (all, finite) = (0, 0);
        Holds(
            (loss, point) =>
            {
                ops.UnionWith(loss.Nodes.Where((_, i) => loss.Reached()[i]).Select(n => n.Op));
                all++;
                finite += double.IsFinite(Value(loss, point)) ? 1 : 0;
                return null;
            }
        );
        Assert.Empty(EveryOp.WithArguments.Except(ops));
        Assert.True(finite > all / 3, $"{finite} of {all}");
    }

    /// <summary>Tries the law on random formulas, the same ones every time; null means it holds.</summary>
    private static void Holds(Func<Formula, double[], string?> law, int tests = 300)
    {
        var many = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 20 : 1;
        var config = Config.QuickThrowOnFailure.WithMaxTest(tests * many).WithEndSize(40).WithReplay(2026, 1121);
        Prop.ForAll(
                Programs,
                program =>
                {
                    var (loss, point) = Decoded.Loss(program);
                    var broken = law(loss, point);
                    return (broken is null).Label($"{loss.Infix}\n{broken}");
                }
            )
            .Check(config);
    }

    private static double Value(Formula f, double[] point) => Kernel.For(f, Tier.Interpreter).Value(point);

    private static string? Same(double a, double b) =>
        (double.IsNaN(a) && double.IsNaN(b)) || BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b)
            ? null
            : $"{a:R} and {b:R}";

    private static double[] Slice(Formula f, double[] point, string name)
    {
        var index = f.Parameters.Select(p => p.Name).ToList().IndexOf(name);
        return point[f.OffsetOf(index)..(f.OffsetOf(index) + f.Parameters[index].Shape.Count)];
    }

    private static (double[] Values, double[] Bounds) Bounded(Formula f, double[] point)
    {
        var error = new RunningError(f);
        var (values, bounds) = (new double[error.ResultSize], new double[error.ResultSize]);
        error.Run(point, values, bounds);
        return (values, bounds);
    }

    /// <summary>Further apart than rounding explains; what is not finite or not bounded cannot be compared.</summary>
    private static bool Apart(double a, double aBound, double b, double bBound)
    {
        if (!double.IsFinite(aBound) || !double.IsFinite(bBound))
            return false;
        return double.IsNaN(a) != double.IsNaN(b) || Math.Abs(a - b) > aBound + bBound;
    }
}
