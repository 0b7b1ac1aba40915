using System.Globalization;

namespace GdScript.Benchmarks.Peers;

/// <summary>The test functions of unconstrained minimisation (Moré, Garbow and Hillstrom 1981; Ackley 1987).</summary>
internal static class Classics
{
    public static IEnumerable<Work> All => [Rosenbrock(2), Rosenbrock(100), Wood, Powell, Ackley];

    private static readonly Goal[] Usual = [new("C -O3", 1.6), new("C#", 1.1)];

    private static Work Rosenbrock(int n) =>
        new($"Rosenbrock-{n}", Sum(n, n - 1, 1, "100*(x[{1}] - x[{0}]^2)^2 + (1 - x[{0}])^2"), Start(n, -1.2, 1))
        {
            Goals = n == 2 ? [.. Usual] : [.. Usual, new("C -O3", 0.4)],
            C = $$"""
                double work(const double *x, double *g, const double *const *columns, long rows)
                {
                    double loss = 0;
                    for (int i = 0; i < {{n}}; i++) g[i] = 0;
                    for (int i = 0; i + 1 < {{n}}; i++) {
                        double rise = x[i + 1] - x[i] * x[i], miss = 1 - x[i];
                        loss += 100 * rise * rise + miss * miss;
                        g[i] += -400 * x[i] * rise - 2 * miss;
                        g[i + 1] += 200 * rise;
                    }
                    return loss;
                }
                """,
            CSharp = static (x, g) =>
            {
                var loss = 0.0;
                g.AsSpan().Clear();
                for (var i = 0; i + 1 < x.Length; i++)
                {
                    var (rise, miss) = (x[i + 1] - x[i] * x[i], 1 - x[i]);
                    loss += 100 * rise * rise + miss * miss;
                    g[i] += -400 * x[i] * rise - 2 * miss;
                    g[i + 1] += 200 * rise;
                }
                return loss;
            },
            Torch = "def loss(x, data): return (100*(x[1:] - x[:-1]**2)**2 + (1 - x[:-1])**2).sum()",
            Sympy = "def loss(x): return sum(100*(x[i+1] - x[i]**2)**2 + (1 - x[i])**2 for i in range(len(x) - 1))",
            Numpy = """
                def work(x, g, data):
                    a, b = x[:-1], x[1:]
                    rise, miss = b - a*a, 1 - a
                    g[:] = 0
                    g[:-1] += -400*a*rise - 2*miss
                    g[1:] += 200*rise
                    return (100*rise*rise + miss*miss).sum()
                """,
            Numba = """
                def work(x, g, data):
                    loss = 0.0
                    g[:] = 0
                    for i in range(len(x) - 1):
                        rise, miss = x[i+1] - x[i]*x[i], 1 - x[i]
                        loss += 100*rise*rise + miss*miss
                        g[i] += -400*x[i]*rise - 2*miss
                        g[i+1] += 200*rise
                    return loss
                """,
            Adolc = $$"""
                adouble sum = 0;
                for (int i = 0; i + 1 < n; i++) {
                    adouble rise = x[i + 1] - x[i] * x[i], miss = 1 - x[i];
                    sum += 100 * rise * rise + miss * miss;
                }
                return sum;
                """,
        };

