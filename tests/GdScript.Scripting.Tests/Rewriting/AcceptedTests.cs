using System.Globalization;
using GdScript.Graphs;
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
        var shapes = loss.Parameters.Where(p => p.Rank == 1).ToDictionary(p => p.Name, _ => Shape.Vector(form.Points[0].Length));
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
    }
}
