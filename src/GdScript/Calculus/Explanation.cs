using System.Collections.Immutable;
using System.Globalization;
using GdScript.Text;

namespace GdScript.Calculus;

/// <summary>
/// What a gradient says, in words: how steep it is, which way is up, how much the loss changes along a direction, and what
/// raising each parameter does.
/// </summary>
/// <param name="Norm">‖g‖₂, the slope along the steepest ascent.</param>
/// <param name="Ascent">The unit direction of steepest ascent; empty when the gradient is zero.</param>
/// <param name="Along">The directional derivative along the unit vector of the asked direction; null when none was asked for.</param>
/// <param name="Cosine">cos θ between that direction and the gradient; null without a direction or where the gradient is zero.</param>
/// <param name="Words">One sentence per component, the strongest first.</param>
public sealed record Explanation(double Norm, ImmutableArray<double> Ascent, double? Along, double? Cosine, ImmutableArray<string> Words)
{
    /// <summary>Explains a gradient of n numbers, with the name of each, and if wanted a direction of n numbers.</summary>
    /// <exception cref="ArgumentException">The direction has another length than the gradient, or is zero.</exception>
    public static Explanation Of(IReadOnlyList<string> names, ReadOnlySpan<double> gradient, ReadOnlySpan<double> direction = default)
    {
        var norm = Length(gradient);
        var ascent = norm == 0 ? [] : Unit(gradient);
        var words = Sentences(names, gradient);
        if (direction.IsEmpty)
            return new(norm, ascent, null, null, words);
        var length = Length(direction);
        if (direction.Length != gradient.Length || length == 0)
            throw new ArgumentException("a direction has one number per parameter and is not zero", nameof(direction));
        var along = Inner(gradient, Unit(direction).AsSpan());
        return new(norm, ascent, along, norm == 0 ? null : Math.Clamp(along / norm, -1, 1), words);
    }

    private static ImmutableArray<string> Sentences(IReadOnlyList<string> names, ReadOnlySpan<double> gradient)
    {
        var slopes = gradient.ToArray();
        return
        [
            .. Enumerable.Range(0, slopes.Length).OrderByDescending(i => Math.Abs(slopes[i])).Select(i => Sentence(names[i], slopes[i])),
        ];
    }

    private static string Sentence(string name, double slope)
    {
        var size = NumberText.Of(double.Parse(Math.Abs(slope).ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        return slope == 0
            ? $"raise {name} by a small h and the loss does not change at first"
            : $"raise {name} by a small h and the loss {(slope > 0 ? "rises" : "falls")} by {size} h";
    }

    /// <summary>The direction with length 1; brought near 1 first, so that neither its squares nor its length overflow or vanish.</summary>
    private static ImmutableArray<double> Unit(ReadOnlySpan<double> a)
    {
        var near = Divided(a, Largest(a));
        return [.. Divided(near, Length(near))];
    }

    private static double[] Divided(ReadOnlySpan<double> a, double by)
    {
        var divided = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
            divided[i] = a[i] / by;
        return divided;
    }

    private static double Largest(ReadOnlySpan<double> a)
    {
        var largest = 0.0;
        foreach (var element in a)
            largest = Math.Max(largest, Math.Abs(element));
        return largest;
    }

    private static double Inner(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>√Σa², scaled by the largest element so that nothing overflows on the way.</summary>
    private static double Length(ReadOnlySpan<double> a)
    {
        var largest = Largest(a);
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        var sum = 0.0;
        foreach (var element in a)
            sum += element / largest * (element / largest);
        return largest * Math.Sqrt(sum);
    }
}
