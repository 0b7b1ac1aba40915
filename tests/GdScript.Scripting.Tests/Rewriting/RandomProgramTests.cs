using GdScript.Graphs;
using GdScript.Scripting.Tests.Recording;
using Xunit;

namespace GdScript.Scripting.Tests.Rewriting;

public class RandomProgramTests
{
    private const int Methods = 10;

    private static readonly double[][] Points =
    [
        [1.25, 0.5],
        [-0.75, 2.5],
        [0, -0.0],
        [3, -1.5],
    ];

    /// <summary>The nightly run goes further.</summary>
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("GDS_NIGHTLY") == "1" ? 200 : 4)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_random_method_is_recorded_as_it_is_computed(int seed)
    {
        var programs = new RandomPrograms(seed);
        var texts = Enumerable.Range(0, Methods).Select(i => programs.Method($"Loss{i}")).ToList();
        var script = Scripts.Run(string.Concat(texts));
        for (var i = 0; i < Methods; i++)
        {
            var loss = script.Loss($"Loss{i}");
            Assert.True(loss.Problems.IsEmpty, string.Join('\n', loss.Problems) + "\n" + texts[i]);
            foreach (var point in Points)
            {
                var bound = loss.Bind(new Dictionary<string, Shape>()).Value;
                var traced = bound.At(point);
                Assert.True(traced.Problem is null, traced.Problem + "\n" + texts[i]);
                var got = GdScript.Kernels.Kernel.For(traced.Value.Formula, GdScript.Kernels.Tier.Interpreter).Value(point);
                Assert.True(
                    Twins.Same(bound.Value(point), got),
                    $"{bound.Value(point):R} computed, {got:R} recorded at {point[0]}, {point[1]}\n{texts[i]}"
                );
            }
        }
    }
}
