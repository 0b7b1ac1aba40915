namespace GdScript.Scripting.Tests.Rewriting;

internal static partial class Accepted
{
    private static IEnumerable<Form> Oddities =>
        [
            Smooth(
                "names like ours",
                "struct Scalar { public double V; } class Trace { public static double Of(double v) => v * 2; } double Cond(double v) => v; double Select(double a) => a; double Loss(double x, double y) { var a = new Scalar { V = x }; return Trace.Of(a.V) + Cond(y) + Select(x); }"
            ),
            Smooth(
                "keywords as names",
                "class @class { public double @int = 2; } double Loss(double @if, double y) { double @double = @if; var o = new @class { @int = y }; return @double * o.@int; }"
            ),
            Smooth(
                "aliases",
                "using Pair = (double A, double B); using D = System.Double; using static System.Linq.Enumerable; Pair Make(D a, D b) => (a, b); double Loss(double x, double y) { Pair p = Make(x, y); System.Double s = p.A; Double t = D.Max(s, y); return t * p.B + Range(0, 3).Sum(i => i * x); }"
            ),
            Smooth(
                "spans of constants",
                "ReadOnlySpan<double> Table() => [1, 2, 3.5]; double Loss(double x, double y) { var t = Table(); ReadOnlySpan<double> u = new double[] { x, y }; return t[2] * x + u[1] * t.Length; }"
            ),
            Smooth(
                "params spans",
                "double Total(params ReadOnlySpan<double> v) { double s = 0; foreach (var e in v) s += e; return s; } double Loss(double x, double y) => Total(x, 1, y) + Total();"
            ),
            Smooth(
                "a ref struct of the script",
                "ref struct Walker { Span<double> at; public Walker(Span<double> s) => at = s; public double Sum() { double s = 0; foreach (var v in at) s += v > 0 ? v : -v; return s; } } double Loss(double[] p) => new Walker(p).Sum();"
            ),
            Branching(
                "choices in a struct",
                "struct S(double k) { public double K = k; public double F(double v) => v > 0 ? K * G(v) : K; double G(double v) => v * v; public double H(double v) { if (v > K) return v; return K; } } double Loss(double x, double y) { var s = new S(2); return s.F(x) + s.H(y) + new S(y).F(y); }"
            ),
            Smooth(
                "choices with ref parameters",
                "double F(ref double a, in double b) { double r = a > 0 ? a * b : b; if (b > 0) r += a; return r; } double Loss(double x, double y) => F(ref x, y) + x;"
            ),
            Smooth(
                "list patterns and slices",
                "double Loss(double[] p) => p switch { [var a, .., var b] => a * b, _ => 0 } + (p is [_, ..var rest] ? rest[0] : 1);"
            ),
            Smooth(
                "generic mathematics without numbers",
                "T Pick<T>(bool first, T a, T b) => first ? a : b; class Stack2<T> where T : struct, IComparable<T> { readonly Stack<T> s = new(); public void Push(T v) => s.Push(v); public T Pop() => s.Pop(); } double Loss(double x, double y) { var s = new Stack2<double>(); s.Push(x); s.Push(2); return Pick(true, x, y) + s.Pop() * s.Pop(); }"
            ),
            Smooth(
                "a queue, a set of names and a sorted list",
                "double Loss(double x, double y) { var q = new Queue<double>([x, y]); var names = new HashSet<string> { \"a\" }; var t = new SortedDictionary<int, double> { [2] = x, [1] = y }; var l = new LinkedList<double>(); l.AddLast(x); return q.Dequeue() * 2 + q.Peek() + (names.Contains(\"a\") ? 1 : 0) + t.First().Value + l.First!.Value; }"
            ),
            Smooth(
                "tuples of tuples and arrays of structs",
                "struct C { public double Re, Im; public static C operator *(C a, C b) => new() { Re = a.Re * b.Re - a.Im * b.Im, Im = a.Re * b.Im + a.Im * b.Re }; } double Loss(double x, double y) { var z = new C[2]; z[0].Re = x; z[0].Im = y; z[1] = z[0] * z[0]; (double p, (int q, double r)) t = (1, (2, x)); var ((a, b), c) = ((x, 2), y); return z[1].Re + t.Item2.r * t.Item2.q + a * b * c; }"
            ),
            Smooth(
                "whole numbers in choices",
                "double Loss(double x, double y) { int n = 3; long big = 5; return (x > 0 ? n : 2) * y + (x > 1 ? big : n) + (y > 0 ? x : n) + (x > y ? 1 : 0.5f > 0 ? 2 : 3); }".Replace(
                    "0.5f > 0 ? 2 : 3",
                    "n > 0 ? 2 : 3",
                    StringComparison.Ordinal
                )
            ),
            Smooth(
                "a switch on whole numbers with choices inside",
                "double F(int k, double x) => k switch { 0 => x > 0 ? x : 0, 1 => Math.Tanh(x), _ => 1 / (1 + Math.Exp(-x)) }; double Loss(double x, double y) => F(0, x) + F(1, y) + F(2, x * y);"
            ),
            Smooth(
                "softmax and cross entropy",
                "class Net { public double[,] W = { { 0.47355232, 0.9977393, 0.84668094 }, { 0.85557411, 0.03563661, 0.69422093 } }; public double[] Predict(double[] x) { var r = new double[3]; for (int j = 0; j < 3; j++) for (int i = 0; i < x.Length; i++) r[j] += x[i] * W[i, j]; return r; } public static double[] Softmax(double[] a) { double c = a.Max(); var e = a.Select(v => Math.Exp(v - c)).ToArray(); double s = e.Sum(); return e.Select(v => v / s).ToArray(); } public double Loss(double[] x, int label) => -Math.Log(Softmax(Predict(x))[label] + 1e-7); } double Loss(double[,] W) { var net = new Net { W = W }; return net.Loss([0.6, 0.9], 2); }",
                [0.5, 1, 0.75, 0.25, 0.125, 0.5]
            ),
            Smooth(
                "statics and events that the loss does not touch",
                "class A { public static int Made; public event Action Changed; public double V; public A(double v) { V = v; } public void Fire() => Changed?.Invoke(); } double Loss(double x, double y) => new A(x).V * y;"
            ),
            Smooth(
                "default interfaces and generics of the script",
                "interface IAct<T> { T F(T x); } class Sq : IAct<double> { public double F(double x) => x * x; } class Twice<T>(IAct<T> a) : IAct<T> { public T F(T x) => a.F(a.F(x)); } double Loss(double x, double y) => new Twice<double>(new Sq()).F(x) + y;"
            ),
            Smooth(
                "lambdas that call themselves",
                "double Loss(double x, double y) { Func<int, double> f = null!; f = n => n == 0 ? x : y * f(n - 1); return f(3); }"
            ),
            Smooth(
                "partial applications",
                "Func<double, double> Times(double k) => v => k * v; double Loss(double x, double y) { var t = Times(x); return t(y) + Times(2)(x); }"
            ),
            Smooth(
                "throw expressions",
                "double Positive(double v) => v > -100 ? v : throw new ArgumentException($\"{v}\"); double Loss(double x, double y) => Positive(x) + (y is double.NaN ? throw new Exception() : y);"
            ) with
            {
                Guards = true,
            },
            Smooth(
                "interpolation of whole numbers",
                "double Loss(double x, double y) { var names = new Dictionary<string, double> { [\"w1\"] = x, [\"w2\"] = y }; double s = 0; for (int i = 1; i < 3; i++) s += names[$\"w{i}\"]; return s; }"
            ),
            Smooth(
                "a stopped sequence",
                "IEnumerable<double> All(double x) { double t = x; while (true) { yield return t; t *= 0.5; } } double Loss(double x, double y) => All(x).Take(5).Sum() + All(y).Skip(2).First();"
            ),
        ];
}
