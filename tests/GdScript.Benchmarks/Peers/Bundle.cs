using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Benchmarks.Peers;

/// <summary>
/// ADBench's bundle adjustment (Šrajer, Kukelova and Fitzgibbon 2018): where a camera sees a point, and the slopes of that toward
/// the camera's eleven numbers, the point's three and the weight. Camera, point and weight of every sight are columns, and what
/// is added to them are the parameters; so a row's Jacobian has 15 columns. (1 − w², which needs no tool, is left out.)
/// </summary>
internal static class Bundle
{
    private const int Sights = 30_000;
    private const int Cameras = 49;
    private const int Points = 7_776;

    public static Work Work =>
        new("bundle adjustment, 30,000 residuals and Jacobians", Loss, new double[15])
        {
            Columns = Data,
            Width = 2 * 16,
            C = Hand,
        };

    private const string Loss = """
        param dc[11], dx[3], dw
        column c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, x0, x1, x2, w, u, v
        c = [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10] + dc
        r = [c[0], c[1], c[2]]
        angle = norm(r)
        a = r/angle
        p = [x0, x1, x2] + dx - [c[3], c[4], c[5]]
        across = [a[1]*p[2] - a[2]*p[1], a[2]*p[0] - a[0]*p[2], a[0]*p[1] - a[1]*p[0]]
        y = p*cos(angle) + across*sin(angle) + a*(dot(a, p)*(1 - cos(angle)))
        s = [y[0], y[1]]/y[2]
        far = dot(s, s)
        place = s*(1 + c[9]*far + c[10]*far^2)*c[6] + [c[7], c[8]]
        (w + dw)*(place - [u, v])
        """;

    private static ImmutableArray<(string, Shape, double[])> Data
    {
        get
        {
            double Camera(int camera, int k) =>
                k < 3 ? 0.3 * RowWorks.Noise(camera * 11 + k)
                : k < 5 ? RowWorks.Noise(camera * 11 + k)
                : k == 5 ? RowWorks.Noise(camera * 11 + k) - 6
                : k == 6 ? 500 + 50 * RowWorks.Noise(camera * 11 + k)
                : k < 9 ? 300
                : 0.05 * RowWorks.Noise(camera * 11 + k);
            (string, Shape, double[]) Of(string name, Func<int, double> value) =>
                (name, Shape.Scalar, [.. Enumerable.Range(0, Sights).Select(value)]);
            return
            [
                .. Enumerable.Range(0, 11).Select(k => Of($"c{k}", i => Camera(i % Cameras, k))),
                .. Enumerable.Range(0, 3).Select(k => Of($"x{k}", i => RowWorks.Noise(1_000_000 + i / 4 % Points * 3 + k))),
                Of("w", i => 1 + 0.2 * RowWorks.Noise(i + 2_000_000)),
                Of("u", i => 300 + 80 * RowWorks.Noise(i + 3_000_000)),
                Of("v", i => 300 + 80 * RowWorks.Noise(i + 4_000_000)),
            ];
        }
    }

    private const string Hand = """
        #include <math.h>
        static void cross(const double *a, const double *b, double *to)
        {
            to[0] = a[1] * b[2] - a[2] * b[1]; to[1] = a[2] * b[0] - a[0] * b[2]; to[2] = a[0] * b[1] - a[1] * b[0];
        }
        double work(const double *unused, double *g, const double *const *columns, long rows)
        {
            for (long i = 0; i < rows; i++) {
                double c[11], x[3], a[3], p[3], ap[3], y[3], by[3][6];
                for (int k = 0; k < 11; k++) c[k] = columns[k][i];
                for (int k = 0; k < 3; k++) x[k] = columns[11 + k][i];
                double w = columns[14][i], angle = sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]), co = cos(angle), si = sin(angle), along = 0;
                for (int k = 0; k < 3; k++) { a[k] = c[k] / angle; p[k] = x[k] - c[3 + k]; along += a[k] * p[k]; }
                cross(a, p, ap);
                for (int k = 0; k < 3; k++) y[k] = p[k] * co + ap[k] * si + a[k] * along * (1 - co);
                for (int j = 0; j < 3; j++) {
                    double da[3], dap[3], unit[3] = {0}, au[3], dalong = 0;
                    unit[j] = 1;
                    for (int k = 0; k < 3; k++) { da[k] = ((k == j) - a[k] * a[j]) / angle; dalong += da[k] * p[k]; }
                    cross(da, p, dap);
                    cross(a, unit, au);
                    for (int k = 0; k < 3; k++) {
                        by[k][j] = a[j] * (ap[k] * co - p[k] * si + a[k] * along * si) + si * dap[k] + (1 - co) * (da[k] * along + a[k] * dalong);
                        by[k][3 + j] = (k == j) * co + si * au[k] + (1 - co) * a[k] * a[j];
                    }
                }
                double s[2] = {y[0] / y[2], y[1] / y[2]}, far = s[0] * s[0] + s[1] * s[1];
                double bend = 1 + c[9] * far + c[10] * far * far, slope = c[9] + 2 * c[10] * far;
                for (int e = 0; e < 2; e++) {
                    double m[3], t0 = w * c[6] * ((e == 0) * bend + 2 * s[e] * slope * s[0]), t1 = w * c[6] * ((e == 1) * bend + 2 * s[e] * slope * s[1]);
                    double off = s[e] * bend * c[6] + c[7 + e] - columns[15 + e][i], *row = g + (2 + 15 * e) * rows + i;
                    m[0] = t0 / y[2]; m[1] = t1 / y[2]; m[2] = -(t0 * s[0] + t1 * s[1]) / y[2];
                    g[e * rows + i] = w * off;
                    for (int j = 0; j < 6; j++) {
                        double d = m[0] * by[0][j] + m[1] * by[1][j] + m[2] * by[2][j];
                        if (j < 3) row[j * rows] = d;
                        else { row[j * rows] = -d; row[(8 + j) * rows] = d; }
                    }
                    row[6 * rows] = w * s[e] * bend;
                    row[7 * rows] = w * (e == 0);
                    row[8 * rows] = w * (e == 1);
                    row[9 * rows] = w * c[6] * s[e] * far;
                    row[10 * rows] = w * c[6] * s[e] * far * far;
                    row[14 * rows] = off;
                }
            }
            return 0;
        }
        """;
}
