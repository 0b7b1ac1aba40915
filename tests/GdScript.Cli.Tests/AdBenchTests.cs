using System.Text.Json;
using Xunit;

namespace GdScript.Cli.Tests;

/// <summary>
/// ADBench's three objectives in scripts/ against PyTorch: the formulas were written once more there, in other ways (the triangle
/// and the rotation as full matrices), and differentiated by its reverse mode in double precision.
/// </summary>
public class AdBenchTests
{
    private const string Mixture = "--data scripts/gmm.csv --at @scripts/gmm.json";
    private const string Bundle = "scripts/bundle.loss --data scripts/bundle.csv --at @scripts/bundle.json";
    private const string Lstm = "scripts/lstm.csx --at @scripts/lstm.json";
    private const string Turns = "scripts/lstm.loss --at @scripts/lstm.json";

    [Theory]
    [InlineData("scripts/gmm.loss " + Mixture, "alpha", -175.8816426085013, 6.732544676319394, -0.8219049897902373, 8.996574188815)]
    [InlineData("scripts/gmm.loss " + Mixture, "mu", -175.8816426085013, -5.062260524760472, 0.499112780098055, 17.937423985500107)]
    [InlineData("scripts/gmm.loss " + Mixture, "q", -175.8816426085013, 5.778506708824729, 8.081884928378159, 19.038673818769098)]
    [InlineData("scripts/gmm.loss " + Mixture, "l", -175.8816426085013, 0.27217912604106254, 0.7248244033833723, 14.482953982467047)]
    [InlineData(Bundle, "cams", 60.6143817771551, 1190.6095140367095, 21.05178659761111, 4027.186313475407)]
    [InlineData(Bundle, "X", 60.6143817771551, -281.0795060477346, 36.68041910574105, 1109.3848120906919)]
    [InlineData(Bundle, "w", 60.6143817771551, 6.1496274620335365, 5.997026593100004, 77.82494253203615)]
    [InlineData(Lstm, "W", 0.28158941802705606, -2.0410564083609138e-7, 0.000653638531741224, 0.0016085656332810987)]
    [InlineData(Lstm, "B", 0.28158941802705606, -2.662889835028164e-6, -0.007152328124699641, 0.008600665885614828)]
    [InlineData(Lstm, "e", 0.28158941802705606, -4.47645439607839e-7, 0.039190594737817865, 0.049138657519086866)]
    [InlineData(Lstm, "s", 0.28158941802705606, 8.8860244084313e-7, -0.0017816740194127436, 0.004518379617666148)]
    [InlineData(Turns, "W", 0.28158941802705606, -2.0410564083609138e-7, 0.000653638531741224, 0.0016085656332810987)]
    [InlineData(Turns, "B", 0.28158941802705606, -2.662889835028164e-6, -0.007152328124699641, 0.008600665885614828)]
    [InlineData(Turns, "e", 0.28158941802705606, -4.47645439607839e-7, 0.039190594737817865, 0.049138657519086866)]
    [InlineData(Turns, "s", 0.28158941802705606, 8.8860244084313e-7, -0.0017816740194127436, 0.004518379617666148)]
    public void Value_and_gradient_are_those_of_PyTorch(
        string loss,
        string parameter,
        double value,
        double first,
        double last,
        double norm
    ) => Agree(Command.Json(["grad", .. Command.Words(loss)]), parameter, value, first, last, norm);

    [Theory]
    [InlineData("q", 4.506942024292215, 6.781757886584911, 17.843276314929508)]
    [InlineData("l", 0.6221791260410626, 0.8748244033833723, 13.63386026875805)]
    public void A_Wishart_prior_of_other_strength_is_that_of_PyTorch(string parameter, double first, double last, double norm)
    {
        var loss = File.ReadAllText(Path.Combine(Repository.Root, "scripts", "gmm.loss"))
            .Replace("gamma = 1\nm = 0", "gamma = 1.5\nm = 2", StringComparison.Ordinal);
        Assert.Contains("gamma = 1.5", loss, StringComparison.Ordinal);
        Agree(Command.Json(["grad", loss, .. Command.Words(Mixture)]), parameter, -181.48843512272953, first, last, norm);
    }

    private static void Agree(JsonElement answer, string parameter, double value, double first, double last, double norm)
    {
        var slopes = answer.GetProperty("gradient").GetProperty(parameter);
        double[] flat = [.. slopes.EnumerateArray().SelectMany(Numbers)];
        var length = Math.Sqrt(flat.Sum(s => s * s));
        Assert.Equal(1, answer.GetProperty("value").GetDouble() / value, 1e-12);
        Assert.Equal(1, length / norm, 1e-12);
        Assert.Equal(0, (flat[0] - first) / norm, 1e-12);
        Assert.Equal(0, (flat[^1] - last) / norm, 1e-12);
    }

    private static IEnumerable<double> Numbers(JsonElement row) =>
        row.ValueKind == JsonValueKind.Array ? row.EnumerateArray().Select(e => e.GetDouble()) : [row.GetDouble()];
}
