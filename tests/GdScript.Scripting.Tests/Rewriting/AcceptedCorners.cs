namespace GdScript.Scripting.Tests.Rewriting;

internal static partial class Accepted
{
    /// <summary>Where one rule of the rewriter meets another.</summary>
    private static IEnumerable<Form> Corners =>
        [
            Branching(
                "a stored lambda that calls itself",
                "Func<double, double> F = x => x <= 0 ? 0 : F(x - 1) + x; double Loss(double x, double y) => F(x) + y;"
            ),
            Branching(
                "stored lambdas that call each other",
                "Func<double, double> F = x => x <= 0 ? 0 : G(x - 1) + x; Func<double, double> G = x => x <= 1 ? x : 2 * F(x - 1); double Loss(double x, double y) => F(x) + G(y);"
            ),
            Branching(
                "a whole number written under a condition after a return",
                "double F(double x) { if (x < 0) return -x; int n = 0; if (x > 1) n = 2; return n * x; } double Loss(double x, double y) => F(x) + F(y);"
            ),
            Branching(
                "a truth written under a condition after a return",
                "double F(double x) { if (x < 0) return -x; bool b = false; if (x > 1) b = true; return b ? x : 2 * x; } double Loss(double x, double y) => F(x) + F(y);"
            ),
            Branching(
                "an array written under a condition after a return",
                "double F(double x) { if (x < 0) return -x; double[] a = [1, 2]; if (x > 1) a = [x, 3]; return a[0] * x; } double Loss(double x, double y) => F(x) + F(y);"
            ),
            Branching(
                "a whole number written in a switch after a return",
                "double F(double x) { if (x < 0) return -x; int n = 0; switch (x) { case > 1: n = 2; break; default: n = 1; break; } return n * x; } double Loss(double x, double y) => F(x) + F(y);"
            ),
            Branching(
                "a whole number written under two conditions",
                "double Loss(double x, double y) { double s = 0; if (x > 0) { int k = 0; if (y > 0) k = 1; s = k * x; } return s; }"
            ),
            Smooth(
                "an element that is there only under the condition",
                "double Loss(double[] p) { var a = new double[2]; int n = a.Length; for (int i = 0; i <= n; i++) if (i < n && p[0] > 0) a[i] = p[1] * p[0]; return a[0] + 2 * a[1]; }"
            ),
            Branching(
                "an entry that is made under the condition",
                "double Loss(double x, double y) { var d = new Dictionary<string, double>(); if (x > 0) d[\"a\"] = x; return d.ContainsKey(\"a\") ? d[\"a\"] : y; }"
            ),
            Branching(
                "a property with a body is not written where the loss does not",
                "class C { double v; public double V { get => v; set { v = 2 * value; } } } double Loss(double x, double y) { var c = new C(); c.V = y; if (x > 0) c.V = x; return c.V; }"
            ),
            Branching(
                "a later when is not asked",
                "double Loss(double x, double y) { short[] w = [1, 2]; return x switch { > 0 => x, _ when w[5] > 0 => 2.0, _ => 3.0 } + y; }",
                [1.25, 0.5],
                [3, -1.5]
            ),
            Branching(
                "sides that change collections",
                "double Loss(double x, double y) { var h = new HashSet<int> { 1, 2, 3 }; double s = x > 0 ? h.RemoveWhere(k => k > 1) : y; var l = new LinkedList<int>([7]); s += x > 0 ? l.AddBefore(l.First!, 5).Value : y; return s + h.Count * y + l.Count * x; }"
            ),
            Branching(
                "sides that change texts, bits and queues",
                "double Loss(double x, double y) { var t = new System.Text.StringBuilder(); double s = x > 0 ? t.Append(\"ab\").Length : y; var b = new System.Collections.BitArray(2); s += x > 0 ? b.Not().Length : y; var q = new PriorityQueue<int, int>([(1, 1), (2, 2)]); s += x > 0 ? q.DequeueEnqueue(5, 5) : y; return s + t.Length * y + (b[0] ? x : y) + q.Peek() * x; }"
            ),
            Branching(
                "conversions that count",
                "class V(double a) { public int Asked; public double A = a; public static implicit operator double(V v) { v.Asked++; return v.A; } } double Loss(double x, double y) { var v = new V(x); double s = x > 0 ? y : v * 2.0; s += x > 0 ? x : (double)v; return s + v.Asked * y; }"
            ),
            Branching(
                "a conversion of what may be null",
                "double Loss(double x, double y) { int? m = null; return (x > 0 ? x : (double)m) + y; }",
                [1.25, 0.5],
                [3, -1.5]
            ),
            Branching(
                "a reference beside a side that may fail",
                "double Loss(double x, double y) { double[] p = [x, y]; short[] w = [1, 2]; ref double r = ref p[0]; return (y > 0 ? r : p[w[0]]) + y switch { > 0 => r, _ when w[1] > 0 => 2.0, _ => 3.0 }; }"
            ),
        ];
}
