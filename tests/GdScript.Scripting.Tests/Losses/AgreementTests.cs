using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Images;
using GdScript.Scripting.Losses;
using GdScript.Scripting.Recording;
using GdScript.Text;
using Xunit;
using Compiled = GdScript.Scripting.Tests.Rewriting.Scripts;

namespace GdScript.Scripting.Tests.Losses;

public class AgreementTests
{
    private const string Data =
        "record Row(double X, double Y, int Kind); var rows = new List<Row>(); for (int i = 0; i < 2000; i++) rows.Add(new Row(i * 0.01, 3 * i * 0.01 - 1 + Math.Sin(i), i % 3)); ";

    public static TheoryData<string, bool> Losses =>
        new()
        {
            { "double Loss(double a, double b) => a * Math.Sin(b) + Math.Pow(a, 3);", false },
            { Data + "double Loss(double a, double b) => rows.Sum(r => Math.Pow(r.Y - (a * r.X + b), 2)) / rows.Count;", true },
            {
                Data
                    + "double Model(double x, double a, double b) => a * x + b; double Loss(double a, double b) => rows.Average(r => Math.Abs(r.Y - Model(r.X, a, b)));",
                true
            },
            { Data + "double Loss(double a, double b) => rows.Select(r => a * r.X + b - r.Y).Max();", true },
            { Data + "double Loss(double a, double b) => rows.Where(r => r.Kind == 1).Average(r => a * r.X + b);", true },
            { Data + "double[] p = [1, 2, 3]; double Loss(double a, double b) => rows.Sum(r => p[r.Kind] * a * r.X - b);", true },
            {
                "double[] xs = Enumerable.Range(0, 50).Select(i => i * 0.1).ToArray(); double Loss(double a, double b) => xs.Sum(x => Math.Exp(-a * x)) + b;",
                true
            },
            {
                "double[] xs = Enumerable.Range(0, 50).Select(i => i * 0.1).ToArray(); double Loss(double a, double b) { double[] seen = new double[1]; var s = xs.Sum(x => { seen[0] += x * a; return x; }); return s * b + seen[0]; }",
                false
            },
            {
                Data
                    + "double Loss(double a, double b) => rows.Sum(r => { if (r.X > 10) { for (int i = 0; i < r.Kind; i++) if (i == 1) return a; } return b; });",
                true
            },
        };

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_formula_is_its_loss(string script, bool rows)
    {
        var loss = Compiled.Run(script).Loss();
        Assert.Empty(loss.Problems);
        var bound = loss.Bind(new Dictionary<string, Shape>()).Value;

        foreach (
            double[] point in (double[][])
                [
                    [1.5, 0.25],
                    [-2, 3],
                ]
        )
        {
            var traced = bound.At(point).Value;
            var agreement = bound.Compare(point).Value;
            Assert.True(agreement.Holds, agreement.ToString());
            Assert.Equal(rows, traced.Formula.Data.Length > 0);
            Assert.Equal(rows, agreement.Bar > 0);
            Assert.True(agreement.Bar < 1e-6 * Math.Abs(agreement.Plain));
            Assert.DoesNotContain(traced.Notes, n => n.Id == "GDS3004");
        }
    }

    /// <summary>Long sums and products beside sums, which a formula's text would order and fuse: here C# says how it is rounded.</summary>
    [Fact]
    public void A_program_keeps_its_order_and_its_roundings()
    {
        const string script =
            "double Loss(double a, double b) { double s = 0; for (int i = 1; i <= 20; i++) s += Math.Sin(i * a) * b + i / 7.0; return Math.FusedMultiplyAdd(a, -b, s) + a * b; }";
        var bound = Compiled.Run(script).Loss().Bind(new Dictionary<string, Shape>()).Value;
        for (var k = 1; k <= 50; k++)
        {
            double[] point = [0.37 * k, 1.0 / k];
            Assert.True(bound.Compare(point).Value.IsSame, $"{bound.Compare(point).Value} at {k}");
            var formula = bound.At(point).Value.Formula;
            Assert.Contains(formula.Nodes, n => n.Op == Op.Fma);
            foreach (var tier in Enum.GetValues<Tier>())
                Assert.Equal(bound.Value(point), Kernel.For(formula, tier).Value(point));
        }
    }

    [Fact]
    public void Columns_are_called_after_members_and_variables()
    {
        var one = Compiled.Run(Data + "double Loss(double a, double Y) => rows.Average(r => a * r.X + Y - r.Y);").Loss();
        Assert.Equal(["X", "rows_Y"], ColumnsOf(one, [1, 2]));
        var two = Compiled.Run("double[] xs = new double[20]; double Loss(double a) => xs.Sum(x => Math.Exp(a * x));").Loss();
        Assert.Equal(["xs"], ColumnsOf(two, [1]));

        static string[] ColumnsOf(ScriptLoss loss, double[] point) =>
            [.. loss.Bind(new Dictionary<string, Shape>()).Value.At(point).Value.Formula.Columns.Select(c => c.Name)];
    }

    /// <summary>A twin that counts rows in a place nobody watches: seen by comparing with the loss.</summary>
    [Fact]
    public void Code_that_is_no_reduction_is_seen_by_its_value_and_recorded_row_by_row()
    {
        double[] xs = [.. Enumerable.Range(0, 40).Select(i => (double)i)];
        Scalar[] twins = [.. xs.Select(x => (Scalar)x)];
        var bound = Scripts
            .Loss(
                (double a) =>
                {
                    int[] seen = [0];
                    return xs.Sum(x => a * x * seen[0]++);
                },
                arguments =>
                {
                    int[] seen = [0];
                    var a = arguments.Scalar("a");
                    return twins.Sum(x => a * x * seen[0]++);
                },
                [new TwinParameter("a", 0)]
            )
            .Bind(new Dictionary<string, Shape>())
            .Value;

        var traced = bound.At([0.5]).Value;
        Assert.Empty(traced.Formula.Data);
        Assert.Equal(bound.Value([0.5]), traced.Value([0.5]).Value);
        Assert.Empty(traced.Notes);
    }

    [Fact]
    public void A_formula_that_is_another_than_the_loss_says_so()
    {
        var bound = Scripts.OfNumbers((double x) => x * x, x => x[0] * x[0] * x[0], "x");

        var note = Assert.Single(bound.At([2]).Value.Notes);
        Assert.Equal(("GDS3004", "the formula gives 8 here, the loss itself 4"), (note.Id, note.What));
        Assert.False(bound.Compare([2]).Value.Holds);
    }
}
