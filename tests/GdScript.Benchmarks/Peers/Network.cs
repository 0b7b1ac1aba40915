using GdScript.Graphs;

namespace GdScript.Benchmarks.Peers;

/// <summary>Two layers, 784-50-10, over a mini-batch of 100: the network that handwritten digits are taught with.</summary>
internal static class Network
{
    public const int Batch = 100;
    private const int Inputs = 784;
    private const int Hidden = 50;
    private const int Classes = 10;

    /// <summary>Products and sums of the three matrix products that value and gradient need (the inputs have no slope).</summary>
    public const double Operations = 2.0 * Batch * (2 * Inputs * Hidden + 3 * Hidden * Classes);

    public static Work Work =>
        new(
            "784-50-10 network, batch 100",
            $"param W1[{Hidden},{Inputs}], b1[{Hidden}], W2[{Classes},{Hidden}], b2[{Classes}]; column x[{Inputs}], y[{Classes}]; "
                + "h = sigmoid(W1*x + b1); p = W2*h + b2; logsumexp(p) - dot(y, p)",
            [.. Enumerable.Range(0, Hidden * (Inputs + 1) + Classes * (Hidden + 1)).Select(i => 0.05 * RowWorks.Noise(i))]
        )
        {
            Columns =
            [
                (
                    "x",
                    Shape.Vector(Inputs),
                    [.. Enumerable.Range(0, Batch * Inputs).Select(i => Math.Max(0, RowWorks.Noise(i + 1_000_000)))]
                ),
                (
                    "y",
                    Shape.Vector(Classes),
                    [.. Enumerable.Range(0, Batch * Classes).Select(i => i % Classes == i / Classes * 7 % Classes ? 1.0 : 0)]
                ),
            ],
            Goals = [new("PyTorch", 1)],
            Torch = $$"""
                def loss(x, data):
                    if len(data[0].shape) == 1: data[:] = [data[0].reshape({{Batch}}, {{Inputs}}), data[1].reshape({{Batch}}, {{Classes}}).argmax(1)]
                    a, b, c = {{Hidden * Inputs}}, {{Hidden * Inputs + Hidden}}, {{Hidden * Inputs + Hidden + Classes * Hidden}}
                    h = torch.sigmoid(data[0] @ x[:a].reshape({{Hidden}}, {{Inputs}}).T + x[a:b])
                    return torch.nn.functional.cross_entropy(h @ x[b:c].reshape({{Classes}}, {{Hidden}}).T + x[c:], data[1])
                """,
        };

    /// <summary>As many fused multiply-adds as the processor can do, in registers, none waiting for another.</summary>
    public const double PeakOperations = 2.0 * 8 * 16 * 10_000;

    public const string Peak = """
        typedef double lanes __attribute__((vector_size(64)));
        double work(const double *x, double *g, const double *const *columns, long rows)
        {
            lanes a[16], m = {x[0], x[0], x[0], x[0], x[0], x[0], x[0], x[0]}, sum = {0};
            for (int k = 0; k < 16; k++) a[k] = m * k;
            for (int i = 0; i < 10000; i++)
                for (int k = 0; k < 16; k++) a[k] = a[k] * m + m;
            for (int k = 0; k < 16; k++) sum += a[k];
            return g[0] = sum[0] + sum[1] + sum[2] + sum[3] + sum[4] + sum[5] + sum[6] + sum[7];
        }
        """;
}
