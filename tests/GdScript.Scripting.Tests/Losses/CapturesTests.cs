using GdScript.Scripting.Images;
using Xunit;
using Compiled = GdScript.Scripting.Tests.Rewriting.Scripts;

namespace GdScript.Scripting.Tests.Losses;

/// <summary>What a loss reads from its script arrives in the twin as it is.</summary>
public class CapturesTests
{
    public static TheoryData<string> Captured =>
        [
            "double k = 3; double Loss(double x) => k * x;",
            "int n = 3; bool up = true; string s = \"abc\"; double Loss(double x) => up ? n * x + s.Length : x;",
            "double[] w = [1, 2, 3]; double Loss(double x) => w[0] * x + w[^1] + w.Length;",
            "double[,] A = { { 1, 2, 3 }, { 4, 5, 6 } }; double Loss(double x) => A[1, 0] * x + A[0, 2] + A.GetLength(1);",
            "double[][] J = [[1, 2], [3]]; double Loss(double x) => J[1][0] * x + J[0].Length;",
            "double[,,] C = new double[2, 2, 2]; C[1, 0, 1] = 7; double Loss(double x) => C[1, 0, 1] * x + C[0, 0, 0];",
            "int[] idx = [2, 0]; double[] w = [1, 2, 3]; double Loss(double x) => w[idx[0]] * x + idx.Sum();",
            "List<double> w = [1, 2, 3]; double Loss(double x) => w[2] * x + w.Count;",
            "IReadOnlyList<double> w = new[] { 1.0, 2.0 }; IEnumerable<double> v = w.Select(a => a * 2); double Loss(double x) => w[1] * x + v.Sum();",
            "Dictionary<string, double> d = new(StringComparer.OrdinalIgnoreCase) { [\"K\"] = 5 }; double Loss(double x) => d[\"k\"] * x;",
            "HashSet<int> keep = [1, 3]; double[] w = [1, 2, 3, 4]; double Loss(double x) => w.Where((_, i) => keep.Contains(i)).Sum() * x;",
            "Queue<double> q = new([1, 2]); Stack<double> s = new([3.0, 4.0]); double Loss(double x) => q.Peek() * x + s.Peek();",
            "(double A, int N) t = (2, 3); double Loss(double x) => t.A * x + t.N;",
            "(string Name, double[] V)[] ts = [(\"a\", [1, 2]), (\"b\", [3])]; double Loss(double x) => ts[1].V[0] * x + ts[0].Name.Length;",
            "double? maybe = 2; double? none = null; double Loss(double x) => (maybe ?? 1) * x + (none ?? 5);",
            "record Row(double X, double Y, int Group); List<Row> rows = [new(1, 2, 0), new(3, 4, 1)]; double Loss(double a) => rows.Sum(r => (r.Y - a * r.X) * (r.Group + 1));",
            "record Base(double A); record More(double A, double B) : Base(A); Base b = new More(2, 3); double Loss(double x) => b.A * x + (b is More m ? m.B : 0);",
            "struct V { public double X; public double[] More; } V v = new() { X = 2, More = [5] }; double Loss(double x) => v.X * x + v.More[0];",
            "class Net { double[] w = [1, 2]; public double Bias { get; set; } = 0.5; public double F(double x) => w[1] * x + Bias; } var net = new Net { Bias = 7 }; double Loss(double x) => net.F(x);",
            "class Lin(double k) { public double F(double x) => k * x; } var lin = new Lin(4); double Loss(double x) => lin.F(x);",
            "interface ILayer { double F(double x); } class Lin(double k) : ILayer { public double F(double x) => k * x; } class Sq : ILayer { public double F(double x) => x * x; } ILayer[] net = [new Lin(3), new Sq()]; double Loss(double x) { foreach (var l in net) x = l.F(x); return new Lin(2).F(new Sq().F(x)); }",
            "abstract class Shape { public double K = 2; public abstract double F(double x); } class Circle : Shape { double r = 3; public override double F(double x) => r * x * K; } Shape s = new Circle { K = 5 }; double Loss(double x) => s.F(x) + new Circle().F(x);",
            "class Node { public double V; public Node Next; } var a = new Node { V = 1 }; var b = new Node { V = 2, Next = a }; a.Next = b; double Loss(double x) => a.Next.Next == a ? x * b.Next.V + b.V : 0;",
            "double[] shared = [1, 2]; double[][] both = [shared, shared]; double Loss(double x) => object.ReferenceEquals(both[0], both[1]) ? x * both[1][0] * shared[1] : 0;",
            "enum Kind { A, B } Kind kind = Kind.B; Dictionary<Kind, double> k = new() { [Kind.B] = 3 }; double Loss(double x) => kind == Kind.B ? k[kind] * x : x;",
            "class Pair<T> { public T A; public T B; } var p = new Pair<double> { A = 1, B = 2 }; double Loss(double x) => p.A * x + p.B;",
            "KeyValuePair<string, double> kv = new(\"a\", 3); double Loss(double x) => kv.Value * x + kv.Key.Length;",
        ];

