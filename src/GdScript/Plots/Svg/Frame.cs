namespace GdScript.Plots.Svg;

/// <summary>Where a panel's marks lie on the paper.</summary>
internal sealed record Frame(double Left, double Top, double Right, double Bottom, Scale Across, Scale Up)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    /// <summary>A place of the panel's axes, on paper.</summary>
    public Vertex At(Vertex place) => new(Across.At(place.X), Up.At(place.Y));

    /// <summary>Whether a place on paper lies within the axes, or so little beside that it is seen.</summary>
    public bool Holds(Vertex place, double room = 0.5) =>
        place.X >= Left - room && place.X <= Right + room && place.Y >= Top - room && place.Y <= Bottom + room;

    /// <summary>The part of a stretch that lies on the paper or near it (Liang, Barsky 1984); null where none does.</summary>
    public (Vertex From, Vertex To)? Cut(Vertex from, Vertex to)
    {
        var (start, end) = (0.0, 1.0);
        var (x, y) = (to.X - from.X, to.Y - from.Y);
        if (
            !double.IsFinite(x)
            || !double.IsFinite(y)
            || !Clip(-x, from.X - (Left - Width), ref start, ref end)
            || !Clip(x, Right + Width - from.X, ref start, ref end)
            || !Clip(-y, from.Y - (Top - Height), ref start, ref end)
            || !Clip(y, Bottom + Height - from.Y, ref start, ref end)
        )
            return null;
        return (
            start > 0 ? new Vertex(from.X + start * x, from.Y + start * y) : from,
            end < 1 ? new Vertex(from.X + end * x, from.Y + end * y) : to
        );
    }

    private static bool Clip(double toward, double room, ref double start, ref double end)
    {
        if (toward == 0)
            return room >= 0;
        var part = room / toward;
        if (toward < 0)
            start = Math.Max(start, part);
        else
            end = Math.Min(end, part);
        return start <= end;
    }
}
