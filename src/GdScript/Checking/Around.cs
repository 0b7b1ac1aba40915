namespace GdScript.Checking;

/// <summary>
/// Further points around a given one, where a gradient that is right at the first may be wrong: in every sixteen, eight of a
/// Halton sequence around it, four of other magnitudes and random signs, two with signs flipped, one with coordinates
/// swapped, one with coordinates rounded.
/// </summary>
internal sealed class Around(Subject subject, CheckOptions options)
{
    /// <summary>Up to so many components are measured one by one at each further point.</summary>
    public const int Singly = 6;

    private const int TriesEach = 12;
    private readonly Dice dice = new(options.Seed);

    /// <summary>How many candidates the loss was not finite at.</summary>
    public int Skipped { get; private set; }

    public IEnumerable<double[]> Points(double[] given)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { Key(given) };
        var attempt = 0;
        for (var k = 0; k < options.Hunt; k++)
        for (var tries = 0; tries < TriesEach; tries++)
        {
            // A flip or a swap that leads out of the domain gives way to one more point nearby.
            var candidate = Candidate(given, tries < 2 ? k % 16 : 0, attempt++);
            if (!seen.Add(Key(candidate)))
                continue;
            if (double.IsFinite(subject.Value(candidate)))
            {
                yield return candidate;
                break;
            }
            Skipped++;
        }
    }

    private double[] Candidate(double[] x, int kind, int attempt) =>
        kind switch
        {
            < 8 => Nearby(x, attempt),
            < 12 => Elsewhere(x, attempt),
            < 14 => Flipped(x, attempt),
            14 => Swapped(x, attempt),
            _ => [.. x.Select(v => v == Math.Round(v) ? v + 1 : Math.Round(v))],
        };

    /// <summary>A point of the Halton sequence, shifted by the seed, within the size of each coordinate (at least one half).</summary>
    private double[] Nearby(double[] x, int attempt)
    {
        var point = new double[x.Length];
        var prime = 1;
        for (var i = 0; i < x.Length; i++)
        {
            prime = i < 64 ? Checking.Points.PrimeAfter(prime) : prime;
            var u = i < 64 ? Checking.Points.Reversed(attempt + 1, prime) + dice.Unit(1, i) : dice.Unit(2 + attempt, i);
            var width = Math.Max(Math.Abs(x[i]), 0.5);
            point[i] = Short(x[i] + (u - Math.Floor(u) - 0.5) * 1.5 * width);
        }
        return point;
    }

    private double[] Elsewhere(double[] x, int attempt)
    {
        var point = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var size = Math.ScaleB(1 + dice.Unit(1000 + attempt, 2 * i), (int)Math.Floor(dice.Unit(1000 + attempt, 2 * i + 1) * 12) - 6);
            point[i] = Short(dice.Coin(2000 + attempt, i) ? -size : size);
        }
        return point;
    }

    private double[] Flipped(double[] x, int attempt)
    {
        double[] point = [.. x.Select((v, i) => dice.Coin(3000 + attempt, i) ? -v : v)];
        return point.AsSpan().SequenceEqual(x) ? [.. x.Select(v => -v)] : point;
    }

    private double[] Swapped(double[] x, int attempt)
    {
        var point = x.ToArray();
        for (var i = x.Length - 1; i > 0; i--)
        {
            var j = (int)(dice.Bits(4000 + attempt, i) % (ulong)(i + 1));
            (point[i], point[j]) = (point[j], point[i]);
        }
        return x.Length == 2 ? [x[1], x[0]] : point;
    }

    /// <summary>Six digits are spread enough, and a person can type them.</summary>
    private static double Short(double x) => Shrink.Digits(x, 6);

    private static string Key(double[] x) => string.Join(' ', x.Select(v => BitConverter.DoubleToInt64Bits(v)));
}
