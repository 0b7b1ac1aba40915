using System.Collections.Immutable;
using GdScript.Plots;

namespace GdScript.Cli.Plotting;

/// <summary>Where to look when nobody says where: at what is known of a loss, with some room around it.</summary>
internal static class Surroundings
{
    private const double Usual = 5;
    private const double Room = 0.25;

    /// <summary>A range for each number.</summary>
    /// <param name="size">How many numbers.</param>
    /// <param name="known">Points that should be seen.</param>
    public static ImmutableArray<Extent> Of(int size, IReadOnlyCollection<ImmutableArray<double>> known)
    {
        double[][] seen = [.. known.Where(p => p.All(double.IsFinite)).Select(p => p.ToArray())];
        if (seen.Length == 0)
            return [.. Enumerable.Repeat(new Extent(-Usual, Usual), size)];
        (double Low, double High)[] hull = [.. Enumerable.Range(0, size).Select(i => (seen.Min(p => p[i]), seen.Max(p => p[i])))];
        var widest = hull.Max(h => h.High - h.Low);
        // One point alone, or points so near each other that it is the same: the neighbourhood that its size suggests.
        if (!(widest > 1e-9 * hull.Max(h => Math.Abs(h.High))))
            widest = Math.Max(4, hull.Max(h => Math.Abs(h.High)) / 2);
        return [.. hull.Select(h => Around(h.Low, h.High, widest))];
    }

    /// <summary>A number that hardly changes is shown over half of what the one that changes most is shown over.</summary>
    private static Extent Around(double low, double high, double widest)
    {
        var room = Math.Max((high - low) * Room, (widest * (0.5 + Room) - (high - low)) / 2);
        return new(low - room, high + room);
    }
}
