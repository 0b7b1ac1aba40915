using System.Globalization;
using System.Text;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Text;
using Xunit;

namespace GdScript.Tests.Algebra;

public class SimplifyLaws
{
    private const int Formulas = 3600;

    [Fact]
    public void The_value_stays_wherever_there_is_one()
    {
        var seen = new Dictionary<Op, int>();
        var wrong = new StringBuilder();
        for (var seed = 0; seed < Formulas; seed++)
        {
            var f = RandomFormulas.Of(seed);
            var simple = Simplify.Of(f);
            for (var k = 0; k < 4; k++)
                if (Same(f, simple, RandomFormulas.Point(seed * 7 + k), out var compared) is { } difference)
                    wrong.AppendLine(CultureInfo.InvariantCulture, $"{seed}.{k}: {difference}\n   {f.Infix}\n   {simple.Infix}");
                else if (compared)
                    Count(f, seen);
        }
        Assert.True(wrong.Length == 0, wrong.ToString());
        foreach (var op in Enum.GetValues<Op>().Where(op => op != Op.Column && op.Family() != Family.Rows))
            Assert.True(seen.GetValueOrDefault(op) >= 20, $"{op} was compared {seen.GetValueOrDefault(op)} times only");
    }

    [Fact]
    public void The_value_stays_where_there_is_much_to_simplify()
    {
        var (wrong, used) = (new StringBuilder(), new HashSet<Rewrite>());
        for (var seed = 0; seed < 3 * Formulas; seed++)
        {
            var f = RandomFormulas.Dense(seed);
            var (simple, rewrites) = Simplify.Explain(f);
            used.UnionWith(rewrites);
            for (var k = 0; k < 3; k++)
                if (Same(f, simple, RandomFormulas.Point(seed * 7 + k), out _) is { } difference)
                    wrong.AppendLine(CultureInfo.InvariantCulture, $"{seed}.{k}: {difference}\n   {f.Infix}\n   {simple.Infix}");
        }
        Assert.True(wrong.Length == 0, wrong.ToString());
        Assert.True(used.Count > 0.6 * Rewrites.All.Length, $"only {used.Count} of {Rewrites.All.Length} rewrites were met");
    }

    [Fact]
    public void A_value_where_there_was_none_comes_from_a_rewrite_that_says_so()
    {
        var (wrong, widened) = (new StringBuilder(), 0);
        for (var seed = 0; seed < 3 * Formulas; seed++)
        {
            var f = RandomFormulas.Dense(seed);
            // The plain lgamma(1) is not quite 0, and 0 to a power is a matter of signs.
            if (f.Nodes.Any(n => n.Op == Op.Lgamma))
                continue;
            var (simple, rewrites) = Simplify.Explain(f);
            for (var k = 0; k < 3; k++)
            {
                var point = RandomFormulas.Point(seed * 7 + k);
                if (Bounds.At(f, point).Values.All(double.IsFinite))
                    continue;
                var (values, errors, _) = Bounds.At(simple, point);
                if (!values.All(v => double.IsFinite(v) && Math.Abs(v) < 1e6) || !errors.All(e => e < 1e-6))
                    continue;
                widened++;
                if (!rewrites.Any(r => r.WidensDomain))
                    wrong.AppendLine(
                        CultureInfo.InvariantCulture,
                        $"{seed}.{k}:\n   {f.Infix}\n   {simple.Infix}   {string.Join(", ", point)}"
                    );
            }
        }
        Assert.True(wrong.Length == 0, wrong.ToString());
        Assert.True(widened > 50, $"{widened}");
    }

    [Fact]
    public void The_gradient_for_a_reader_is_the_gradient()
    {
        var compared = 0;
        for (var seed = 0; seed < 1500; seed++)
        {
            var f = RandomFormulas.Of(seed);
            if (!f.Top.Shape.IsScalar)
                continue;
            var gradient = Gradient.Of(f);
            gradient = gradient.WithRoots(gradient.Roots.AsSpan()[1..]);
            var difference = Same(gradient, Simplify.Of(gradient), RandomFormulas.Point(seed), out var both);
            Assert.True(difference is null, $"{seed}: {difference}\n{f.Infix}");
            compared += both ? 1 : 0;
        }
        Assert.True(compared > 100, $"{compared}");
    }

