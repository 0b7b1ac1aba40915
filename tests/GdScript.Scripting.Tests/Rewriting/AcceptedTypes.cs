namespace GdScript.Scripting.Tests.Rewriting;

internal static partial class Accepted
{
    private static IEnumerable<Form> Types =>
        [
            Smooth(
                "structs with operators",
                "struct V2 { public double X, Y; public V2(double x, double y) { X = x; Y = y; } public static V2 operator +(V2 a, V2 b) => new(a.X + b.X, a.Y + b.Y); public static V2 operator *(double s, V2 a) => new(s * a.X, s * a.Y); public double Dot(V2 o) => X * o.X + Y * o.Y; public static V2 operator -(V2 a) => new() { X = -a.X, Y = -a.Y }; } double Loss(double x, double y) { var a = new V2(x, y); var b = 2 * a + new V2(1, 3); return a.Dot(b) + (-a).X; }"
            ),
            Smooth(
                "interfaces and classes",
                "interface ILayer { double F(double x); double Twice(double x) => F(F(x)); } class Lin(double w, double b) : ILayer { public double F(double x) => w * x + b; } class Tanh : ILayer { public double F(double x) => Math.Tanh(x); } abstract class Base { public abstract double G(double x); public virtual double H(double x) => x; } sealed class D : Base { public override double G(double x) => H(x) * 2; public override double H(double x) => base.H(x) + 1; } double Loss(double w, double b) { ILayer[] net = [new Lin(w, b), new Tanh(), new Lin(2, -1)]; double h = 0.3; foreach (var l in net) h = l.F(h); Base d = new D(); return (h - 0.5) * (h - 0.5) + net[1].Twice(w) + d.G(b); }"
            ),
            Smooth(
                "indexers and properties",
                "class Poly { readonly double[] c; public Poly(params double[] c) { this.c = c; } public int Degree => c.Length - 1; public double this[int i] { get => c[i]; set { c[i] = value; } } public double Scale { get; set; } = 1.5; double hidden; public double Hidden { get { return hidden; } set => hidden = value * 2; } public double Eval(double x) { double s = 0; for (int i = Degree; i >= 0; i--) s = s * x + this[i]; return s * Scale; } } double Loss(double x, double y) { var p = new Poly(1, x, y) { Scale = y, [0] = 3 }; p.Scale++; p.Hidden = x; p[1] += 2; return p.Eval(2.5) + p.Hidden; }"
            ),
            Smooth(
                "records and with",
                "record P(double A, double B) { public double Sum => A + B; public double C { get; init; } = 3; } record struct Q(double A, int N); record Deep(double Z) : P(Z, 2 * Z); double Loss(double x, double y) { var p = new P(x, y) with { B = y + 1 }; var (a, b) = p; var q = new Q(a, 3) with { N = 4 }; P d = new Deep(b) { C = 1 }; return p.Sum + q.A * q.N + d.Sum + d.C + p.C; }"
            ),
            Smooth(
                "static members",
                "static class K { public const double Half = 0.5; public static readonly double[] W = { 1, 2 }; public static double Scale => W[1] * Half; public static double Sq(double v) => v * v; static readonly double Third = Sq(2) / 12; public static double T() => Third; } double Loss(double x, double y) => K.Sq(x) * K.Scale + K.Half * y + K.T();"
            ),
            Smooth(
                "generics",
                "T Id<T>(T v) => v; (T, U) Pair<T, U>(T a, U b) => (a, b); class Box<T> { public T Value; public Box(T v) { Value = v; } public U Map<U>(Func<T, U> f) => f(Value); } T First<T>(params T[] xs) where T : struct => xs[0]; double Loss(double x, double y) { var (a, b) = Pair(Id(x), 3); var c = Pair(1.0, x); return a * b + new Box<double>(y).Map(v => v * 2) + new Box<int>(3).Map(n => n * x) + First(1, x) + c.Item1 + Id<double>(4); }"
            ),
            Smooth(
                "conversions of the script",
                "readonly struct M { public readonly double V; public M(double v) => V = v; public static implicit operator M(double v) => new(v); public static explicit operator double(M m) => m.V; public static M operator *(M a, M b) => a.V * b.V; } double Loss(double x, double y) { M m = 2; M k = x; m = m * k * 3; return (double)m + (double)(k * y); }"
            ),
            Smooth(
                "object and collection initializers",
                "class Net { public double[] W = new double[2]; public List<double> Bias { get; } = new() { 1, 2 }; public (double a, int n) T = (1, 2); } double Loss(double x, double y) { var n = new Net { W = { [0] = x, [1] = 2 }, Bias = { y, 3 } }; return n.W[0] * n.W[1] + n.Bias.Sum() + n.T.a; }"
            ),
            Smooth(
                "enums and switches on them",
                "enum Kind { Relu, Square = 5 } double Act(Kind k, double x) => k switch { Kind.Relu => Math.Max(x, 0), Kind.Square => x * x, _ => throw new ArgumentException(nameof(k)) }; double Loss(double x, double y) => Act(Kind.Relu, x) + Act(Kind.Square, y) + (int)Kind.Square;"
            ),
            Smooth(
                "a class that holds its weights",
                "class Net { public double[,] W = { { 0.5, 0.25 }, { -1, 2 } }; public double B = 0.1; public double[] H = new double[2]; public double Loss(double[] x) { for (int i = 0; i < 2; i++) { H[i] = B; for (int j = 0; j < 2; j++) H[i] += W[i, j] * x[j]; } return H[0] * H[0] + Math.Tanh(H[1]); } public override string ToString() => $\"{B}\"; public void Show() => Console.WriteLine(B); } var net = new Net(); net.B = 0.3; double Loss(double[] p) => net.Loss(p);"
            ),
            Smooth(
                "equality and order of the script",
                "class V : IComparable<V>, IEquatable<V> { public int Key; public double X; public int CompareTo(V o) => Key.CompareTo(o.Key); public bool Equals(V o) => Key == o.Key; public override bool Equals(object o) => o is V v && Equals(v); public override int GetHashCode() => Key; public static bool operator ==(V a, V b) => a.Equals(b); public static bool operator !=(V a, V b) => !(a == b); } double Loss(double x, double y) { var l = new List<V> { new() { Key = 2, X = x }, new() { Key = 1, X = y } }; l.Sort(); var d = new Dictionary<V, double> { [l[0]] = 3 }; return l[0].X * d[l[0]] + l.Max().X + (l[0] == l[1] ? 1 : 0); }"
            ),
            Smooth(
                "a sequence of the script",
                "class Steps : IEnumerable<double> { public double A; public IEnumerator<double> GetEnumerator() { yield return A; yield return A * A; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); } class Duck { int i; public Duck GetEnumerator() => this; public bool MoveNext() => i++ < 3; public double Current => i * 0.5; } double Loss(double x, double y) { double s = 0; foreach (var v in new Steps { A = x }) s += v; foreach (var v in new Duck()) s += v * y; return s + new Steps { A = y }.Sum(); }"
            ),
            Smooth(
                "deconstruction by the script",
                "class P { public double X, Y; public void Deconstruct(out double x, out double y) { x = X; y = Y; } } double Loss(double x, double y) { var (a, b) = new P { X = x, Y = y }; double c; (c, _) = new P { X = 2 }; return a * b + c; }"
            ),
            Smooth(
                "delegates and anonymous types",
                "delegate double F(double a, double b); double Apply(F f, double x) => f(x, 2); double Loss(double x, double y) { F f = (a, b) => a * b; var o = new { X = x, N = 2, Half = 0.5 }; f += (a, b) => a - b; return Apply(f, y) + o.X * o.N * o.Half; }"
            ),
            Smooth(
                "a nested type and a partial one",
                "partial class A { public class B { public double V; } public B Make(double v) => new() { V = v * K }; } partial class A { const double K = 2; } double Loss(double x, double y) => new A().Make(x).V + y;"
            ),
            Smooth(
                "types that only captured values have",
                "interface ILayer { double F(double x); } class Lin(double k) : ILayer { public double F(double x) => k * x; } record Sum(ILayer[] Parts) : ILayer { public double F(double x) => Parts.Sum(p => p.F(x)); } abstract class Base : ILayer { public double Bias = 0.5; public abstract double F(double x); public void Show() => Console.WriteLine(Bias); } sealed class Sin : Base { public override double F(double x) => Math.Sin(x) + Bias; } class Other : ILayer { public double F(double x) => x / 2; } ILayer[] net = [new Lin(3), new Sum([new Sin { Bias = 2 }, new Lin(0.5)])]; var byName = new Dictionary<string, Base> { [\"a\"] = new Sin() }; double Loss(double x, double y) { foreach (var l in net) x = l.F(x); return x + byName[\"a\"].F(y); }"
            ),
            Smooth(
                "types of generic and nested values",
                "class Box<T> where T : Box<T>.Item { public abstract class Item { public abstract double At(double x); } public List<Item> Items = new(); } class Two : Box<Two>.Item { public override double At(double x) => 2 * x; } interface IModel { double Of(double[] p); } struct Line : IModel { public double Slope; public double Of(double[] p) => Slope * p[0] + p[1]; } var box = new Box<Two> { Items = { new Two() } }; (string Name, IModel Model)[] models = [(\"line\", new Line { Slope = 3 })]; double Loss(double x, double y) => box.Items[0].At(x) + models[0].Model.Of([x, y]);"
            ),
            Smooth(
                "types that are only asked for",
                "abstract record Shape; record Circle(double R) : Shape; record Square(double A) : Shape; record Dot : Shape; Shape[] shapes = [new Circle(2), new Square(3), new Dot()]; object one = new Circle(1); double Area(Shape s, double k) => s switch { Circle { R: var r } => k * r * r, Square q => q.A * q.A * k, Dot or null => 0, _ => throw new Exception() }; double Loss(double x, double y) { double t = 0; foreach (var s in shapes) { if (s is Circle or Dot) t += x; if (s is not Square) t += 1; if (s.GetType() == typeof(Dot)) t += y; t += Area(s, x); } return t * y; }"
            ),
            Smooth(
                "what the loss never calls",
                "class Net(double w) { public double W => w; public float Narrow(float f) => (float)w * f; public async System.Threading.Tasks.Task<double> Later() { await System.Threading.Tasks.Task.Yield(); return w; } public void Log() { Console.WriteLine($\"{w}\"); var r = new Random(); } ~Net() { } } double Loss(double x, double y) => new Net(x).W * y;"
            ),
        ];