    private static Work Wood =>
        new(
            "Wood-100",
            Sum(
                100,
                100,
                4,
                "100*(x[{1}] - x[{0}]^2)^2 + (1 - x[{0}])^2 + 90*(x[{3}] - x[{2}]^2)^2 + (1 - x[{2}])^2 + 10*(x[{1}] + x[{3}] - 2)^2 + 0.1*(x[{1}] - x[{3}])^2"
            ),
            Start(100, -3, -1)
        )
        {
            Goals = [.. Usual],
            C = """
                double work(const double *x, double *g, const double *const *columns, long rows)
                {
                    double loss = 0;
                    for (int i = 0; i < 100; i += 4) {
                        double a = x[i + 1] - x[i] * x[i], b = 1 - x[i], c = x[i + 3] - x[i + 2] * x[i + 2], d = 1 - x[i + 2];
                        double s = x[i + 1] + x[i + 3] - 2, t = x[i + 1] - x[i + 3];
                        loss += 100 * a * a + b * b + 90 * c * c + d * d + 10 * s * s + 0.1 * t * t;
                        g[i] = -400 * x[i] * a - 2 * b;
                        g[i + 1] = 200 * a + 20 * s + 0.2 * t;
                        g[i + 2] = -360 * x[i + 2] * c - 2 * d;
                        g[i + 3] = 180 * c + 20 * s - 0.2 * t;
                    }
                    return loss;
                }
                """,
            CSharp = static (x, g) =>
            {
                var loss = 0.0;
                for (var i = 0; i + 3 < x.Length && i + 3 < g.Length; i += 4)
                {
                    var (a, b, c, d) = (x[i + 1] - x[i] * x[i], 1 - x[i], x[i + 3] - x[i + 2] * x[i + 2], 1 - x[i + 2]);
                    var (s, t) = (x[i + 1] + x[i + 3] - 2, x[i + 1] - x[i + 3]);
                    loss += 100 * a * a + b * b + 90 * c * c + d * d + 10 * s * s + 0.1 * t * t;
                    g[i] = -400 * x[i] * a - 2 * b;
                    g[i + 1] = 200 * a + 20 * s + 0.2 * t;
                    g[i + 2] = -360 * x[i + 2] * c - 2 * d;
                    g[i + 3] = 180 * c + 20 * s - 0.2 * t;
                }
                return loss;
            },
            Torch = """
                def loss(x, data):
                    a, b, c, d = x[0::4], x[1::4], x[2::4], x[3::4]
                    return (100*(b - a**2)**2 + (1 - a)**2 + 90*(d - c**2)**2 + (1 - c)**2 + 10*(b + d - 2)**2 + 0.1*(b - d)**2).sum()
                """,
            Numba = """
                def work(x, g, data):
                    loss = 0.0
                    for i in range(0, len(x), 4):
                        a, b, c, d = x[i+1] - x[i]*x[i], 1 - x[i], x[i+3] - x[i+2]*x[i+2], 1 - x[i+2]
                        s, t = x[i+1] + x[i+3] - 2, x[i+1] - x[i+3]
                        loss += 100*a*a + b*b + 90*c*c + d*d + 10*s*s + 0.1*t*t
                        g[i] = -400*x[i]*a - 2*b
                        g[i+1] = 200*a + 20*s + 0.2*t
                        g[i+2] = -360*x[i+2]*c - 2*d
                        g[i+3] = 180*c + 20*s - 0.2*t
                    return loss
                """,
            Sympy = """
                def loss(x):
                    return sum(100*(x[i+1] - x[i]**2)**2 + (1 - x[i])**2 + 90*(x[i+3] - x[i+2]**2)**2 + (1 - x[i+2])**2
                        + 10*(x[i+1] + x[i+3] - 2)**2 + 0.1*(x[i+1] - x[i+3])**2 for i in range(0, len(x), 4))
                """,
        };

