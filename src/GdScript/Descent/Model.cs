namespace GdScript.Descent;

/// <summary>The quadratic model of a loss at a point, in the axes of its Hessian: where its least point lies within a radius.</summary>
internal readonly ref struct Model
{
    private readonly Scratch room;
    private readonly Span<double> units;
    private readonly int n;

    /// <param name="s">The point.</param>
    /// <param name="g">The gradient of the numbers that may move.</param>
    /// <param name="scale">The unit of each number is 1/scale; it grows to √|Hᵢᵢ| where that is more. Empty for units of 1.</param>
    public Model(in Step s, ReadOnlySpan<double> g, Span<double> scale)
    {
        n = g.Length;
        units = scale;
        room = new Scratch(3 * n * n + 3 * n);
        Matrix = room.Span[..(n * n)];
        Vectors = room.Span[(n * n)..(2 * n * n)];
        var work = room.Span[(2 * n * n)..(3 * n * n)];
        Values = room.Span[(3 * n * n)..][..n];
        Slopes = room.Span[(3 * n * n + n)..][..n];
        s.Oracle.Hessian(s.X, work[..(n * (n + 1) / 2)]);
        Symmetric.Unpack(work[..(n * (n + 1) / 2)], n, Matrix);
        Block(s, g);
        Matrix.CopyTo(work);
        Grow();
        for (var i = 0; i < work.Length && !units.IsEmpty; i++)
            work[i] = work[i] / units[i / n] / units[i % n];
        Symmetric.Diagonalize(work, n, Vectors);
        Slopes.Clear();
        (Least, Scale) = (double.PositiveInfinity, 0);
        for (var k = 0; k < n; k++)
        {
            Values[k] = work[k * n + k];
            Least = Math.Min(Least, Values[k]);
            Scale = Math.Max(Scale, Math.Abs(Values[k]));
            for (var i = 0; i < n; i++)
                Slopes[k] += Vectors[i * n + k] * (g[i] / Unit(i));
        }
    }

    /// <summary>The Hessian, with the rows of blocked numbers those of the unit matrix.</summary>
    public Span<double> Matrix { get; }

    /// <summary>Its eigenvectors, as columns.</summary>
    public Span<double> Vectors { get; }

    /// <summary>Its eigenvalues.</summary>
    public Span<double> Values { get; }

    /// <summary>The gradient along each eigenvector.</summary>
    public Span<double> Slopes { get; }

    /// <summary>The least eigenvalue.</summary>
    public double Least { get; }

    /// <summary>The largest absolute eigenvalue.</summary>
    public double Scale { get; }

    private double Unit(int i) => units.IsEmpty ? 1 : units[i];

    /// <summary>Moré 1978: units that follow the curvature and never widen again make the way independent of the scales of the numbers.</summary>
    private void Grow()
    {
        for (var i = 0; i < units.Length; i++)
            if (Math.Sqrt(Math.Abs(Matrix[i * n + i])) is var curve && curve > units[i] && double.IsFinite(curve))
                units[i] = curve;
        for (var i = 0; i < units.Length; i++)
            if (units[i] == 0)
                units[i] = 1;
    }

    /// <summary>The length of a step in the units of the model.</summary>
    public double Measure(ReadOnlySpan<double> p)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            sum += p[i] * Unit(i) * (p[i] * Unit(i));
        return Math.Sqrt(sum);
    }

    public bool IsFinite => double.IsFinite(Least) && double.IsFinite(Scale);

    /// <summary>g·p + ½·p·H·p, with the slope of the whole gradient.</summary>
    public double Change(in Step s, ReadOnlySpan<double> p, Span<double> scratch)
    {
        Symmetric.Times(Matrix, p, scratch);
        return Symmetric.Dot(s.Gradient, p) + Symmetric.Dot(p, scratch) / 2;
    }

    /// <summary>The least point within the radius; true when it is the model's own least point, inside.</summary>
    /// <param name="radius">In the units of the model.</param>
    /// <param name="p">Receives the step.</param>
    public bool Lowest(double radius, Span<double> p)
    {
        var low = Math.Max(0, -Least);
        var length = Length(low, out _);
        if (length <= radius)
        {
            Fill(low, p);
            if (Least < -1e-14 * Scale)
                ToTheEdge(p, Math.Sqrt(Math.Max(0, radius * radius - length * length)));
            return Least >= -1e-14 * Scale;
        }
        Fill(Shift(low, radius), p);
        return false;
    }

    /// <summary>λ with ‖p(λ)‖ = radius, by Newton's way on 1/‖p‖, kept in a bracket.</summary>
    private double Shift(double low, double radius)
    {
        var high = low + Norms.Two(Slopes) / radius;
        var shift = low == 0 ? 0 : low + 1e-3 * (high - low);
        for (var k = 0; k < 100; k++)
        {
            var length = Length(shift, out var bend);
            if (Math.Abs(length - radius) <= 1e-10 * radius)
                break;
            (low, high) = length > radius ? (shift, high) : (low, shift);
            var next = shift + (length - radius) / radius * (length * length / bend);
            shift = next > low && next < high ? next : (low + high) / 2;
            if (shift == low || shift == high)
                break;
        }
        return shift;
    }

    /// <summary>‖p(shift)‖, and Σ slope²/(λ + shift)³ for its derivative; infinite at a pole.</summary>
    private double Length(double shift, out double bend)
    {
        var (sum, small) = (0.0, 1e-15 * Scale);
        bend = 0;
        for (var k = 0; k < n; k++)
        {
            var curve = Values[k] + shift;
            if (curve <= small)
            {
                if (Math.Abs(Slopes[k]) > 1e-14 * Norms.Two(Slopes))
                    return double.PositiveInfinity;
                continue;
            }
            var part = Slopes[k] / curve;
            sum += part * part;
            bend += part * part / curve;
        }
        return Math.Sqrt(sum);
    }

    private void Fill(double shift, Span<double> p)
    {
        p.Clear();
        for (var k = 0; k < n; k++)
        {
            var curve = Values[k] + shift;
            if (curve <= 1e-15 * Scale)
                continue;
            var length = -Slopes[k] / curve;
            for (var i = 0; i < n; i++)
                p[i] += length * Vectors[i * n + k] / Unit(i);
        }
    }

    /// <summary>On along the direction of the least eigenvalue, downhill if it has a slope.</summary>
    private void ToTheEdge(Span<double> p, double rest)
    {
        var k = 0;
        for (var j = 1; j < n; j++)
            k = Values[j] < Values[k] ? j : k;
        var sign = Slopes[k] > 0 ? -rest : rest;
        for (var i = 0; i < n; i++)
            p[i] += sign * Vectors[i * n + k] / Unit(i);
    }

    private void Block(in Step s, ReadOnlySpan<double> g)
    {
        for (var i = 0; s.Box is not null && i < n; i++)
            if (g[i] == 0 && s.Gradient[i] != 0)
                for (var j = 0; j < n; j++)
                    Matrix[i * n + j] = Matrix[j * n + i] = i == j ? 1 : 0;
    }

    public void Dispose() => room.Dispose();
}
