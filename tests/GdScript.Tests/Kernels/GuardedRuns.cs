using System.Globalization;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Layout = GdScript.Kernels.Layout;

namespace GdScript.Tests.Kernels;

/// <summary>Every engine on memory that is guarded at either end. What comes out is other tests' business.</summary>
internal static unsafe class GuardedRuns
{
    private static readonly bool Nightly = Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1";

    /// <summary>Rows of a table whose last or first rows are used: pages before and behind them can be forbidden.</summary>
    private const int Rows = 4_000;

    private static readonly Column[] Columns = [new("t"), new("y"), new("k"), new("v") { Shape = Shape.Vector(3) }];

    private static readonly string[] RowTexts =
    [
        "param a, b; rowmean((a*exp(-b*t) - y)^2)",
        "param a, b; rowsum(sin(a*t)*y) + rowmax(b*t) - rowmin(y)",
        "param w[3], b; rowmean(softplus(dot(w, v) + b) - y*dot(w, v))",
        "param W[20,3], u[20]; rowmean((dot(u, tanh(W*v)) - y)^2)",
        "param p[40]; rowmean((p[k] - y)^2)",
        "param a; rowsum(lgamma(2 + t^2)*a)",
    ];

    public static void All(Action<string> begin)
    {
        foreach (var size in Sizes)
        foreach (var text in Texts(size).Where((_, k) => Nightly || (size + k) % 2 == 0))
        foreach (var formula in (Formula[])[Parse(text), Gradient.Of(Parse(text))])
        {
            begin($"{size}: {text[..Math.Min(100, text.Length)]}");
            Straight(formula);
        }
        foreach (var text in RowTexts)
        foreach (var count in Sizes.Where(size => Nightly || size % 5 < 2))
        {
            begin($"{count} rows: {text}");
            OverRows(Gradient.Of(FormulaText.Parse(text, null, Columns).Value.With(Data)), count);
        }
    }

    private static IEnumerable<int> Sizes =>
        Nightly ? Enumerable.Range(1, 70) : [1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 15, 16, 17, 20, 23, 25, 31, 33, 70];

    /// <summary>Loops of terms with every stride, operations on arrays, products, look-ups.</summary>
    private static string[] Texts(int n) =>
        [
            $"param x[{n + 2}]; {Terms(n, 1, "x[{0}]*sin(x[{1}]) - x[{2}]^2*x[{0}]")}",
            $"param x[{n + 1}]; {Terms(n, 1, "100*(x[{1}] - x[{0}]^2)^2 + (1 - x[{0}])^2")}",
            $"param x[{2 * n}]; {Terms(n, 2, "x[{0}]*exp(x[{1}])")}",
            $"param x[{3 * n}]; {Terms(n, 3, "x[{0}]*x[{2}] + x[{1}]^4")}",
            $"param x[{4 * n}]; {Terms(n, 4, "{0}.5*x[{3}]*x[{1}]*cos(x[{0}])")}",
            $"param x[{2 * n}]; {Terms(n, 2, "sin(x[{1}])*x[{1}]")}",
            $"param x[{3 * n}]; {Terms(n, 3, "x[{1}]*exp(x[{2}])")}",
            $"param x[{4 * n}]; {Terms(n, 4, "x[{3}]*(x[{2}] - x[{3}]^2)^2")}",
            $"param x[{n}], y[{n}]; sum(exp(x).*y)*mean(x.*y) + dot(x, y) + norm(y) + logsumexp(x)",
            $"param x[{n}]; p = softmax(x); dot(p, x.^3) + max(p[0], x[{n - 1}])",
            $"param A[{n % 13 + 1},{n}], B[{n},{n % 11 + 1}], y[{n}]; C = A*B; sum(C.*C) + sum(A*y)",
            $"param x[{n}], y[{n % 9 + 1}]; M = outer(x, y); sum(M.*M) + sum(transpose(M)*x)",
            $"param x[{n}], i; x[i]^2 + x[0]",
        ];

