using System.Globalization;
using System.Text;
using GdScript.Kernels;

namespace GdScript.Checking;

/// <summary>A V-curve as a person sees it: a line for each step, the error as a star and the rounding as a dot on a logarithmic scale.</summary>
public static class CurveText
{
    private const int Rows = 16;
    private const int Width = 40;

    /// <param name="curve">The curve.</param>
    /// <param name="name">Whose it is: <c>x at point 1</c>.</param>
    public static string Of(VCurve curve, string name)
    {
        var rungs = curve.Rungs.Where(r => double.IsFinite(r.Error) && r.Step > 0).ToArray();
        if (rungs.Length == 0)
            return FormattableString.Invariant($"no step gives a difference quotient for {name}\n");
        VRung[] kept =
        [
            .. Enumerable.Range(0, Math.Min(Rows, rungs.Length)).Select(k => rungs[k * rungs.Length / Math.Min(Rows, rungs.Length)]),
        ];
        double[] sizes = [.. kept.SelectMany(r => new[] { r.Error, r.Rounding }).Where(x => x > 0 && double.IsFinite(x))];
        var (low, high) = sizes.Length == 0 ? (0, 1) : (Power(sizes.Min()), Power(sizes.Max()) + 1);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"the error of the difference quotient for {name} by its step h (* error, . rounding)\n");
        var left = FormattableString.Invariant($"1e{low}");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{"h", -9}{"error", -9}{"rounding", -9} {left}{FormattableString.Invariant($"1e{high}").PadLeft(Width - left.Length)}\n"
        );
        foreach (var rung in kept)
            text.Append(
                    CultureInfo.InvariantCulture,
                    $"{CheckText.Short(rung.Step), -9}{CheckText.Short(rung.Error), -9}{CheckText.Short(rung.Rounding), -9} {Line(rung, low, high)}"
                )
                .Append('\n');
        return text.Append(Verdict(rungs)).Append('\n').ToString();
    }

    private static string Line(VRung rung, int low, int high)
    {
        var line = new string(' ', Width).ToCharArray();
        if (Column(rung.Rounding, low, high) is { } rounding)
            line[rounding] = '.';
        if (Column(rung.Error, low, high) is { } error)
            line[error] = '*';
        return new string(line).TrimEnd();
    }

    private static int? Column(double x, int low, int high) =>
        x > 0 && double.IsFinite(x) ? Math.Clamp((int)Math.Round((Elementary.Log10(x) - low) / (high - low) * (Width - 1)), 0, Width - 1)
        : x == 0 ? 0
        : null;

    private static int Power(double x) => (int)Math.Floor(Elementary.Log10(x));

    /// <summary>Down to rounding, or down to a floor: some steps in a row with one error that is more than rounding.</summary>
    private static string Verdict(VRung[] rungs)
    {
        const int Enough = 4;
        var (from, run) = (0, 0);
        for (var k = 1; k < rungs.Length && run < Enough; k++)
        {
            var level = rungs[k].Error > 8 * rungs[k].Rounding && Math.Abs(rungs[k].Error / rungs[k - 1].Error - 1) < 0.05;
            (from, run) = level ? (k, run + 1) : (from, 0);
        }
        var best = rungs.MinBy(r => r.Error);
        return run >= Enough
            ? $"the error levels off at {CheckText.Short(rungs[from].Error)}, above rounding: the claim is off, or the loss has a corner here"
            : $"the error falls to {CheckText.Short(best.Error)} at h = {CheckText.Short(best.Step)} and has no floor: as for a right claim";
    }
}
