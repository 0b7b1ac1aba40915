using System.Collections.Immutable;

namespace GdScript.Traces;

/// <summary>
/// Which numbers of a point a page of text shows. A network has tens of thousands: a row of all of them is read by nobody, and a walk would
/// be a hundred megabytes. Each parameter gives its first numbers, so that every one is seen to move.
/// </summary>
internal sealed class ShownNumbers
{
    private const int MostInFull = 64;
    private const int MostOfMany = 12;
    private readonly ImmutableArray<int> places;
    private readonly int count;

    private ShownNumbers(ImmutableArray<int> places, int count) => (this.places, this.count) = (places, count);

    /// <summary>Every number up to 64; of more, twelve from all parameters.</summary>
    public static ShownNumbers Of(TraceHeader header)
    {
        var count = header.Start.Length;
        if (count <= MostInFull)
            return All(header);
        var each = Math.Max(1, MostOfMany / header.Parameters.Length);
        var places = ImmutableArray.CreateBuilder<int>();
        var at = 0;
        foreach (var parameter in header.Parameters)
        {
            places.AddRange(Enumerable.Range(at, Math.Min(each, parameter.Shape.Count)));
            at += parameter.Shape.Count;
        }
        return new([.. places.Take(MostOfMany)], count);
    }

    /// <summary>Every number, for the formats that programs read.</summary>
    public static ShownNumbers All(TraceHeader header) => new([.. Enumerable.Range(0, header.Start.Length)], header.Start.Length);

    /// <summary>How many numbers of a point are left out.</summary>
    public int Hidden => count - places.Length;

    /// <summary>Says what is left out and where it is; empty when nothing is.</summary>
    public string Sentence =>
        Hidden == 0
            ? ""
            : FormattableString.Invariant(
                $"{places.Length} of the {count} numbers of a point; a trace in .csv, .json or .jsonl has all of them, as has the sha256"
            );

    /// <summary>What is shown of a point, its names or its gradient.</summary>
    public IEnumerable<T> Of<T>(ImmutableArray<T> all) => all.Length == count ? places.Select(place => all[place]) : all;
}
