using System.Globalization;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Descent;

/// <summary>Proves that a gradient is 0 at a point with simple fractions for numbers, by putting them into the formulas.</summary>
internal sealed class StationaryProof(Formula loss)
{
    private const int Largest = 16;
    private const int MostNodes = 2_000;
    private const long Denominator = 1_000;
    private static readonly double[] Distances = [1e-9, 1e-5, 1e-2];

    private readonly Formula? partials = loss.PointSize <= Largest && loss.Nodes.Length <= MostNodes ? Gradient.Partials(loss) : null;

    /// <summary>True when the gradient is linear and vanishes at one point only.</summary>
    public bool IsUnique => partials is not null && ConstantHessian.Of(loss) is { } matrix && ConstantHessian.IsRegular(matrix);

    /// <summary>The point of simple fractions beside this one where the gradient is proven to be 0, or this one.</summary>
    public (double[] At, bool Exact) Nearby(Landscape land, double[] point)
    {
        if (partials is null)
            return (point, false);
        var gradient = new double[point.Length];
        land.Gradient(point, gradient);
        var norm = Norms.Two(gradient);
        foreach (var distance in Distances)
        {
            var fractions = Array.ConvertAll(point, x => Simplest(x, distance * Math.Max(1, Math.Abs(x))));
            double[] at = Array.ConvertAll(fractions, f => (double)f.Above / f.Below);
            land.Gradient(at, gradient);
            if (Norms.Two(gradient) <= Math.Max(norm, 1e-12) && IsZero(fractions))
                return (at, true);
        }
        return (point, false);
    }

    private bool IsZero((long Above, long Below)[] fractions)
    {
        var by = new Dictionary<string, Formula>(StringComparer.Ordinal);
        var at = 0;
        foreach (var (name, shape) in loss.Parameters)
        {
            var text = Shaped(shape, fractions.AsSpan(at, shape.Count));
            if (!FormulaText.Parse(text).Is(out var value, out _))
                return false;
            by[name] = value;
            at += shape.Count;
        }
        if (!Substitute.Of(partials!, by).Is(out var there, out _))
            return false;
        var simple = Simplify.Of(there);
        return simple.Roots.All(r => IsZero(simple, r));
    }

    private static bool IsZero(Formula f, int node) =>
        f.Nodes[node].Op switch
        {
            Op.Const => f.ConstantOf(f.Nodes[node]).IsZero,
            Op.Fill => IsZero(f, f.Nodes[node].A),
            Op.Array => f.ListOf(f.Nodes[node]).ToArray().All(e => IsZero(f, e)),
            var _ => false,
        };

    private static string Shaped(Shape shape, ReadOnlySpan<(long Above, long Below)> fractions)
    {
        if (shape.IsScalar)
            return Text(fractions[0]);
        if (shape.IsVector)
            return List(fractions);
        var rows = new string[shape.Rows];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = List(fractions.Slice(i * shape.Columns, shape.Columns));
        return $"[{string.Join(", ", rows)}]";
    }

    private static string List(ReadOnlySpan<(long Above, long Below)> fractions)
    {
        var texts = new string[fractions.Length];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Text(fractions[i]);
        return $"[{string.Join(", ", texts)}]";
    }

    private static string Text((long Above, long Below) f) => string.Create(CultureInfo.InvariantCulture, $"({f.Above})/{f.Below}");

    /// <summary>The fraction with the smallest denominator within a distance, by continued fractions.</summary>
    private static (long Above, long Below) Simplest(double x, double distance)
    {
        if (Math.Abs(x) > 1e9)
            return ((long)Math.Clamp(Math.Round(x), -1e18, 1e18), 1);
        var (p0, q0, p1, q1) = (1L, 0L, (long)Math.Floor(x), 1L);
        if (Math.Abs(x - Math.Round(x)) <= distance)
            return ((long)Math.Round(x), 1);
        for (var rest = x - Math.Floor(x); rest > 1e-12 && Math.Abs(x - (double)p1 / q1) > distance; )
        {
            var turned = 1 / rest;
            var whole = (long)Math.Floor(turned);
            var (p, q) = (whole * p1 + p0, whole * q1 + q0);
            if (q > Denominator)
                break;
            (p0, q0, p1, q1, rest) = (p1, q1, p, q, turned - whole);
        }
        return (p1, q1);
    }
}