    private static string Terms(int count, int step, string term) =>
        string.Join(
            " + ",
            Enumerable
                .Range(0, count)
                .Select(i => i * step)
                .Select(i => string.Format(CultureInfo.InvariantCulture, term, i, i + 1, i + 2, i + 3))
        );

    private static Formula Parse(string text) => FormulaText.Parse(text).Value;

    private static void Straight(Formula f)
    {
        var schedule = Lowering.Of(f);
        Twice(new Interpreter(Plan.Of(schedule)), f);
        foreach (var width in Enum.GetValues<Sums.Width>().Where(w => w <= Sums.Widest))
        {
            var layout = Layout.Of(schedule, width);
            var chunks = ChunkEmitter.All(layout);
            foreach (var atEnd in (bool[])[true, false])
            {
                using var constants = new Guarded(layout.Constants.Length, atEnd);
                layout.Constants.CopyTo(constants.Span);
                var known = constants.Start;
                Run(
                    f,
                    atEnd,
                    layout.WorkSize,
                    (point, first, rest, work) =>
                    {
                        foreach (var chunk in chunks)
                            chunk((double*)point, known, (double*)work, (double*)first, (double*)rest);
                    }
                );
            }
        }
    }

    private static void Twice(Engine engine, Formula f)
    {
        foreach (var atEnd in (bool[])[true, false])
            Run(f, atEnd, engine.WorkSize, (x, first, rest, work) => engine.Run((double*)x, (double*)first, (double*)rest, (double*)work));
    }

    /// <summary>At calm points, one of whole numbers, and at one whose sines need more than registers do.</summary>
    private static void Run(Formula f, bool atEnd, int workSize, Action<nint, nint, nint, nint> run)
    {
        var one = f.Nodes[f.Root].Shape.Count;
        using Guarded point = new(f.PointSize, atEnd),
            first = new(one, atEnd),
            rest = new(f.ResultSize - one, atEnd),
            work = new(workSize, atEnd);
        foreach (var scale in (double[])[1, 0.3, 1e200])
        {
            for (var i = 0; i < point.Span.Length; i++)
                point.Span[i] = scale * (1 + i % 7);
            run((nint)point.Start, (nint)first.Start, (nint)rest.Start, (nint)work.Start);
        }
    }

    private static readonly Table Data = Table.Of(
        ("t", Shape.Scalar, Numbers(Rows)),
        ("y", Shape.Scalar, Numbers(Rows)),
        ("k", Shape.Scalar, [.. Enumerable.Range(0, Rows).Select(i => i * 7.0 % 40)]),
        ("v", Shape.Vector(3), Numbers(3 * Rows))
    );

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Cos(count + 1.1 * i))];

    /// <summary>Strips, and fused loops of every width; each column in turn is the one that ends where memory does.</summary>
    private static void OverRows(Formula f, int count)
    {
        var strips = new RowEngine(RowPlan.Of(Lowering.Of(f)), f.Data.AsSpan());
        var engines = Enum.GetValues<Sums.Width>().Where(w => w <= Sums.Widest).Select(w => strips.Compiled(w)).Prepend(strips);
        foreach (var engine in engines)
        foreach (var atEnd in (bool[])[true, false])
            for (var column = 0; column < Columns.Length; column++)
            {
                var (window, page) = Beside(column, count, atEnd);
                Guarded.Close(page);
                Run(f, atEnd, engine.WorkSize, (x, to, rest, w) => engine.Run((double*)x, (double*)to, (double*)rest, (double*)w, window));
                Guarded.Open(page);
            }
    }

    /// <summary>So many rows of the table that the column ends, or begins, where a page does, and the page beyond.</summary>
    private static (Window Window, nint Page) Beside(int column, int count, bool atEnd)
    {
        var (start, width) = ((nint)Data.Address(column), Data.Shapes[column].Count * sizeof(double));
        for (var row = Guarded.Page / sizeof(double) + count; ; row++)
            if (start + row * width is var edge && edge % Guarded.Page == 0)
                return atEnd ? (new(row - count, count), edge) : (new(row, count), edge - Guarded.Page);
    }
}
