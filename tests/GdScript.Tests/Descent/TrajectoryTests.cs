using System.Globalization;
using GdScript.Descent;
using GdScript.Tests.House;
using Xunit;

namespace GdScript.Tests.Descent;

/// <summary>
/// Every method takes the way its equations say: against a second, plain writing of them, and against trajectories that
/// PyTorch 1.13 made once.
/// </summary>
public class TrajectoryTests
{
    private const double Agreement = 1e-9;

    public static TheoryData<string> Plain => [.. PlainMethods.All.Select(m => m.Text)];

    [Theory, MemberData(nameof(Plain))]
    public void A_method_walks_as_its_equations_say(string text)
    {
        foreach (var loss in Five.All)
        {
            var lr = text.StartsWith("adadelta", StringComparison.Ordinal) ? 1 : loss.Rate;
            var method = MethodText.Parse(string.Format(CultureInfo.InvariantCulture, text, lr)).Value;
            var x = loss.Start.ToArray();
            var step = PlainMethods.All.Single(m => m.Text == text).For(x.Length, lr);
            foreach (var frame in Walk.From(loss.ByHand, loss.Start, method).Skip(1).Take(200))
            {
                step(x, loss.Slopes(x), (int)frame.Step, loss.Value(x));
                Close(x, [.. frame.Point], $"{method} on {loss.Name}, step {frame.Step}");
            }
        }
    }

    [Fact]
    public void The_five_gradients_by_hand_are_the_derived_ones()
    {
        foreach (var loss in Five.All)
        {
            var (ours, hand) = (new double[loss.Start.Length], loss.Slopes(loss.Start));
            Close([loss.Value(loss.Start)], [loss.Derived.ValueAndGradient(loss.Start, ours)], loss.Name);
            Close(hand, ours, loss.Name);
        }
    }

    [Fact]
    public void Every_first_order_method_has_been_written_twice() =>
        Assert.Empty(
            MethodTable
                .Methods.Where(m => m.Walks && !m.Build(Defaults(m)).Whole)
                .Select(m => m.Name)
                .Except(PlainMethods.All.Select(p => p.Text.Split(" | ")[^1].Split('(')[0]))
                .Except(["perturbed"]) // gd until it pushes, which has a test of its own
        );

    public static TheoryData<string> Torch => [.. File("TorchTrajectories.txt").Select(l => l[0]).Distinct()];

    [Theory, MemberData(nameof(Torch))]
    public void A_method_walks_as_PyTorch_walked(string text) => AsInTheFile("TorchTrajectories.txt", text);

    public static TheoryData<string> Optax => [.. File("OptaxTrajectories.txt").Select(l => l[0]).Distinct()];

    /// <summary>
    /// The numbers are those of optax' published equations, worked out with fifty digits in another language; optax itself was
    /// not at hand, so this says nothing of what its code does beyond them.
    /// </summary>
    [Theory, MemberData(nameof(Optax))]
    public void A_method_walks_as_the_equations_of_optax_say_with_fifty_digits(string text) => AsInTheFile("OptaxTrajectories.txt", text);

    private static void AsInTheFile(string file, string text)
    {
        foreach (var walk in File(file).Where(l => l[0] == text).GroupBy(l => l[1]))
        {
            var loss = Five.All.Single(f => f.Name == walk.Key);
            var frames = Walk.From(loss.Derived, loss.Start, MethodText.Parse(text).Value).Take(201).ToList();
            foreach (var line in walk)
            {
                var (frame, expected) = (frames[int.Parse(line[2], CultureInfo.InvariantCulture)], Numbers(line[3]));
                Close(expected, [.. frame.Point, .. frame.Memory.Take(expected.Length - frame.Point.Length)], string.Join(" | ", line));
            }
        }
    }

    private static Arguments Defaults(MethodRow row) => new(row.Options, new Setting?[row.Options.Length]);

    private static void Close(double[] expected, double[] actual, string where)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= Agreement * Math.Max(1, Math.Abs(expected[i])),
                $"{where}: {expected[i]:R} expected, {actual[i]:R} found"
            );
    }

    internal static IEnumerable<string[]> File(string name) =>
        System
            .IO.File.ReadLines(Repository.At("tests/GdScript.Tests/Descent/" + name))
            .Where(l => !l.StartsWith('#'))
            .Select(l => l.Split(" | "));

    internal static double[] Numbers(string text) => [.. text.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
}
