using GdScript.Graphs;
using GdScript.Scripting.Images;
using GdScript.Scripting.Rewriting;
using Xunit;

namespace GdScript.Scripting.Tests.Rewriting;

/// <summary>What no recording can follow says so, at the words that do it.</summary>
public class RefusedTests
{
    /// <summary>Scripts with the expected place between « and ».</summary>
    public static TheoryData<string, string> Refusals() =>
        new()
        {
            { "GDS1001", "double Loss(double x, double y)\n{\n    int k = «(int)Math.Floor(x)»;\n    return k * y;\n}" },
            { "GDS1001", "double Loss(double x) { var a = new double[3]; return a[«(int)x»] + x; }" },
            { "GDS1001", "enum E { A } double Loss(double x) => «(E)x» == E.A ? x : 1;" },
            { "GDS1001", "double Loss(double x) => checked(«(long)(x * 2)») + x;" },
            { "GDS1002", "double Loss(double x, double y) { «float» z = (float)x; return z + y; }" },
            { "GDS1002", "double Loss(double x) => (double)(«decimal»)x;" },
            { "GDS1002", "double Loss(double x) => x * «0.5f»;" },
            { "GDS1002", "double Loss(double x) => (double)(«Half»)x;" },
            { "GDS1002", "double Loss(double x) => «MathF.Sqrt»((float)x);" },
            { "GDS1003", "double Loss(double x) => x * «double.Parse»(\"2\");" },
            { "GDS1003", "double Loss(double x, double y) => x + «Convert.ToInt32»(y);" },
            { "GDS1003", "double Loss(double x, double y) { var c = «new System.Numerics.Complex(x, y)»; return c.Magnitude; }" },
            { "GDS1003", "double Loss(double[] p) { var v = «new System.Numerics.Vector<double>(p)»; return p[0]; }" },
            { "GDS1003", "double Loss(double x) => «TimeSpan.FromSeconds»(x).Ticks;" },
            { "GDS1003", "double Loss(double x) => x * «new TimeSpan(3).TotalSeconds»;" },
            { "GDS1003", "double Loss(double x) => x + «BitConverter.DoubleToInt64Bits»(x);" },
            { "GDS1004", "double Loss(double x) => «Math.BitIncrement»(x);" },
            { "GDS1004", "using static System.Math; double Loss(double x) => «ReciprocalEstimate»(x);" },
            {
                "GDS1005",
                "double Loss(double x) { System.Linq.Expressions.Expression<Func<double, double>> f = «t => t * x»; return f.Compile()(2); }"
            },
            { "GDS1006", "record P(double X); double Loss(double x) => new P(x) is «{ X: > 0 } or { X: < -1 }» ? x : -x;" },
            { "GDS1006", "double Loss(double[] x) => x is «[> 0, ..]» ? x[0] : 1;" },
            { "GDS1010", "double Loss(double x) => x * «new Random(1)».NextDouble();" },
            { "GDS1010", "double Loss(double x) => x * «DateTime.Now».Ticks;" },
            { "GDS1010", "double Loss(double x) => x * «Guid.NewGuid»().GetHashCode();" },
            { "GDS1010", "double Loss(double x) => x * «Environment.TickCount»;" },
            { "GDS1010", "double Loss(double x) => x * «Random.Shared».NextDouble();" },
            { "GDS1010", "double Loss(double x) => x * «System.IO.File.ReadAllText»(\"a\").Length;" },
            {
                "GDS1011",
                "async System.Threading.Tasks.Task<double> F(double x) { «await System.Threading.Tasks.Task.Yield()»; return x; } double Loss(double x) => F(x).Result;"
            },
            { "GDS1012", "int calls = 0; double scale = 2;\ndouble Loss(double x, double y) { «calls++»; return scale * x * y; }" },
            { "GDS1012", "double best = 1; double Loss(double x) { if (x < best) «best = x»; return x; }" },
            { "GDS1012", "double[] seen = new double[3]; double Loss(double x) { «seen[0] = x»; return x; }" },
            { "GDS1012", "var log = new List<double>(); double Loss(double x) { «log.Add(x)»; return x; }" },
            { "GDS1012", "double s = 1; void Set(out double v) => v = 2; double Loss(double x) { Set(«out s»); return x; }" },
            { "GDS1013", "double Loss(double x, double y) { «dynamic» d = x; return d * y; }" },
            { "GDS1014", "unsafe double Loss(double x) { «double*» p = &x; return *p; }" },
            {
                "GDS1015",
                "double Loss(double x, double y) { double s = 0; «System.Threading.Tasks.Parallel.For»(0, 4, i => { s += x * i; }); return s + y; }"
            },
            { "GDS1015", "double Loss(double x) => «System.Threading.Tasks.Task.Run»(() => x).Result;" },
            {
                "GDS1015",
                "double Loss(double[] x) => «x.AsParallel».Select(v => v * v).Count();".Replace(
                    "«x.AsParallel».",
                    "«x.AsParallel»().",
                    StringComparison.Ordinal
                )
            },
            { "GDS1016", "double Loss(double x, double y) {\n    Console.WriteLine($\"x = {«x»:F3}\");\n    return x + y; }" },
            { "GDS1016", "double Loss(double x) { Console.WriteLine(«x»); return x; }" },
            { "GDS1016", "double Loss(double x) => «x.ToString()».Length * x;" },
            { "GDS1016", "double Loss(double x) { string s = \"a\" + «x»; return s.Length; }" },
            { "GDS1016", "double Loss(double x) { Console.WriteLine(\"{0} {1}\", 1, «x»); return x; }" },
            { "GDS1016", "double Loss(double[] x) => string.Join(\",\", «x»).Length;" },
            { "GDS1017", "double Loss(double x) { switch (x) { case 1.0: return 2; case 2.0: «goto case 1.0;» default: return x; } }" },
            { "GDS1018", "double Loss(double x, «int n») => x * n;" },
            { "GDS1018", "double Loss(«string s», double x) => x * s.Length;" },
            { "GDS1018", "double Loss(«ref double x») => x;" },
            { "GDS1018", "class Net { public double W; } double Loss(«Net n») => n.W;" },
            { "GDS1019", "double Loss(double x) { object o = «x»; return (double)o; }" },
            { "GDS1019", "double Loss(double x) { IComparable c = «x»; return c.CompareTo(1.0) + x; }" },
            {
                "GDS1024",
                "Func<double, double> Make(double k) => v => v * k; Func<double, double> «f = Make(3)»; double Loss(double x) => f(x);"
            },
            { "GDS1024", "Func<double, double> «f = v => v»; f = v => 2 * v; double Loss(double x) => f(x);" },
            { "GDS1024", "Func<double, double> «f = g», g = f; double Loss(double x) => f(x);" },
            {
                "GDS1025",
                "class Options { public static double «Rate = 1»; } Options.Rate = 2; double Loss(double x) => x * Options.Rate;"
            },
            { "GDS1026", "«double[]» Loss(double x) => [x, 2 * x];" },
            { "GDS2007", "double Loss(double x) { var d = new HashSet<double>(); «d.Add(x);» return x; }" },
            { "GDS2001", "double F(double x) => «F(x + 1) + x»; double Loss(double x) => F(x);" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void It_is_refused_by_its_id_at_its_words(string id, string marked)
    {
        var (start, end) = (marked.IndexOf('«', StringComparison.Ordinal), marked.IndexOf('»', StringComparison.Ordinal) - 1);
        var text = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        var expected = Problem.Input(id, "").In(text, start, end - start).Place;
        var problems = Problems(text);
        var found = string.Join('\n', problems.Select(p => $"{p.Id} {p.Place} {p.What}"));
        Assert.True(problems.Any(p => p.Id == id && p.Place == expected && p.File == "script.csx"), $"expected {id} {expected}\n{found}");
        Assert.All(problems, p => Assert.NotEqual("GDS9002", p.Id));
    }

    /// <summary>The refusals of the source, or what recording it at (1.25, 0.5) says.</summary>
    private static System.Collections.Immutable.ImmutableArray<Problem> Problems(string text)
    {
        var untouched = Scripts.Compile(text);
        var arity = untouched.ScriptClass!.GetMembers("Loss").OfType<Microsoft.CodeAnalysis.IMethodSymbol>().Single().Parameters.Length;
        var twin = Twin.Of(untouched, new LossSite.Method("Loss", arity));
        if (!twin.Problems.IsEmpty)
            return twin.Problems;
        var loss = Scripts.Run(text).Loss();
        var bound = loss.Bind(loss.Parameters.Where(p => p.Rank == 1).ToDictionary(p => p.Name, _ => Shape.Vector(2))).Value;
        return bound.At(new double[] { 1.25, 0.5 }.AsSpan(0, bound.PointSize)).Problem is { } problem ? [problem] : [];
    }

    [Fact]
    public void Every_mistake_is_told_at_once_in_the_order_of_the_lines()
    {
        var found = Problems("int n = 0;\ndouble Loss(double x, string s)\n{\n    n++;\n    Console.WriteLine(x);\n    return x;\n}");
        Assert.Equal(["GDS1018", "GDS1012", "GDS1016"], found.Select(p => p.Id));
        Assert.Equal([2, 4, 5], found.Select(p => p.Place!.Value.Line));
    }

    [Fact]
    public void A_loss_that_is_not_there_is_a_problem_without_a_place() =>
        Assert.Equal(
            ["GDS1027"],
            Twin.Of(Scripts.Compile("double F(double x) => x;"), new LossSite.Method("Loss", 1)).Problems.Select(p => p.Id)
        );

    [Fact]
    public void Every_id_has_a_page_of_its_own()
    {
        Assert.Equal(TraceProblems.All.Select(p => p.Id).Distinct().Order(), TraceProblems.All.Select(p => p.Id));
        Assert.All(TraceProblems.All, p => Assert.EndsWith(".", p.Why, StringComparison.Ordinal));
    }
}
