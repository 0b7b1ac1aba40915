using GdScript.Graphs;

namespace GdScript.Benchmarks.Peers;

/// <summary>
/// The same bundle adjustment as a loss of all cameras, points and weights, with the gradient toward every one of them: a row holds
/// a camera's number, a point's and a weight's, and what it says goes back to these places. ADBench's objective as
/// <c>scripts/bundle.loss</c> has it, at the size of <see cref="Bundle"/>.
/// </summary>
internal static class BundleByIndex
{
    private const int Sights = 30_000;
    private const int Cameras = 49;
    private const int Points = 7_776;

    public static Work Work =>
        new("bundle adjustment by index, 30,000 sights, loss and gradient", Loss, Start)
        {
            Columns =
            [
                Of("cam", i => i % Cameras),
                Of("pt", i => i / 4 % Points),
                Of("obs", i => i),
                Of("u", i => 300 + 80 * RowWorks.Noise(i + 3_000_000)),
                Of("v", i => 300 + 80 * RowWorks.Noise(i + 4_000_000)),
            ],
            C = Hand,
        };

    private static (string, Shape, double[]) Of(string name, Func<int, double> value) =>
        (name, Shape.Scalar, [.. Enumerable.Range(0, Sights).Select(value)]);

    private static double[] Start =>
        [
            .. Enumerable.Range(0, Cameras * 11).Select(i => Camera(i % 11, RowWorks.Noise(i))),
            .. Enumerable.Range(0, Points * 3).Select(i => RowWorks.Noise(1_000_000 + i)),
            .. Enumerable.Range(0, Sights).Select(i => 1 + 0.2 * RowWorks.Noise(i + 2_000_000)),
        ];

    private static double Camera(int k, double noise) =>
        k < 3 ? 0.3 * noise
        : k < 5 ? noise
        : k == 5 ? noise - 6
        : k == 6 ? 500 + 50 * noise
        : k < 9 ? 300
        : 0.05 * noise;

    private const string Loss = """
        param cams[49,11], X[7776,3], w[30000]
        column cam, pt, obs, u, v
        c = cams[cam]
        r = [c[0], c[1], c[2]]
        angle = norm(r)
        a = r/angle
        p = X[pt] - [c[3], c[4], c[5]]
        across = [a[1]*p[2] - a[2]*p[1], a[2]*p[0] - a[0]*p[2], a[0]*p[1] - a[1]*p[0]]
        y = p*cos(angle) + across*sin(angle) + a*(dot(a, p)*(1 - cos(angle)))
        s = [y[0], y[1]]/y[2]
        far = dot(s, s)
        place = s*(1 + c[9]*far + c[10]*far^2)*c[6] + [c[7], c[8]]
        weight = w[obs]
        miss = weight*(place - [u, v])
        rowsum(dot(miss, miss) + (1 - weight^2)^2)
        """;

    private const string Hand = """
        #include <math.h>
        static void cross(const double *a, const double *b, double *to)
        {
            to[0] = a[1] * b[2] - a[2] * b[1]; to[1] = a[2] * b[0] - a[0] * b[2]; to[2] = a[0] * b[1] - a[1] * b[0];
        }
        double work(const double *at, double *g, const double *const *columns, long rows)
        {
            double loss = 0;
            for (long i = 0; i < 49 * 11 + 7776 * 3 + 30000; i++) g[i] = 0;
            for (long i = 0; i < rows; i++) {
                long cam = (long)columns[0][i] * 11, pt = 49 * 11 + (long)columns[1][i] * 3, obs = 49 * 11 + 7776 * 3 + (long)columns[2][i];
                const double *c = at + cam, *x = at + pt;
                double a[3], p[3], ap[3], y[3], dy[3], w = at[obs];
                double angle = sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]), co = cos(angle), si = sin(angle), along = 0;
                for (int k = 0; k < 3; k++) { a[k] = c[k] / angle; p[k] = x[k] - c[3 + k]; along += a[k] * p[k]; }
                cross(a, p, ap);
                for (int k = 0; k < 3; k++) y[k] = p[k] * co + ap[k] * si + a[k] * along * (1 - co);
                double s[2] = {y[0] / y[2], y[1] / y[2]}, far = s[0] * s[0] + s[1] * s[1], bend = 1 + c[9] * far + c[10] * far * far;
                double d[2], slope = 0, dw = 0, out = 1 - w * w;
                for (int e = 0; e < 2; e++) {
                    double off = s[e] * bend * c[6] + c[7 + e] - columns[3 + e][i], miss = w * off;
                    loss += miss * miss;
                    d[e] = 2 * miss * w;
                    dw += 2 * miss * off;
                    slope += d[e] * s[e];
                }
                loss += out * out;
                g[obs] += dw - 4 * w * out;
                g[cam + 6] += slope * bend;
                g[cam + 7] += d[0];
                g[cam + 8] += d[1];
                g[cam + 9] += slope * c[6] * far;
                g[cam + 10] += slope * c[6] * far * far;
                double dfar = slope * c[6] * (c[9] + 2 * c[10] * far);
                for (int e = 0; e < 2; e++) dy[e] = (d[e] * bend * c[6] + 2 * s[e] * dfar) / y[2];
                dy[2] = -(dy[0] * s[0] + dy[1] * s[1]);
                double dp[3], da[3], cr[3], aside = 0, turned = 0, dangle = 0;
                for (int k = 0; k < 3; k++) aside += dy[k] * a[k];
                cross(dy, a, cr);
                for (int k = 0; k < 3; k++) dp[k] = dy[k] * co + cr[k] * si + a[k] * aside * (1 - co);
                cross(p, dy, cr);
                for (int k = 0; k < 3; k++) {
                    da[k] = cr[k] * si + (1 - co) * (dy[k] * along + p[k] * aside);
                    dangle += dy[k] * (ap[k] * co - p[k] * si + a[k] * along * si);
                    turned += da[k] * a[k];
                }
                for (int k = 0; k < 3; k++) {
                    g[cam + k] += dangle * a[k] + (da[k] - turned * a[k]) / angle;
                    g[cam + 3 + k] -= dp[k];
                    g[pt + k] += dp[k];
                }
            }
            return loss;
        }
        """;
}
