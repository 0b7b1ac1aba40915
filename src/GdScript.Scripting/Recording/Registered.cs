using System.ComponentModel;
using System.Globalization;

namespace GdScript.Scripting.Recording;

/// <summary>Where the twin calls a method whose slopes the script has registered: its code is not looked into.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Registered
{
    /// <summary>The value of the method, with its slopes, at the point of the recording.</summary>
    /// <param name="name">What the method is called.</param>
    /// <param name="place">The span of its registration.</param>
    /// <param name="arguments">The doubles it takes.</param>
    /// <param name="value">The method as compiled.</param>
    /// <param name="slopes">Its slopes as compiled, one for each of the doubles.</param>
    /// <exception cref="TraceError">GDS2015: a slope that is no number, or another count of them.</exception>
    public static Scalar Call(string name, int place, Scalar[] arguments, Func<double[], double> value, Func<double[], double[]> slopes)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(slopes);
        var at = Array.ConvertAll(arguments, a => a.Value);
        if (arguments.All(a => a.IsKnown))
            return value(at);
        var recorder = Recorder.Current;
        recorder.Step(place);
        if (recorder.IsInNumbers)
            return recorder.Plain(value(at));
        foreach (var argument in arguments)
            recorder.Hold(argument);
        return recorder.Tangent(name, arguments, value(at), Checked(name, place, at, value(at), slopes(at)));
    }

    private static double[] Checked(string name, int place, double[] at, double value, double[] slopes)
    {
        if (slopes is null || slopes.Length != at.Length)
            throw new TraceError(
                "GDS2015",
                place,
                $"'{name}' takes {at.Length} numbers, and {slopes?.Length ?? 0} slopes are given",
                "give one slope for each double, in their order"
            );
        var wrong = Array.FindIndex(slopes, s => !double.IsFinite(s));
        return wrong < 0 || !double.IsFinite(value)
            ? slopes
            : throw new TraceError(
                "GDS2015",
                place,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the slope of '{name}' at {string.Join(", ", at.Select(x => x.ToString("R", CultureInfo.InvariantCulture)))} is given as {slopes[wrong]}"
                ),
                "choose a point where it has a slope, or give the slope of one side"
            );
    }
}