    [Fact]
    public void What_is_printed_reads_back_as_simple_as_it_was()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var simple = Simplify.Of(RandomFormulas.Of(seed));
            var again = Simplify.Of(FormulaText.Parse($"param x, y, z, u[3], v[3], A[3,3], B[3,3]\n{simple.Infix}").Value);
            Assert.True(simple.Size == again.Size, $"{seed}\n{simple.Infix}\n{again.Infix}");
            Assert.Null(Same(simple, again, RandomFormulas.Point(seed), out _));
        }
    }

    [Fact]
    public void Simplifying_twice_is_simplifying_once()
    {
        var wrong = new StringBuilder();
        for (var seed = 0; seed < Formulas; seed++)
        {
            var once = Simplify.Of(RandomFormulas.Of(seed, 2));
            var twice = Simplify.Of(once);
            if (!Same(once, twice))
                wrong.AppendLine(CultureInfo.InvariantCulture, $"{seed}:\n   {once.Infix}\n   {twice.Infix}");
        }
        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public void A_simpler_formula_is_not_a_longer_one()
    {
        var (before, after) = (0, 0);
        for (var seed = 0; seed < Formulas; seed++)
        {
            var f = RandomFormulas.Of(seed, 3);
            var simple = Simplify.Of(f);
            Assert.True(simple.Size <= 1.2 * f.Size + 8, $"{seed}: {f.Size} -> {simple.Size}\n{f.Infix}\n{simple.Infix}");
            (before, after) = (before + f.Size, after + simple.Size);
        }
        Assert.True(after < 0.9 * before, $"{before} -> {after}");
    }

    [Fact]
    public void The_same_formula_gives_the_same_result()
    {
        for (var seed = 0; seed < 200; seed++)
            Assert.True(Same(Simplify.Of(RandomFormulas.Of(seed, 2)), Simplify.Of(RandomFormulas.Of(seed, 2))));
    }

    [Fact]
    public void Names_roots_and_shapes_stay()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var f = RandomFormulas.Of(seed, 3);
            var simple = Simplify.Of(f);
            Assert.Equal(f.Parameters.AsSpan(), simple.Parameters.AsSpan());
            Assert.Equal(f.Roots.Select(r => f.Nodes[r].Shape), simple.Roots.Select(r => simple.Nodes[r].Shape));
        }
    }

    /// <summary>Null when the two agree at a point as far as rounding lets one say, or the first has no value there.</summary>
    internal static string? Same(Formula f, Formula g, double[] point, out bool compared)
    {
        var (want, error, finite) = Bounds.At(f, point);
        compared = false;
        if (!finite)
            return null;
        var (got, other, _) = Bounds.At(g, point);
        for (var i = 0; i < want.Length; i++)
        {
            if (!double.IsFinite(want[i]) || !(error[i] < 1e-3 * (1 + Math.Abs(want[i]))) || Math.Abs(want[i]) > 1e60)
                continue;
            if (!double.IsFinite(got[i]))
                return $"{want[i]:R} became {got[i]}";
            compared |= other[i] < 1e-3 * (1 + Math.Abs(want[i]));
            if (!(Math.Abs(want[i] - got[i]) <= 4 * (error[i] + other[i]) + 1e-300))
                return $"{want[i]:R} became {got[i]:R} (bounds {error[i]:E1}, {other[i]:E1})";
        }
        return null;
    }

    /// <summary>Equal in structure: built into one sketch, the roots are the same nodes.</summary>
    internal static bool Same(Formula f, Formula g)
    {
        var sketch = new Sketch();
        foreach (var p in f.Parameters)
            sketch.Param(p.Name, p.Shape);
        return Graft.Onto(sketch, f, f.Roots.AsSpan(), _ => null).SequenceEqual(Graft.Onto(sketch, g, g.Roots.AsSpan(), _ => null));
    }

    private static void Count(Formula f, Dictionary<Op, int> seen)
    {
        var live = f.Reached();
        for (var i = 0; i < live.Length; i++)
            if (live[i])
                seen[f.Nodes[i].Op] = seen.GetValueOrDefault(f.Nodes[i].Op) + 1;
    }
}
