using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Benchmarks.Peers;

/// <summary>Losses over rows of data: a curve through a million points, and two classifiers.</summary>
internal static class RowWorks
{
    public static IEnumerable<Work> All => [Decay, Logistic, Softmax];

    private const int Features = 10;
    private const int Inputs = 20;
    private const int Classes = 10;

    private static Work Decay
    {
        get
        {
            var t = Column(1_000_000, i => 4.0 * i / 1_000_000);
            return new("a·e^(−bt)+c, 1e6 rows", "param a, b, c; column t, y; (a*exp(-b*t) + c - y)^2", [2.2, 0.8, 0.4])
            {
                Columns = Scalars([("t", t), ("y", [.. t.Select((s, i) => 2 * Math.Exp(-s) + 0.5 + 0.01 * Noise(i))])]),
                Goals = [new("C fast", 0.85), new("PyTorch", 0.1)],
                C = """
                    #include <math.h>
                    double work(const double *x, double *g, const double *const *columns, long rows)
                    {
                        const double *t = columns[0], *y = columns[1];
                        double a = x[0], b = x[1], c = x[2], loss = 0, ga = 0, gb = 0, gc = 0;
                        for (long i = 0; i < rows; i++) {
                            double e = exp(-b * t[i]), r = a * e + c - y[i];
                            loss += r * r;
                            ga += r * e;
                            gb += r * e * t[i];
                            gc += r;
                        }
                        g[0] = 2 * ga / rows;
                        g[1] = -2 * a * gb / rows;
                        g[2] = 2 * gc / rows;
                        return loss / rows;
                    }
                    """,
                Torch = "def loss(x, data): return ((x[0]*torch.exp(-x[1]*data[0]) + x[2] - data[1])**2).mean()",
                Numba = """
                    def work(x, g, data):
                        t, y = data[0], data[1]
                        a, b, c = x
                        loss = ga = gb = gc = 0.0
                        for i in range(len(t)):
                            e = np.exp(-b*t[i])
                            r = a*e + c - y[i]
                            loss += r*r
                            ga += r*e
                            gb += r*e*t[i]
                            gc += r
                        n = len(t)
                        g[0], g[1], g[2] = 2*ga/n, -2*a*gb/n, 2*gc/n
                        return loss/n
                    """,
                Numpy = """
                    def work(x, g, data):
                        t, y = data
                        a, b, c = x
                        e = np.exp(-b*t)
                        r = a*e + c - y
                        g[:] = 2*(r*e).mean(), -2*a*(r*e*t).mean(), 2*r.mean()
                        return (r*r).mean()
                    """,
            };
        }
    }

    private static Work Logistic
    {
        get
        {
            var columns = Enumerable.Range(0, Features).Select(k => ($"x{k}", Column(1_000_000, i => Noise(i * Features + k)))).ToArray();
            var label = Column(1_000_000, i => columns[0].Item2[i] - columns[3].Item2[i] + 0.3 * Noise(-i - 1) > 0 ? 1 : 0);
            var names = string.Join(", ", columns.Select(c => c.Item1));
            return new(
                "logistic, 10 features, 1e6 rows",
                $"param w[{Features}], b; column {names}, y; z = dot(w, [{names}]) + b; softplus(z) - y*z",
                [.. Enumerable.Range(0, Features + 1).Select(k => 0.1 * k - 0.4)]
            )
            {
                Columns = Scalars([.. columns, ("y", label)]),
                Goals = [new("C fast", 0.85), new("PyTorch", 0.2)],
                C = $$"""
                    #include <math.h>
                    double work(const double *x, double *g, const double *const *columns, long rows)
                    {
                        const double *restrict c0 = columns[0], *restrict c1 = columns[1], *restrict c2 = columns[2], *restrict c3 = columns[3];
                        const double *restrict c4 = columns[4], *restrict c5 = columns[5], *restrict c6 = columns[6], *restrict c7 = columns[7];
                        const double *restrict c8 = columns[8], *restrict c9 = columns[9], *restrict y = columns[10];
                        double loss = 0, s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0, s8 = 0, s9 = 0, s = 0;
                        double w0 = x[0], w1 = x[1], w2 = x[2], w3 = x[3], w4 = x[4], w5 = x[5], w6 = x[6], w7 = x[7], w8 = x[8], w9 = x[9], b = x[10];
                        for (long i = 0; i < rows; i++) {
                            double z = b + w0 * c0[i] + w1 * c1[i] + w2 * c2[i] + w3 * c3[i] + w4 * c4[i] + w5 * c5[i] + w6 * c6[i] + w7 * c7[i] + w8 * c8[i] + w9 * c9[i];
                            double q = exp(-fabs(z)), m = 1 / (1 + q), d = (z >= 0 ? m : q * m) - y[i];
                            loss += (z > 0 ? z : 0) + log(1 + q) - y[i] * z;
                            s0 += d * c0[i]; s1 += d * c1[i]; s2 += d * c2[i]; s3 += d * c3[i]; s4 += d * c4[i];
                            s5 += d * c5[i]; s6 += d * c6[i]; s7 += d * c7[i]; s8 += d * c8[i]; s9 += d * c9[i];
                            s += d;
                        }
                        g[0] = s0 / rows; g[1] = s1 / rows; g[2] = s2 / rows; g[3] = s3 / rows; g[4] = s4 / rows;
                        g[5] = s5 / rows; g[6] = s6 / rows; g[7] = s7 / rows; g[8] = s8 / rows; g[9] = s9 / rows;
                        g[10] = s / rows;
                        return loss / rows;
                    }
                    """,
                Torch = """
                    def loss(x, data):
                        if isinstance(data, list): data[:] = [torch.stack(data[:10], 1), data[10]] if len(data) > 2 else data
                        return torch.nn.functional.binary_cross_entropy_with_logits(data[0] @ x[:10] + x[10], data[1])
                    """,
                Numba = """
                    def work(x, g, data):
                        n = data.shape[1]
                        g[:] = 0
                        loss = 0.0
                        for i in range(n):
                            z = x[10]
                            for k in range(10):
                                z += x[k]*data[k, i]
                            q = np.exp(-abs(z))
                            m = 1/(1 + q)
                            d = (m if z >= 0 else q*m) - data[10, i]
                            loss += max(z, 0.0) + np.log(1 + q) - data[10, i]*z
                            for k in range(10):
                                g[k] += d*data[k, i]
                            g[10] += d
                        g /= n
                        return loss/n
                    """,
            };
        }
    }