    private static IEnumerable<Form> Functions =>
        [
            Smooth(
                "recursion",
                "double Pow(double x, int n) => n == 0 ? 1 : x * Pow(x, n - 1); double Loss(double x, double y) => Pow(x, 5) + y;"
            ),
            Smooth(
                "local functions",
                "double Loss(double x, double y) { double Sq(double v) => v * v; static double Half(double v) { return v / 2; } double s = 0; void Add(double v) { s += v; } Add(x); Add(Sq(y)); return s + Half(x) + Later(2); double Later(double k) => k * x; }"
            ),
            Smooth(
                "lambdas",
                "Func<double, double> sq = v => v * v; Func<double, double, double> mul = (a, b) => a * b; Func<double, double>[] layers = { Math.Tanh, v => v + 1, sq }; double Loss(double x, double y) { Func<double, double> f = t => x * t + y; Func<Func<double, double>, double, double> twice = (g, v) => g(g(v)); double h = x; foreach (var l in layers) h = l(h); return f(2) + sq(y) + mul(x, 3) + twice(f, 1) + h + new Func<double>(() => 1)(); }"
            ),
            Smooth(
                "iterators",
                "IEnumerable<double> Terms(double x) { double t = 1; for (int i = 1; i <= 8; i++) { yield return t; t *= x / i; } yield break; } IEnumerable<double> Ones() { yield return 1; yield return 2; } double Loss(double x, double y) { double s = 0; foreach (var t in Terms(y)) s += t; return Terms(x).Sum() + s + Ones().Sum(); }"
            ),
            Smooth(
                "captured variables",
                "double a = 0.5; int n = 3; double[] w = { 1, 2 }; var list = new List<double> { 1, 2 }; var pair = (p: 2.0, q: 3); double? maybe = null; a += 1; double Loss(double x, double y) => a * x + n * y + w[1] + list.Sum() + pair.p * pair.q + (maybe ?? x);"
            ),
            Smooth(
                "properties of the script",
                "double Rate => 0.5 * 3; double Twice(double v) => v * Rate; double Loss(double x, double y) => Twice(x) + Rate * y;"
            ),
            Smooth(
                "extension methods",
                "static double Sq(this double v) => v * v; static double Total(this IEnumerable<double> v) => v.Sum(); double Loss(double x, double y) => x.Sq() + new[] { x, y }.Total() + 2.0.Sq();"
            ),
        ];

