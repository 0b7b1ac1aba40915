using System.Globalization;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Scripting.Losses;
using Xunit;

namespace GdScript.Scripting.Tests.Rewriting;

/// <summary>Every form a person writes in a numeric method: recorded value = compiled value, bit for bit.</summary>
public class AcceptedTests
{
    public static TheoryData<string> Names() => [.. Accepted.All.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_recorded_is_what_is_computed(string name)
    {
        var form = Accepted.All.Single(f => f.Name == name);
        var loss = Scripts.Run(form.Text).Loss();
        Assert.True(loss.Problems.IsEmpty, string.Join('\n', loss.Problems));
        var shapes = loss
            .Parameters.Where(p => p.Rank > 0)
            .ToDictionary(p => p.Name, p => p.Rank == 1 ? Shape.Vector(form.Points[0].Length) : Shape.Matrix(2, 3));
        var bound = loss.Bind(shapes).Value;
        foreach (var point in form.Points)
            Agrees(bound, point, form.Guards);
    }

    private static void Agrees(BoundLoss bound, double[] point, bool mayBranch)
    {
        var traced = bound.At(point).Value;
        Assert.True(mayBranch || traced.Guards.All(g => g.Silent), string.Join('\n', traced.Guards));
        var (want, got) = (bound.Value(point), traced.Value(point).Value);
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(want).ToString("x", CultureInfo.InvariantCulture),
            BitConverter.DoubleToInt64Bits(got).ToString("x", CultureInfo.InvariantCulture)
        );
        if (traced.Guards.IsEmpty)
            AgreesInSlopes(bound, traced, point);
    }

    /// <summary>Where the loss is smooth: where the slopes to both sides, measured, are the same.</summary>
    private static void AgreesInSlopes(BoundLoss bound, TracedFormula traced, double[] point)
    {
        const double h = 1e-6;
        var slopes = new double[point.Length];
        Kernel.For(Gradient.Of(traced.Formula)).ValueAndGradient(point, slopes);
        for (var i = 0; i < point.Length; i++)
        {
            var (up, down) = ((At(h) - At(0)) / h, (At(0) - At(-h)) / h);
            var bar = 1e-4 * (1 + Math.Abs(up) + Math.Abs(At(0)));
            if (Math.Abs(up - down) < bar)
                Assert.Equal((up + down) / 2, slopes[i], bar);

            double At(double step)
            {
                var there = (double[])point.Clone();
                there[i] += step;
                return bound.Value(there);
            }
        }
    }
}
