namespace GdScript.Scripting.Tests.Rewriting;

/// <summary>A small script whose <c>Loss</c> must be recorded as it is computed, and the points to try.</summary>
/// <param name="Name">The form it stands for.</param>
/// <param name="Text">The script.</param>
/// <param name="Guards">Whether its recording may hold guards.</param>
/// <param name="Points">Where to compare.</param>
internal sealed record Form(string Name, string Text, bool Guards, params double[][] Points);

/// <summary>The corpus of what is accepted.</summary>
internal static partial class Accepted
{
    private static readonly double[][] Two =
    [
        [1.25, 0.5],
        [-0.75, 2.5],
        [3, -1.5],
    ];

    public static IReadOnlyList<Form> All { get; } =
    [.. Basics, .. Shapes, .. Choices, .. Types, .. Functions, .. Queries, .. Oddities, .. Corners];

    private static Form Smooth(string name, string text, params double[][] points) =>
        new(name, text, false, points.Length == 0 ? Two : points);

    private static Form Branching(string name, string text, params double[][] points) =>
        new(name, text, true, points.Length == 0 ? Two : points);

    private static IEnumerable<Form> Basics =>
        [
            Smooth("expression body", "double Loss(double x, double y) => x*x/20 + Math.Exp(y);"),
            Smooth(
                "locals, var and const",
                "double Loss(double x, double y) { var s = 1.0; double t = x; const double k = 0.5; const int n = 3; s += t * k; t = s / n; return s * t + y; }"
            ),
            Smooth(
                "compound assignment",
                "double Loss(double x, double y) { double s = x; s += y; s -= 2; s *= x; s /= 3; s %= 7; return s; }"
            ),
            Smooth("increments", "double Loss(double x, double y) { double s = x; s++; ++s; var t = s--; --s; return s * t + y++ + ++y; }"),
            Smooth(
                "whole numbers stay whole",
                "double Loss(double x, double y) { int n = 7; double half = n / 2; long big = 1L << 40; byte b = 200; uint u = 4000000000; char c = 'a'; return x * half + y * big / (1 << 20) + 1 / 3 + (double)n / 2 + b * x + u * y + c * x; }"
            ),
            Smooth(
                "constants",
                "const double lambda = 1e-3; const int n = 4; double Loss(double x, double y) => lambda * x * n + Math.PI * y + Math.E + double.Epsilon + double.MaxValue * 1e-300 + n / 3 + -0.0 * x;"
            ),
            Smooth(
                "using static Math",
                "using static System.Math; const double eps = 1e-8; double Loss(double x, double y) => Log(Exp(x) + Exp(y) + eps) + PI * Cos(x) - Sqrt(Abs(y)) + double.Exp(x) + Max(x, y) + Max(2, 3);"
            ),
            Smooth(
                "functions of Math",
                "double Loss(double x, double y) => Math.Sin(x) + Math.Atan2(y, x) + Math.Pow(Math.Abs(x), 1.5) + Math.Tanh(y) + Math.Cbrt(x) + Math.Floor(y) + Math.Sign(x) * y + Math.Round(x) + Math.Clamp(x, -1, 1) + Math.Log10(Math.Abs(y)) + Math.Log(Math.Abs(x), 3);"
            ),
            Smooth(
                "constant loops",
                "double Loss(double x, double y) { double s = 0; for (int i = 1; i <= 5; i++) { if (i % 2 == 0) continue; s += x / i; if (i > 3) break; } int k = 0; while (k < 3) { s *= y; k++; } do s += k; while (--k > 0); return s; }"
            ),
            Smooth(
                "a loop over a double",
                "double Loss(double x, double y) { double t = 0.5, s = 0; while (t < 3) { s += Math.Exp(-t * x); t += 0.5; } for (double h = 0; h < 1; h += 0.25) s += h * y; return s; }"
            ),
            Smooth(
                "default and nullable",
                "double Loss(double x, double y) { double z = default; double d = default(double); double? w = null; double? v = x; w ??= 3; return x + z + d + (v ?? 2) * w.Value + (v.HasValue ? y : 0) + (w == null ? 1 : 2) + (v + 1).GetValueOrDefault(); }"
            ),
            Smooth(
                "nullable comparison",
                "double Loss(double x, double y) { double? a = 1, b = null; return x * (a > b ? 2 : 3) + (a == 1.0 ? y : -y) + (a != b ? 1 : 0); }"
            ),
            Smooth(
                "checked and unchecked",
                "double Loss(double x, double y) { int n = checked(3 + 4); unchecked { n += int.MaxValue; n -= int.MaxValue; } return checked(x * n) + y; }"
            ),
            Smooth(
                "casts of constants",
                "double Loss(double x, double y) { int n = (int)Math.Sqrt(16.0); double s = 0; for (int i = 0; i < n; i++) s += x / (i + 1); long l = (long)2.9e9; return s * y + l + (double)(int)3.7; }"
            ),
            Smooth(
                "strings and nameof",
                "double Loss(double x, double y) { string s = nameof(x) + \"abc\"; return x * s.Length + y * $\"{s}!\".Length; }"
            ),
            Smooth(
                "throwing with text",
                "double Loss(double x, double y) { if (y > 1e9) throw new ArgumentOutOfRangeException(nameof(y), y, $\"too large: {y:F2} {x}\" + x + x.ToString()); return x * y; }"
            ) with
            {
                Guards = true,
            },
            Smooth(
                "try and catch",
                "double Loss(double x, double y) { try { var a = new double[1]; return a[3] + x; } catch (IndexOutOfRangeException) { return x / y; } catch (Exception e) when (e.Message == \"\") { return 0; } catch { return 1; } finally { } }"
            ),
            Smooth(
                "goto",
                "double Loss(double x, double y) { int i = 0; double s = x; again: s *= y; if (++i < 3) goto again; return s; }"
            ),
            Smooth(
                "a switch on text",
                "double Act(string kind, double x) { switch (kind) { case \"relu\": return Math.Max(0, x); case \"sq\": return x * x; default: throw new ArgumentException(kind); } } double Loss(double x, double y) => Act(\"relu\", x) + Act(\"sq\", y);"
            ),
            Smooth("printing text is left out", "double Loss(double x, double y) { Console.WriteLine(); return x * y; }"),
            Smooth(
                "conditional access",
                "record P(double X, P? Next); double Loss(double x, double y) { var p = new P(x, new P(y, null)); return (p.Next?.X ?? 1) * p.X + (p.Next?.Next?.X ?? 5); }"
            ),
        ];

