using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>
/// bᵗ for t = 1, 2, 3, …, worked out some steps ahead and several at a time. It is no state of a walk: every number is
/// <see cref="Elementary.Pow(double, double)"/> of b and t, whoever asks in whatever order.
/// </summary>
internal sealed class Powers
{
    private const int Ahead = 32;
    private const int Most = 4;
    private readonly List<Row> rows = [];

    /// <summary>1 − bᵗ for 0 ≤ b &lt; 1; beyond a step this is 1 to the last bit.</summary>
    public static double Rest(Powers? ahead, double b, long t) => 1 - (ahead is null ? Elementary.Pow(b, t) : ahead.Of(b, t));

    private double Of(double b, long t)
    {
        foreach (var row in rows)
            if (row.Base == b)
                return row.Of(t);
        if (rows.Count < Most)
            rows.Add(new Row(b));
        return Elementary.Pow(b, t);
    }

    private sealed class Row(double b)
    {
        private readonly double[] exponents = new double[Ahead];
        private readonly double[] values = new double[Ahead];
        private long first = long.MaxValue;
        private long last = long.MinValue;

        public double Base => b;

        /// <summary>Who asks for one step after the other is answered ahead.</summary>
        public double Of(long t)
        {
            var follows = t == last + 1;
            last = t;
            if (t >= first && t - first < Ahead)
                return values[t - first];
            if (!follows)
                return Elementary.Pow(b, t);
            Fill(t);
            return values[0];
        }

        private void Fill(long t)
        {
            Array.Fill(values, b);
            for (var k = 0; k < Ahead; k++)
                exponents[k] = t + k;
            Elementary.Pow(values, exponents, values);
            first = t;
        }
    }
}
