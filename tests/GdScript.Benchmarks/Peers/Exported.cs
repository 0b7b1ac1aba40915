using System.Diagnostics;
using System.Globalization;
using System.Text;
using GdScript.Calculus;
using GdScript.Export;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Benchmarks.Peers;

/// <summary>
/// A large gradient, once as our kernel and once as the C that we export of the same graph, compiled by the machine's own compiler:
/// what our code generator costs where both sides have the same operations to do.
/// </summary>
internal static class Exported
{
    private const string Entry = """

        double work(const double *x, double *g, const double *const *columns, long rows)
        {
            (void)columns;
            (void)rows;
            return loss(x, g);
        }
        """;

    /// <summary>A line of the figures: time of ours / time of C, after both gave the same numbers.</summary>
    public static void Print(string what, string text, double seconds, string folder)
    {
        var loss = FormulaText.Parse(text).Value;
        var gradient = Gradient.Of(loss);
        var work = new Work(what, text, [.. Enumerable.Range(0, loss.PointSize).Select(i => 0.5 + 0.4 * RowWorks.Noise(i))]);
        var begin = Stopwatch.GetTimestamp();
        var (peer, missing) = CPeer.For("C", work, ExportText.Of(loss, Target.C).Value + Entry, folder, "-O3", "-march=native");
        var compiled = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (peer is null)
        {
            Console.Error.WriteLine($"{what} was not compared with C: {missing}");
            return;
        }
        using var c = peer;
        using var ours = new Ours(Kernel.For(gradient, Tier.Il), work.Start);
        if (Race.Disagreement(ours, c) is { } different)
        {
            Scoreboard.Disagrees(what, "C", different);
            return;
        }
        var least = Race.Run([ours, c], seconds);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{what}, value and gradient of {gradient.Size} nodes: {1e6 * least[0]:0.#} µs / C -O3 -march=native of the same graph (compiled in {compiled:0.#} s)"
        );
        Figures.Line(name, least[0] / least[1], 1.3, "×");
    }

    /// <summary>Lines that use the lines before them, as a simulation or a written-out network does; about so many operations.</summary>
    public static string Functions(int operations)
    {
        var text = new StringBuilder("param x[10]; v0 = x[0]*x[1]; v1 = x[2] + x[3]");
        for (var i = 2; i < operations / 4; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"; v{i} = {(i % 5 == 0 ? "sin" : i % 7 == 0 ? "exp" : "tanh")}(0.1*v{i - 1}) + v{i * 7 % i / 2}*x[{i * 3 % 10}]*0.{i % 9 + 1}"
            );
        return text.Append(CultureInfo.InvariantCulture, $"; v{operations / 4 - 1} + x[9]").ToString();
    }

    /// <summary>The same without functions: where nothing but the code for + − × ÷ is compared.</summary>
    public static string Plain(int operations)
    {
        var text = new StringBuilder("param x[10]; v0 = x[0]*x[1]; v1 = x[2] + x[3]");
        for (var i = 2; i < operations / 4; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"; v{i} = {(i % 11 == 0 ? $"v{i - 1}/(2 + v{i * 5 % i}^2)" : $"0.5*v{i - 1}")} {(i % 3 == 0 ? '-' : '+')} v{i * i % 97 % i}*x[{i * 3 % 10}]*0.{i % 9 + 1}"
            );
        return text.Append(CultureInfo.InvariantCulture, $"; v{operations / 4 - 1} + x[9]").ToString();
    }
}