    private static IEnumerable<Form> Shapes =>
        [
            Smooth(
                "arrays",
                "int n = 4; double[] w = { 0.5, 1, 2, 4 }; double[,] A = { { 2, 1 }, { 1, 3 } }; double Sq(double t) => t * t; double Loss(double[] p) { var s = 0.0; for (int i = 0; i < n; i++) s += w[i] * Sq(p[0] - i / 2.0) + 0.01 * Math.Abs(p[1]); double q = 0; for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) q += p[i] * A[i, j] * p[j]; var tmp = new[] { 1, 2.0, p[0] }; foreach (var t in tmp) s += t; return s + q / 2; }"
            ),
            Smooth(
                "spans and stackalloc",
                "double Loss(double[] p) { Span<double> buf = stackalloc double[3]; Span<double> more = stackalloc[] { 1.0, 2 }; p.AsSpan().CopyTo(buf); buf[2] *= 3; buf[2] += more[1]; ReadOnlySpan<double> r = buf[..2]; double s = 0; foreach (var v in r) s += v * v; return s + buf[^1] + Total(p) + Total([1, 2, p[0]]); } double Total(ReadOnlySpan<double> v) { double t = 0; foreach (ref readonly var q in v) t += q; return t; }"
            ),
            Smooth(
                "ranges and collection expressions",
                "double Loss(double[] p) { double[] q = [.. p, 1.0, p[^1] * 2]; var t = q[1..]; List<double> l = [1, .. q]; double s = 0; for (int i = t.Length - 1; i >= 0; i--) s = s * 0.5 + t[i]; return s + q.Length + l[2] * l.Count; }"
            ),
            Smooth(
                "matrices and jagged arrays",
                "double[][] W = { new[] { 0.1, 0.2 }, new[] { -0.3, 0.4 } }; double[] Mat(double[][] a, double[] v) { var r = new double[a.Length]; for (int i = 0; i < r.Length; i++) for (int j = 0; j < v.Length; j++) r[i] += a[i][j] * v[j]; return r; } double Loss(double[] p) { var h = Mat(W, p).Select(Math.Tanh).ToArray(); var m = new double[2, 2]; m[0, 1] = h[0]; m[1, 0] += 2; m[1, 0]++; return h.Sum(v => v * v) + m[0, 1] * m[1, 0] + m.GetLength(0); }"
            ),
            Smooth(
                "lists and dictionaries",
                "double Loss(double x, double y) { List<double> l = new() { x, y, 3 }; l.Add(x * y); l.Insert(0, 2); var d = new Dictionary<string, double> { [\"k\"] = x * y, [\"n\"] = 1 }; var m = new Dictionary<int, double>(); m[3] = x; return l.Sum() + d[\"k\"] + (m.TryGetValue(3, out var v) ? v : 0) + l[^1]; }"
            ),
            Smooth(
                "tuples and deconstruction",
                "(double a, double b) Swap(double a, double b) => (b, a); double Loss(double x, double y) { var (p, q) = Swap(x, y); (double u, double v) t = (1, x); (p, q) = (q, p); (double m, int n) s = (y, 2); var (_, w) = t; return p - q * t.u + t.v * s.n + s.m + w; }"
            ),
            Smooth(
                "arrays of the framework",
                "double Loss(double x, double y) { var a = new double[3]; Array.Fill(a, x); var b = (double[])a.Clone(); b[1] = y; Array.Copy(b, 0, a, 1, 2); Array.Resize(ref a, 4); Array.Reverse(a); return a[0] + a[2] * 3 + b.Length; }"
            ),
            Smooth(
                "references",
                "void Acc(ref double s, double v) => s += v; void Two(double x, out double a, out double b) { a = x * x; b = Math.Sin(x); } double In(in double v) => v * 2; double Loss(double x, double y) { double s = 1; Acc(ref s, x * y); Two(x, out var a, out double b); var arr = new double[2]; ref double r = ref arr[1]; r = y; r += 1; return s + a * b + arr[1] + In(x) + In(in y); }"
            ),
            Smooth(
                "params, default and named arguments",
                "double SumAll(params double[] v) { double t = 0; foreach (var q in v) t += q; return t; } double D(double x, double k = 2, int n = 3, double? w = null) => x * k + n + (w ?? 0.5); double Loss(double x, double y) => SumAll() + SumAll(x, 1, y) + D(x) + D(x, y) + D(n: 4, x: y) + D(1, w: x);"
            ),
            Smooth(
                "an optional parameter of the loss",
                "double Loss(double x, double y, int n = 3) { double s = 0; for (int i = 0; i < n; i++) s += x * i + y; return s; }"
            ),
            Smooth("params of the loss", "double Loss(params double[] v) => v[0] * v[0] + v[1];"),
            Smooth("a list as parameter", "double Loss(List<double> v) => v[0] * v[0] + v.Count + v[1];"),
            Smooth("a sequence as parameter", "double Loss(IEnumerable<double> v) => v.Select((e, i) => e * (i + 1)).Sum();"),
            Smooth("a record as parameter", "record P(double A, double B); double Loss(P p) => p.A * p.A + Math.Sin(p.B);"),
        ];
}