    [Theory]
    [MemberData(nameof(Captured))]
    public void A_captured_value_arrives_as_it_is(string script)
    {
        var loss = Compiled.Run(script).Loss();
        Assert.Empty(loss.Problems);
        var bound = loss.Bind(new Dictionary<string, Graphs.Shape>()).Value;

        foreach (double x in (double[])[1.5, -2])
            Assert.Equal(bound.Value([x]), bound.At([x]).Value.Value([x]).Value);
        Assert.Equal(1, bound.Recordings);
    }

    [Fact]
    public void The_script_keeps_its_own_values()
    {
        const string text =
            "class Net { public int[] Calls = new int[1]; public double F(double x) { Calls[0]++; return x * x; } } var net = new Net(); double Loss(double x) => net.F(x) + 1;";
        var script = Compiled.Run(text);
        var bound = script.Loss().Bind(new Dictionary<string, Graphs.Shape>()).Value;

        Assert.Equal(10, bound.At([3]).Value.Value([3]).Value);
        var net = script.Variable("net")!;
        Assert.Equal([1], (int[])net.GetType().GetField("Calls")!.GetValue(net)!); // the comparison with the loss itself
    }

    [Theory]
    [InlineData(
        "class Net { public Func<double, double> Act = Math.Tanh; } var net = new Net(); double Loss(double x) => net.Act(x);",
        "net",
        "a function"
    )]
    public void A_captured_function_is_refused_by_name(string script, string name, string what)
    {
        var bound = Compiled.Run(script).Loss().Bind(new Dictionary<string, Graphs.Shape>()).Value;

        Assert.False(bound.At([1]).Is(out _, out var problem));
        Assert.Equal(("GDS2008", $"the loss reads '{name}', which holds {what}"), (problem!.Id, problem.What));
        Assert.NotEmpty(problem.Hint);
    }

    [Fact]
    public void Locals_around_a_lambda_are_found_in_its_closures()
    {
        const string text = """
            Func<double, double> Keep(Func<double, double> f) => f;
            Func<double, double> Make(double k)
            {
                double[] w = [1, 2];
                for (var i = 0; i < 1; i++)
                {
                    double inner = 7;
                    return Keep(x => k * x * w[1] + inner);
                }
                return null;
            }
            var made = Make(3);
            """;
        var script = Compiled.Run(text);
        var made = (Func<double, double>)script.Variable("made")!;
        var loss = script.Loss(made, new LossSite.Call("script.csx", 8, "x => k * x * w[1] + inner"));
        Assert.Empty(loss.Problems);
        var bound = loss.Bind(new Dictionary<string, Graphs.Shape>()).Value;
        Assert.Equal(made(2), bound.At([2]).Value.Value([2]).Value);
    }
}
