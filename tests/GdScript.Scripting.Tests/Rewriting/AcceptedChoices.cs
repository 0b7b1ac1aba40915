namespace GdScript.Scripting.Tests.Rewriting;

internal static partial class Accepted
{
    private static IEnumerable<Form> Choices =>
        [
            Smooth(
                "ternaries",
                "double Relu(double z) => z > 0 ? z : 0; double Loss(double x, double y) => (x > 1 ? y > 1 ? x * y : x : y > 1 ? y : Math.Log(2 + x)) + Relu(y) + (x > 0 ? 1 : 0) * y + (x > y ? 1 : 2) / 2.0;"
            ),
            Smooth(
                "and, or, not",
                "double Loss(double x, double y) => (x > 0 && y > 0 ? 1.0 : x) + (x < 0 || !(y < 1) ? y : 2) + (x > 0 ^ y > 0 ? x * x : y) + (x > 0 & y > 0 | x < -5 ? 3 : x);"
            ),
            Smooth(
                "mixed conditions",
                "double Loss(double[] p) { double s = 0; for (int i = 0; i < p.Length; i++) s += i > 0 && p[i - 1] > p[i] ? p[i] : i == 0 || p[i] > 0 ? 1 : p[i] * p[i]; return s; }"
            ),
            Smooth(
                "elements in conditions",
                "double Loss(double[] p) => p[0] > 0 && p[1] > 0 ? p[0] * p[1] : p[0] < -0.5 || p[1] < 0 ? p[1] : 0;"
            ),
            Smooth(
                "questions about doubles",
                "double Loss(double x, double y) => (double.IsNaN(x) ? 0 : x) + (double.IsFinite(y) && !double.IsInfinity(x) ? y : 0) + (double.IsNegative(x) ? 1 : 2);"
            ),
            Smooth(
                "patterns on numbers",
                "double Loss(double x, double y) => (x is > 0 and < 2 ? x : y) + (y is not (< 0 or > 1) ? 1 : y) + (x is 3 ? 7 : x) + (y is double.NaN ? 0 : 1);"
            ),
            Smooth(
                "a switch expression",
                "double Piece(double z) => z switch { < -1 => -z, >= -1 and < 1 => z * z, _ => 2 * z - 1 }; double Loss(double x, double y) => Piece(x) + Piece(y) + (x + y) switch { var d when d > 1.5 => d * 2, 1.75 => 9, > 0 and var e => e * e, _ => y };"
            ),
            Smooth(
                "a switch over two numbers",
                "double Loss(double x, double y) => (x, y) switch { (> 0, > 0) => x * y, (< 0, _) => -x, (_, < 0) when x > 2 => y, _ => x + y };"
            ),
            Smooth(
                "an early return",
                "double Huber(double r, double delta = 1.5) { if (Math.Abs(r) <= delta) return 0.5 * r * r; return delta * (Math.Abs(r) - 0.5 * delta); } double Loss(double x, double y) => Huber(x - 3) + Huber(y) + Huber(x, 0.1);"
            ),
            Smooth(
                "a chain of returns",
                "double F(double z) { if (z < -1) return -z; if (z < 0) { double w = z * z; return w; } else if (z < 1) return z; var q = z + 1; q *= 2; if (q > 7) return q; return q - 1; } double Loss(double x, double y) => F(x) + F(y) * 2 + F(x * y);"
            ),
            Smooth(
                "returns and assignments",
                "double F(double z, double t) { if (z > 0) t = 2 * t; else return t; t += z; z = -z; if (t > 3) { t -= 1; return t * z; } else { z *= 2; } return z + t; } double Loss(double x, double y) => F(x, y) + F(y, x);"
            ),
            Smooth(
                "a parameter that is written",
                "double F(double x) { if (x < 0) { x = 2 * x; return x; } return x + 1; } double Loss(double x, double y) => F(x) * F(y);"
            ),
            Smooth(
                "returns among whole numbers",
                "double F(double x, int n) { if (n == 0) return 1; if (x > 1) return x; if (n == 2) return -x; return x * n; } double Loss(double x, double y) => F(x, 0) + F(x, 2) + F(y, 3);"
            ),
            Smooth(
                "if and else",
                "double Loss(double x, double y) { double s = 0, k; if (x > y && y > 0) { k = x; s += k * 2; } else k = y; if (y < 0) s--; return s * k + Math.Max(x, y) - Math.Min(x, 0); }"
            ),
            Smooth(
                "nested branches",
                "double Loss(double x, double y) { double s = 0; if (x > 0) { if (y > 0) s = x * y; else s = x; s += 1; } else if (x > -0.5) s = y; else { double t = -x; if (y > 1) t *= y; s = t; } return s; }"
            ),
            Smooth(
                "branches with loops",
                "double Loss(double x, double y) { double s = 1; if (x > 0) { for (int i = 0; i < 3; i++) s += x / (i + 1); foreach (var k in new[] { 1, 2 }) s *= k; } else s = y; return s; }"
            ),
            Smooth(
                "swaps",
                "double Loss(double x, double y) { double a = x, b = y; if (a > b) (a, b) = (b, a); if (a > b) { var t = a; a = b; b = t; } return a * 3 + b; }"
            ),
            Smooth(
                "elements that are chosen",
                "class P { public double V; public double W { get; set; } } void Cut(ref double v) { if (v > 1) v = 1; } double Loss(double[] p) { var h = new double[2]; var o = new P(); for (int i = 0; i < 2; i++) if (p[i] > 0) h[i] = p[i]; else if (p[i] < -0.5) h[i] = -0.1 * p[i]; for (int i = 0; i < 2; i++) { if (h[i] > 1) h[i] -= 0.5; } if (p[0] > 0) o.V = p[1]; if (p[1] > 0) o.W += 2; double c = p[0]; Cut(ref c); return h[0] * h[1] + o.V + o.W + c; }"
            ),
            Smooth(
                "a switch with returns",
                "double F(double z) { switch (z) { case < -1: return -z; case 0: case 3: return 5; case > 1 and < 2: { var q = z * z; return q; } default: break; } return z; } double Loss(double x, double y) => F(x) + F(y) + F(3 * (x - 1.25) / 1e9);",
                [1.25, 0.5],
                [-2, 1.5],
                [3, 0]
            ),
            Smooth(
                "a switch with assignments",
                "double Loss(double x, double y) { double s = y; switch (x + y) { case > 1: s = x; break; case < 0: s *= 2; s += 1; break; } return s; }"
            ),
            Smooth(
                "a branch in a lambda",
                "double Loss(double x, double y) { Func<double, double> f = t => { if (t > 0) return t; return t * y; }; return f(x) + new[] { x, y }.Sum(v => { if (v > 0) return v; else return -v; }); }"
            ),
            Smooth(
                "truths in variables",
                "double Loss(double x, double y) { bool pos = x > 0; var both = pos && y > 0; return (pos ? x : -x) + (both ? 1 : 2) + (!pos || both ? y : 0); }"
            ),
            Smooth("a side that cannot be computed", "double Loss(double[] p) => (p[0] > 9 ? p[7] : p[0]) + p[1];") with
            {
                Guards = true,
            },
            Branching(
                "recursion under a condition",
                "double F(double x) => x > 1 ? F(x / 2) + 1 : x; double Loss(double x, double y) => F(x) + y;"
            ),
            Branching(
                "a loop that depends on the point",
                "double Loss(double a, double b) { double g = a; int steps = 0; while (Math.Abs(g * g - a) > 1e-12) { g = 0.5 * (g + a / g); steps++; } return g + b * steps; }",
                [2, 0.5],
                [9, 1]
            ),
            Branching(
                "break and continue",
                "double Loss(double x, double y) { double s = 0; for (int i = 1; i < 10; i++) { if (x * i < 1) continue; s += x / i; if (s > 5 * y) break; } return s; }"
            ),
            Branching(
                "counting",
                "double Loss(double x, double y) { int n = 0; if (x > 0) n++; if (y > 0) { n += 2; } return n * x + y; }"
            ),
            Branching(
                "truths of methods",
                "bool In(double a, double b) => a * a + b * b < 2; double Loss(double x, double y) => In(x, y) ? x * y : x + y;"
            ),
            Branching(
                "patterns in records",
                "record P(double X, double? W = null); double Loss(double x, double y) { var p = new P(x); var q = new P(y, 2.0); double w = q.W ?? 1; if (p is { X: > 0 and < 10 }) w += 1; var r = q switch { { X: > 0, W: 2 } => 5.0, { W: null } => 3, _ => x }; switch (p) { case { X: < 0 }: w *= 2; break; case P(> 2, _): w += 3; break; } return w * p.X + (p.W ?? 3) * q.X + r; }"
            ),
            Branching(
                "comparing",
                "double Loss(double x, double y) { var a = new[] { x, y, 1 }; Array.Sort(a); return a[0] + 2 * a[1] + 3 * a[2] + (x.CompareTo(y) < 0 ? 1 : 2) + (x.Equals(y) ? 1 : 0); }"
            ),
            Branching(
                "captured numbers in branches",
                "double Loss(double x, double y) { double s = 0; Func<double> read = () => s; if (x > 0) { s = y; s += read(); } else s = 2; return s + read(); }"
            ),
            Branching(
                "a while with a guard inside a branch",
                "double Loss(double x, double y) { double s = x; if (y > 0) { while (s < 10) s += y; } return s; }"
            ),
            Branching(
                "effects in a condition",
                "double Loss(double x, double y) { double s = x; double r = (s += 1) > 2 ? s : y; return r * s; }"
            ),
        ];
}