    private static Work Powell =>
        new(
            "Powell-100",
            Sum(100, 100, 4, "(x[{0}] + 10*x[{1}])^2 + 5*(x[{2}] - x[{3}])^2 + (x[{1}] - 2*x[{2}])^4 + 10*(x[{0}] - x[{3}])^4"),
            [.. Enumerable.Range(0, 100).Select(i => (double[])[3, -1, 0, 1]).SelectMany(b => b).Take(100)]
        )
        {
            Goals = [.. Usual],
            C = """
                double work(const double *x, double *g, const double *const *columns, long rows)
                {
                    double loss = 0;
                    for (int i = 0; i < 100; i += 4) {
                        double a = x[i] + 10 * x[i + 1], b = x[i + 2] - x[i + 3], c = x[i + 1] - 2 * x[i + 2], d = x[i] - x[i + 3];
                        double cc = c * c, dd = d * d, c3 = 4 * cc * c, d3 = 40 * dd * d;
                        loss += a * a + 5 * b * b + cc * cc + 10 * dd * dd;
                        g[i] = 2 * a + d3;
                        g[i + 1] = 20 * a + c3;
                        g[i + 2] = 10 * b - 2 * c3;
                        g[i + 3] = -10 * b - d3;
                    }
                    return loss;
                }
                """,
            CSharp = static (x, g) =>
            {
                var loss = 0.0;
                for (var i = 0; i + 3 < x.Length && i + 3 < g.Length; i += 4)
                {
                    var (a, b, c, d) = (x[i] + 10 * x[i + 1], x[i + 2] - x[i + 3], x[i + 1] - 2 * x[i + 2], x[i] - x[i + 3]);
                    var (cc, dd) = (c * c, d * d);
                    var (c3, d3) = (4 * cc * c, 40 * dd * d);
                    loss += a * a + 5 * b * b + cc * cc + 10 * dd * dd;
                    g[i] = 2 * a + d3;
                    g[i + 1] = 20 * a + c3;
                    g[i + 2] = 10 * b - 2 * c3;
                    g[i + 3] = -10 * b - d3;
                }
                return loss;
            },
            Torch = """
                def loss(x, data):
                    a, b, c, d = x[0::4], x[1::4], x[2::4], x[3::4]
                    return ((a + 10*b)**2 + 5*(c - d)**2 + (b - 2*c)**4 + 10*(a - d)**4).sum()
                """,
        };

    private static Work Ackley =>
        new(
            "Ackley-10",
            "param x[10]; -20*exp(-0.2*sqrt(mean(x.^2))) - exp(mean(cos(2*pi*x))) + 20 + e",
            [.. Enumerable.Range(0, 10).Select(i => 0.3 * i - 1.1)]
        )
        {
            Goals = [.. Usual],
            C = """
                #include <math.h>
                double work(const double *x, double *g, const double *const *columns, long rows)
                {
                    const double turn = 6.283185307179586;
                    double squares = 0, waves = 0;
                    for (int i = 0; i < 10; i++) {
                        squares += x[i] * x[i];
                        waves += cos(turn * x[i]);
                    }
                    double root = sqrt(squares / 10), first = exp(-0.2 * root), second = exp(waves / 10);
                    for (int i = 0; i < 10; i++)
                        g[i] = 4 * first * x[i] / (10 * root) + second * turn * sin(turn * x[i]) / 10;
                    return -20 * first - second + 20 + 2.718281828459045;
                }
                """,
            CSharp = static (x, g) =>
            {
                const double turn = 6.283185307179586;
                var (squares, waves) = (0.0, 0.0);
                foreach (var at in x)
                {
                    squares += at * at;
                    waves += Math.Cos(turn * at);
                }
                var root = Math.Sqrt(squares / 10);
                var (first, second) = (Math.Exp(-0.2 * root), Math.Exp(waves / 10));
                for (var i = 0; i < x.Length && i < g.Length; i++)
                    g[i] = 4 * first * x[i] / (10 * root) + second * turn * Math.Sin(turn * x[i]) / 10;
                return -20 * first - second + 20 + Math.E;
            },
            Torch = """
                def loss(x, data):
                    return -20*torch.exp(-0.2*torch.sqrt((x**2).mean())) - torch.exp(torch.cos(2*torch.pi*x).mean()) + 20 + 2.718281828459045
                """,
            Adolc = """
                adouble squares = 0, waves = 0;
                for (int i = 0; i < n; i++) { squares += x[i] * x[i]; waves += cos(6.283185307179586 * x[i]); }
                return -20 * exp(-0.2 * sqrt(squares / n)) - exp(waves / n) + 20 + 2.718281828459045;
                """,
        };

    private static double[] Start(int n, double even, double odd) => [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? even : odd)];

    /// <summary>A sum written out term by term, as a person or a script does who has no sum over an index.</summary>
    private static string Sum(int n, int to, int step, string term) =>
        $"param x[{n}]; "
        + string.Join(
            " + ",
            from i in Enumerable.Range(0, (to + step - 1) / step)
            let at = i * step
            select string.Format(CultureInfo.InvariantCulture, term, at, at + 1, at + 2, at + 3)
        );
}
