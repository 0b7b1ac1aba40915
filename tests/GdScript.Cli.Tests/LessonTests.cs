using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>The numbers of the lessons, digit for digit.</summary>
public class LessonTests
{
    private const string Bowl = "x0^2 + x1^2";

    [Theory]
    [InlineData("3,4", 6.0000000000037801, 7.9999999999991189)]
    [InlineData("0,2", 0, 4)]
    [InlineData("3,0", 6, 0)]
    public void The_central_difference_of_the_bowl_is_that_of_the_lesson(string at, double first, double second)
    {
        var gradient = Command.Json("grad", Bowl, "--at", at, "--difference", "central").GetProperty("gradient");
        var (x0, x1) = (gradient.GetProperty("x0").GetDouble(), gradient.GetProperty("x1").GetDouble());
        if (at == "3,4")
            Assert.Equal((first, second), (x0, x1));
        Assert.Equal(first, x0, 1e-10);
        Assert.Equal(second, x1, 1e-10);
    }

    [Theory]
    [InlineData("0.1", "exact", -6.11110793e-10, 8.14814391e-10)]
    [InlineData("0.1", "numeric", -6.11110793e-10, 8.14814391e-10)]
    [InlineData("1e-10", "exact", -2.99999994, 3.99999992)]
    [InlineData("1e-10", "numeric", -2.99999994, 3.99999992)]
    [InlineData("10", "numeric", -2.58983747e13, -1.29524862e12)]
    [InlineData("10", "exact", -2.25154873e128, 3.00206497e128)]
    public void A_hundred_steps_from_minus_3_and_4_end_where_the_lesson_ends(string rate, string gradient, double x0, double x1)
    {
        var answer = Command.Json("descend", Bowl, "--from", "-3,4", "--lr", rate, "--steps", "100", "--gradient", gradient);
        var point = answer.GetProperty("point");
        Assert.Equal(x0, point.GetProperty("x0").GetDouble(), Math.Abs(x0) * 1e-8);
        Assert.Equal(x1, point.GetProperty("x1").GetDouble(), Math.Abs(x1) * 1e-8);
        Assert.Equal(100, answer.GetProperty("steps").GetInt32());
    }

    [Fact]
    public void The_softmax_layer_has_the_scores_the_loss_and_the_gradient_of_the_lesson()
    {
        const string Guarded = "y = softmax([0.6, 0.9]*W); -log(y[2] + 1e-7)";
        var at = "@scripts/softmax.json";
        Assert.Equal(
            [1.05414809, 0.63071653, 1.1328074],
            Numbers(Command.Json("eval", "[0.6, 0.9]*W", "--at", at).GetProperty("value")),
            Near
        );
        Assert.Equal(2, Command.Json("eval", "argmax([0.6, 0.9]*W)", "--at", at).GetProperty("value").GetInt32());

        var plain = Command.Json("grad", "scripts/softmax.loss", "--at", at);
        Assert.Equal(0.92806853663411326, plain.GetProperty("value").GetDouble(), 4e-9);
        double[][] lesson =
        [
            [0.21924763, 0.14356247, -0.36281009],
            [0.32887144, 0.2153437, -0.54421514],
        ];
        var rows = plain.GetProperty("gradient").GetProperty("W").EnumerateArray().ToArray();
        foreach (var (row, expected) in rows.Zip(lesson))
            Assert.Equal(expected, Numbers(row), Near);

        var guarded = Command.Json("grad", Guarded, "--at", at);
        Assert.Equal(2.5e-7, plain.GetProperty("value").GetDouble() - guarded.GetProperty("value").GetDouble(), 1e-8);
    }

    private static readonly IEqualityComparer<double> Near = EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) < 1e-8, _ => 0);

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetDouble())];
}