    private static IEnumerable<Form> Queries =>
        [
            Smooth(
                "sums and products",
                "double[] xs = { 1, 2, 3, 4 }; double[] ys = { 2, 4.1, 6.2, 7.9 }; double Loss(double a, double b) { Func<double, double> f = t => a * t + b; var r = xs.Zip(ys).Select(p => f(p.First) - p.Second).ToArray(); double Reg(double v) => v * v; return r.Sum(e => e * e) + r.Select(e => Math.Abs(e)).Average() + Reg(a) + r.Select(Math.Abs).Max() + xs.Where((_, i) => i % 2 == 0).Sum() + r.Min() + xs.Average(x => x * b); }"
            ),
            Smooth(
                "aggregate and ranges",
                "double[] xs = { 1, 2, 3 }; double Loss(double a, double b) => xs.Select((x, i) => a * x + i).Aggregate(0.0, (s, v) => s + v * v) + Enumerable.Range(1, 3).Sum(i => b / i) + xs.Aggregate((p, q) => p * q) + Enumerable.Repeat(a, 3).Sum() + Enumerable.Range(0, 4).Select(i => i).Sum() + Enumerable.Sum(xs) + xs.Concat([a]).Last() + xs.Skip(1).Take(1).First() + xs.Reverse().ElementAt(0) + xs.Count();"
            ),
            Smooth(
                "queries",
                "double[] xs = { 1, 2, 3 }; double[] ys = { 2, 3, 5 }; double Loss(double a, double b) => (from i in Enumerable.Range(0, 3) where i != 1 let e = ys[i] - a * xs[i] - b select e * e).Sum() + (from x in xs from y in ys select x * y * a).Sum() + (from x in xs orderby x descending select x).First() + (from i in Enumerable.Range(0, 4) group i by i % 2 into g select g.Sum(k => k * b)).Sum();"
            ),
            Smooth(
                "rows",
                "record Row(double X, double Y, int Group); var data = Enumerable.Range(0, 12).Select(i => new Row(i * 0.25, 3 * i * 0.25 - 1, i % 3)).ToArray(); double Model(double x, double a, double b) => a * x + b; double Loss(double a, double b) { double s = 0, m = 0; foreach (var r in data) { double e = r.Y - Model(r.X, a, b); s += e * e; } for (int i = 0; i < data.Length; i++) m += data[i].X * a; return s / data.Length + m + data.Where(r => r.Group == 1).Sum(r => r.X * b) + data.Sum(r => Math.Pow(r.Y - Model(r.X, a, b), 2)) + data.Average(r => r.X - a); }"
            ),
            Branching(
                "orders",
                "double[] xs = { 3, 1, 2 }; double Loss(double a, double b) => xs.Select(x => x * a).OrderBy(v => v).First() + xs.OrderByDescending(x => x * b).ThenBy(x => x).Last() + xs.Select(x => x * b).Count(v => v > 1) + xs.MaxBy(x => x * a) + (xs.Any(x => x * a > 2) ? 1 : 0) + xs.Where(x => x * b > 0).Sum() + xs.Select(x => x - a).First(v => v < 3);"
            ),
            Smooth(
                "a sum of 3,000 terms",
                "double Loss(double x, double y) { double s = 0; for (int i = 0; i < 3000; i++) s = s * 0.999 + Math.Sin(x * i) * y; return s; }"
            ),
        ];
}
