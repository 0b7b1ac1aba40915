using System.Collections.Immutable;
using GdScript.Checking;
using GdScript.Kernels;

namespace GdScript.Plots;

/// <summary>
/// The error of a difference quotient by its step, both logarithmic: for a right slope a V, whose right arm is curvature and falls with
/// h² and whose left arm is rounding and rises with 1/h. A wrong slope has a floor between them.
/// </summary>
public static class VCurveFigure
{
    /// <summary>The step of the lesson's difference quotient.</summary>
    private const double Lesson = 1e-4;

    /// <summary>How high a row of errors of 0 is, in parts of the picture.</summary>
    private const double Row = 0.03;

    /// <summary>The figure; null where no step gives a difference quotient.</summary>
    /// <param name="title">What it is of.</param>
    /// <param name="curves">Each component's name and curve.</param>
    public static Figure? Of(string title, IReadOnlyList<(string Name, VCurve Curve)> curves)
    {
        (string Name, VRung[] Rungs)[] all = [.. curves.Select(c => (c.Name, Seen(c.Curve))).Where(c => c.Item2.Length > 0)];
        if (all.Length == 0)
            return null;
        var rungs = all.SelectMany(c => c.Rungs).ToArray();
        var across = new Axis("step h", Roomy(rungs.Min(r => r.Step), rungs.Max(r => r.Step), 0.03), IsLog: true);
        double[] sizes = [.. rungs.SelectMany(r => new[] { r.Error, r.Rounding }).Where(x => x > 0 && double.IsFinite(x))];
        var low = sizes.Length == 0 ? 1e-17 : sizes.Min();
        var range = Roomy(low, sizes.Length == 0 ? 1 : sizes.Max(), 0.06);
        // Errors of 0 have rows of their own below all others.
        var rows = all.Count(c => c.Rungs.Any(r => r.Error == 0));
        range = range with { Low = Math.Max(range.Low / Elementary.Pow(range.High / range.Low, Row * rows), double.Epsilon) };
        var up = new Axis("|central difference − slope|", range, IsLog: true);
        return new Figure(title, [new Panel(across, up, [.. Marks(all, across, up)])]);
    }

    private static VRung[] Seen(VCurve curve) => [.. curve.Rungs.Where(r => r.Step > 0 && double.IsFinite(r.Error)).OrderBy(r => r.Step)];

    private static Extent Roomy(double low, double high, double part)
    {
        var air = low < high ? Elementary.Pow(high / low, part) : 10;
        return new(Math.Max(low / air, double.Epsilon), Math.Min(high * air, double.MaxValue));
    }

    private static IEnumerable<Mark> Marks((string Name, VRung[] Rungs)[] all, Axis across, Axis up)
    {
        if (Lesson > across.Range.Low && Lesson < across.Range.High)
            yield return new Mark.Aid("the lesson's h = 10⁻⁴", [new(Lesson, up.Range.Low), new(Lesson, up.Range.High)]);
        var roughest = all.MaxBy(c => c.Rungs[c.Rungs.Length / 2].Rounding).Rungs;
        yield return new Mark.Aid("what rounding may do", [.. roughest.Select(r => new Vertex(r.Step, r.Rounding))], 1);
        if (Falling(all.Select(c => Arm(c.Rungs)).MaxBy(arm => arm.Length)!) is { } falling)
            yield return falling;
        foreach (var ((name, rungs), k) in all.Select((c, k) => (c, k)))
            yield return new Mark.Line(name, [.. rungs.Select(r => new Vertex(r.Step, r.Error > 0 ? r.Error : double.NaN))], k);
        var row = 0;
        foreach (var ((_, rungs), k) in all.Select((c, k) => (c, k)))
            if (rungs.Where(r => r.Error == 0).Select(r => r.Step).ToArray() is { Length: > 0 } exact)
            {
                var y = up.Range.Low * Elementary.Pow(up.Range.High / up.Range.Low, Row * (++row - 0.3));
                yield return new Mark.Spots("error 0", [.. exact.Select(h => new Vertex(h, y))], k, Sign.Disc);
            }
        foreach (var ((_, rungs), k) in all.Select((c, k) => (c, k)))
            if (rungs.MinBy(r => r.Error) is { Error: > 0 } best)
                yield return new Mark.Spots("least error", [new(best.Step, best.Error)], k);
    }

    /// <summary>The steps at which the error grows about with h², and not by rounding.</summary>
    private static VRung[] Arm(VRung[] rungs) =>
        [
            .. from pair in rungs.Zip(rungs.Skip(1))
            let factor = pair.Second.Step / pair.First.Step
            let growth = pair.Second.Error / pair.First.Error / (factor * factor)
            where pair.First.Error > 4 * pair.First.Rounding && growth is > 0.7 and < 1.5
            select pair.Second,
        ];

    /// <summary>The slope that curvature gives a right arm, a little beside the arm it belongs to; null where no arm has it.</summary>
    private static Mark.Aid? Falling(VRung[] arm)
    {
        if (arm.Length < 3)
            return null;
        var (foot, middle, end) = (arm[0], arm[arm.Length / 2], arm[^1]);
        double At(double h) => 4 * middle.Error * (h / middle.Step) * (h / middle.Step);
        return new("∝ h²", [new(foot.Step, At(foot.Step)), new(end.Step, At(end.Step))], 2);
    }
}