    private static Work Softmax
    {
        get
        {
            const int rows = 100_000;
            var inputs = Enumerable.Range(0, Inputs).Select(k => ($"x{k}", Column(rows, i => Noise(i * Inputs + k)))).ToArray();
            var label = Column(rows, i => (int)(Classes * 0.4999 * (1 + Math.Sin(3 * inputs[0].Item2[i] + inputs[5].Item2[i]))));
            var ones = Enumerable.Range(0, Classes).Select(c => ($"y{c}", label.Select(l => l == c ? 1.0 : 0).ToArray())).ToArray();
            var (x, y) = (string.Join(", ", inputs.Select(c => c.Item1)), string.Join(", ", ones.Select(c => c.Item1)));
            return new(
                "softmax 20→10, 1e5 rows",
                $"param W[{Classes},{Inputs}]; column {x}, {y}; p = W*[{x}]; logsumexp(p) - dot([{y}], p)",
                [.. Enumerable.Range(0, Classes * Inputs).Select(i => (i * 7 % 13 - 6) * 0.05)]
            )
            {
                Columns = Scalars([.. inputs, .. ones]),
                Goals = [new("C fast", 0.85), new("PyTorch", 0.2)],
                C = $$"""
                    #include <math.h>
                    #define B 8
                    double work(const double *w, double *g, const double *const *columns, long rows)
                    {
                        double sums[{{Classes * Inputs}}][B] = {0}, loss = 0;
                        for (long i = 0; i < rows; i += B) {
                            double p[{{Classes}}][B], top[B], total[B] = {0};
                            for (int c = 0; c < {{Classes}}; c++) {
                                double z[B] = {0};
                                for (int k = 0; k < {{Inputs}}; k++) for (int j = 0; j < B; j++) z[j] += w[c * {{Inputs}} + k] * columns[k][i + j];
                                for (int j = 0; j < B; j++) p[c][j] = z[j];
                            }
                            for (int j = 0; j < B; j++) top[j] = p[0][j];
                            for (int c = 1; c < {{Classes}}; c++) for (int j = 0; j < B; j++) top[j] = p[c][j] > top[j] ? p[c][j] : top[j];
                            for (int c = 0; c < {{Classes}}; c++) for (int j = 0; j < B; j++) {
                                loss -= columns[{{Inputs}} + c][i + j] * p[c][j];
                                p[c][j] = exp(p[c][j] - top[j]);
                                total[j] += p[c][j];
                            }
                            for (int j = 0; j < B; j++) loss += top[j] + log(total[j]);
                            for (int c = 0; c < {{Classes}}; c++) {
                                double d[B];
                                for (int j = 0; j < B; j++) d[j] = p[c][j] / total[j] - columns[{{Inputs}} + c][i + j];
                                for (int k = 0; k < {{Inputs}}; k++) for (int j = 0; j < B; j++) sums[c * {{Inputs}} + k][j] += d[j] * columns[k][i + j];
                            }
                        }
                        for (int i = 0; i < {{Classes * Inputs}}; i++) {
                            double s = 0;
                            for (int j = 0; j < B; j++) s += sums[i][j];
                            g[i] = s / rows;
                        }
                        return loss / rows;
                    }
                    """,
                Torch = $$"""
                    def loss(x, data):
                        if len(data) > 2: data[:] = [torch.stack(data[:{{Inputs}}], 1), torch.stack(data[{{Inputs}}:], 1).argmax(1)]
                        return torch.nn.functional.cross_entropy(data[0] @ x.reshape({{Classes}}, {{Inputs}}).T, data[1])
                    """,
            };
        }
    }

    private static ImmutableArray<(string, Shape, double[])> Scalars(ReadOnlySpan<(string Name, double[] Values)> columns) =>
        [.. columns.ToArray().Select(c => (c.Name, Shape.Scalar, c.Values))];

    private static double[] Column(int rows, Func<int, double> value) => [.. Enumerable.Range(0, rows).Select(value)];

    /// <summary>Between −1 and 1, the same on every machine.</summary>
    internal static double Noise(long i)
    {
        var bits = (ulong)i * 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return ((bits ^ (bits >> 31)) >> 11) * (2.0 / (1UL << 53)) - 1;
    }
}
