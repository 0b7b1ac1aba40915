using GdScript.Graphs;
using Xunit;

namespace GdScript.Scripting.Tests.Rewriting;

/// <summary>Losses over rows stay one formula for all rows, however the loop is written.</summary>
public class RowsTests
{
    private const string Data = """
        record Row(double X, double Y, int Group);
        var data = Enumerable.Range(0, 500).Select(i => new Row(i * 0.01, 3 * i * 0.01 - 1 + i % 7 * 0.1, i % 3)).ToArray();
        var list = data.ToList();
        double Model(double x, double a, double b) => a * x + b;

        """;

    [Theory]
    [InlineData("double Loss(double a, double b) => data.Sum(r => Math.Pow(r.Y - Model(r.X, a, b), 2)) / data.Length;")]
    [InlineData("double Loss(double a, double b) => list.Average(r => Math.Abs(r.Y - Model(r.X, a, b)));")]
    [InlineData("double Loss(double a, double b) => data.Where(r => r.Group == 1).Select(r => r.Y - Model(r.X, a, b)).Sum(e => e * e);")]
    [InlineData("double Loss(double w, double b) => data.Where(r => r.X > 0).Select(r => w * r.X - r.Y).Sum(e => e * e) + b;")]
    [InlineData(
        "double Loss(double w, double b) => data.Select(r => (E: w * r.X - r.Y, r.Group)).Where(p => p.E > b && p.Group != 1).Average(p => p.E);"
    )]
    [InlineData(
        "double Loss(double w, double b) { var q = from r in list let e = w * r.X - r.Y where e > b let f = e * e select f / 2; return q.Max() + q.Sum(); }"
    )]
    [InlineData("double Loss(double w, double b) => (from r in data where r.X > b select new { E = w * r.X, r.Y }).Sum(p => p.E - p.Y);")]
    [InlineData(
        "double Loss(double w, double b) { IEnumerable<Row> some = data.Where(r => r.Group < 2); if (b > 100) some = data; foreach (var e in some.Select(r => r.X * w)) b += e; return b; }",
        1
    )]
    [InlineData("double Loss(double a, double b) => data.Where(r => r.X > a).Sum(r => r.Y - Model(r.X, a, b));")]
    [InlineData("double Loss(double a, double b) => (from r in data where r.Group > 0 let e = r.Y - Model(r.X, a, b) select e * e).Sum();")]
    [InlineData(
        "double Loss(double a, double b) { double s = 0, m = 0; foreach (var r in data) { double e = r.Y - Model(r.X, a, b); s += e * e; m = Math.Max(m, Math.Abs(e)); } return s / data.Length + m; }"
    )]
    [InlineData(
        "double Loss(double a, double b) { double s = 0; foreach (Row r in list) if (r.X > b) s += r.Y * a; else s -= 1; return s; }"
    )]
    [InlineData(
        "double Loss(double a, double b) { double s = 0; foreach (var (x, y, _) in data.Select(r => r)) s += x * y * a * b; return s; }",
        1
    )]
    public void It_is_one_formula_for_all_rows(string loss, int unrolled = 0)
    {
        var bound = Scripts.Run(Data + loss).Loss().Bind(new Dictionary<string, Shape>()).Value;
        double[] point = [1.25, 0.5];
        var traced = bound.At(point).Value;
        Assert.True(unrolled > 0 || traced.Formula.Nodes.Length < 60, $"{traced.Formula.Nodes.Length} nodes");
        foreach (var at in new double[][] { point, [0.75, -0.25] })
            Assert.Equal(bound.Value(at), bound.At(at).Value.Value(at).Value, 1e-11 * Math.Abs(bound.Value(at)));
    }

    [Theory]
    [InlineData("double Loss(double a, double b) { double s = 0; foreach (var r in data) s = s * 0.5 + r.X * a; return s + b; }")]
    [InlineData(
        "double Loss(double a, double b) { double s = 0; foreach (var r in data) { if (r.Group == 1) continue; s += r.X * a; } return s + b; }"
    )]
    [InlineData(
        "double Loss(double a, double b) { double s = 0; foreach (var r in data) { try { if (r.Group == 1) continue; s += r.X * a; } catch (Exception) { s += 1000 * a; } } return s + b; }"
    )]
    [InlineData(
        "double Loss(double a, double b) => data.Sum(r => { try { if (r.X > 2) return r.X * a; double s = 0; for (int i = 0; i < r.Group; i++) s += b; return s; } catch { return 7 * a; } });"
    )]
    [InlineData(
        "double Loss(double a, double b) { double s = 0; var h = new double[1]; try { foreach (var r in data) { h[0] += r.X * a; s += h[0]; } } catch (Exception) { s = 1000 * a; } return s * b; }"
    )]
    [InlineData(
        "double Loss(double a, double b) { double s = 0; int n = 0; foreach (var r in data) { s += r.X * a; n++; } return s * b / n; }"
    )]
    [InlineData(
        "double Loss(double a, double b) { double s = 0; var h = new double[1]; foreach (var r in data) { h[0] += r.X * a; s += h[0]; } return s * b; }"
    )]
    [InlineData("double Loss(double a, double b) { int n = 0; return data.Sum(r => { n++; return r.X * a * n; }) + b; }")]
    [InlineData(
        "double Loss(double a, double b) { int n = 0; return data.Where(r => r.Group < 2).Select(r => { n++; return r.X * a * n; }).Sum() + b; }"
    )]
    [InlineData(
        "double Loss(double a, double b) { var h = new double[1]; double F(double v) => h[0] += v; return (from r in data where r.X > 1 select F(r.X * a)).Sum() * b; }"
    )]
    [InlineData("double Loss(double a, double b) { double t = 0; var q = data.Select(r => t += r.X * a).ToArray(); return q[400] + b; }")]
    [InlineData(
        "double Loss(double a, double b) { double s = 0; void Add(double v) => s += v; foreach (var r in data) { Add(r.X * a); } return s + b; }"
    )]
    public void What_carries_more_than_sums_is_unrolled_with_the_same_bits(string loss)
    {
        var bound = Scripts.Run(Data + loss).Loss().Bind(new Dictionary<string, Shape>()).Value;
        double[] point = [1.25, 0.5];
        Assert.Equal(bound.Value(point), bound.At(point).Value.Value(point).Value);
    }
}
