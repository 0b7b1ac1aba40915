using System.Globalization;
using GdScript.Graphs;

namespace GdScript.Benchmarks.Peers;

/// <summary>
/// ADBench's Gaussian mixture (Šrajer, Kukelova and Fitzgibbon 2018): 10 dimensions, 10 clusters, 1,000 points. The C is the
/// formula and its derivative by hand, point by point.
/// </summary>
internal static class Mixture
{
    private const int D = 10;
    private const int K = 10;
    private const int Points = 1_000;
    private const int Below = D * (D - 1) / 2;

    public static Work Work =>
        new("GMM d=10 K=10 n=1000", Loss(D, K), Start(D, K))
        {
            Columns = [.. Enumerable.Range(0, D).Select(Coordinate)],
            C = Hand,
            Torch = Torch,
            Goals = [new("C -O3", 0.125)],
        };

    /// <summary>The objective as one types it; the prior has gamma = 1 and m = 0, and its constant is left out by all.</summary>
    public static string Loss(int d, int k) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            param alpha[{k}], mu[{k},{d}], q[{k},{d}], l[{k},{d * (d - 1) / 2}]
            column {string.Join(", ", Enumerable.Range(0, d).Select(j => $"x{j}"))}
            x = [{string.Join(", ", Enumerable.Range(0, d).Select(j => $"x{j}"))}]
            total = list(k = 0, {k - 1}, sum(q[k]))
            y = list(k = 0, {k - 1}, lowertimes(exp(q[k]), l[k], x - mu[k]))
            fit = rowsum(logsumexp(list(k = 0, {k - 1}, alpha[k] + total[k] - dot(y[k], y[k])/2))) - {Points}*logsumexp(alpha)
            prior = (norm(exp(q))^2 + norm(l)^2)/2
            fit + prior - {Points}*{d}/2*log(2*pi)
            """
        );

    private static (string, Shape, double[]) Coordinate(int j) =>
        ($"x{j}", Shape.Scalar, [.. Enumerable.Range(0, Points).Select(i => 2 * RowWorks.Noise(i * D + j))]);

    private static double[] Start(int d, int k) =>
        [.. Enumerable.Range(0, k * (1 + 2 * d + d * (d - 1) / 2)).Select(i => 0.4 * RowWorks.Noise(i + 77_777))];

    private static readonly string Hand = $$"""
        #include <math.h>
        #define D {{D}}
        #define K {{K}}
        #define L {{Below}}
        static double lse(const double *v, int n)
        {
            double top = v[0], sum = 0;
            for (int k = 1; k < n; k++) if (v[k] > top) top = v[k];
            for (int k = 0; k < n; k++) sum += exp(v[k] - top);
            return top + log(sum);
        }
        double work(const double *x, double *g, const double *const *columns, long rows)
        {
            const double *alpha = x, *mu = x + K, *q = mu + K * D, *l = q + K * D;
            double *ga = g, *gm = g + K, *gq = gm + K * D, *gl = gq + K * D;
            double e[K * D], total[K], weights[K], y[K][D], z[K][D], score[K], value = 0;
            for (int k = 0; k < K; k++) {
                total[k] = 0;
                for (int j = 0; j < D; j++) { total[k] += q[k * D + j]; e[k * D + j] = exp(q[k * D + j]); }
            }
            for (int i = 0; i < K + 2 * K * D + K * L; i++) g[i] = 0;
            for (long i = 0; i < rows; i++) {
                for (int k = 0; k < K; k++) {
                    double square = 0;
                    const double *row = l + k * L;
                    for (int j = 0; j < D; j++) { z[k][j] = columns[j][i] - mu[k * D + j]; y[k][j] = e[k * D + j] * z[k][j]; }
                    for (int c = 0; c < D; c++) for (int j = c + 1; j < D; j++) y[k][j] += *row++ * z[k][c];
                    for (int j = 0; j < D; j++) square += y[k][j] * y[k][j];
                    score[k] = alpha[k] + total[k] - 0.5 * square;
                }
                double one = lse(score, K);
                value += one;
                for (int k = 0; k < K; k++) {
                    double w = exp(score[k] - one), *row = gl + k * L;
                    const double *from = l + k * L;
                    ga[k] += w;
                    for (int j = 0; j < D; j++) {
                        y[k][j] *= -w;
                        gq[k * D + j] += w + y[k][j] * z[k][j] * e[k * D + j];
                        gm[k * D + j] -= y[k][j] * e[k * D + j];
                    }
                    for (int c = 0; c < D; c++) for (int j = c + 1; j < D; j++) {
                        *row++ += y[k][j] * z[k][c];
                        gm[k * D + c] -= y[k][j] * *from++;
                    }
                }
            }
            double all = lse(alpha, K), prior = 0;
            for (int k = 0; k < K; k++) ga[k] -= rows * exp(alpha[k] - all);
            for (int i = 0; i < K * D; i++) { prior += e[i] * e[i]; gq[i] += e[i] * e[i]; }
            for (int i = 0; i < K * L; i++) { prior += l[i] * l[i]; gl[i] += l[i]; }
            return value - rows * all + 0.5 * prior - rows * D * 0.5 * log(2 * M_PI);
        }
        """;

    private static readonly string Torch = $$"""
        def loss(x, data):
            if len(data) > 2:
                data[:] = [torch.stack(data, 1), torch.tril_indices({{D}}, {{D}}, -1)]
                order = sorted(range({{Below}}), key=lambda i: (int(data[1][1][i]), int(data[1][0][i])))
                data[1] = data[1][:, order]
            alpha, mu, q, l = torch.split(x, [{{K}}, {{K * D}}, {{K * D}}, {{K * Below}}])
            mu, q, l = mu.reshape({{K}}, {{D}}), q.reshape({{K}}, {{D}}), l.reshape({{K}}, {{Below}})
            Q = torch.diag_embed(torch.exp(q))
            Q[:, data[1][0], data[1][1]] = l
            y = torch.einsum('kij,nkj->nki', Q, data[0][:, None, :] - mu)
            n = data[0].shape[0]
            fit = torch.logsumexp(alpha + q.sum(1) - 0.5*(y*y).sum(2), 1).sum() - n*torch.logsumexp(alpha, 0)
            return fit + 0.5*((torch.exp(q)**2).sum() + (l*l).sum()) - n*{{D}}/2*np.log(2*np.pi)
        """;
}
