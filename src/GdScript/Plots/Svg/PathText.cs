using System.Text;

namespace GdScript.Plots.Svg;

/// <summary>The outline of a shape, written with steps from place to place, which are short. Roundings do not add up.</summary>
internal sealed class PathText
{
    private readonly StringBuilder text = new();
    private long x;
    private long y;

    public bool IsEmpty => text.Length == 0;

    public PathText Move(double toX, double toY)
    {
        (x, y) = (SvgText.Tenths(toX), SvgText.Tenths(toY));
        text.Append('M');
        Pair(x, y);
        return this;
    }

    /// <summary>A line on to a place; none where that is the same tenth of a pixel.</summary>
    public PathText Line(double toX, double toY)
    {
        var (nextX, nextY) = (SvgText.Tenths(toX), SvgText.Tenths(toY));
        if (nextX == x && nextY == y)
            return this;
        if (nextX == x)
            text.Append('v').Append(SvgText.Written(nextY - y));
        else if (nextY == y)
            text.Append('h').Append(SvgText.Written(nextX - x));
        else
        {
            text.Append('l');
            Pair(nextX - x, nextY - y);
        }
        (x, y) = (nextX, nextY);
        return this;
    }

    /// <summary>A line of no length, which round ends make a dot.</summary>
    public PathText Point()
    {
        text.Append("h0");
        return this;
    }

    public PathText Close()
    {
        text.Append('z');
        return this;
    }

    public override string ToString() => text.ToString();

    private void Pair(long first, long second)
    {
        text.Append(SvgText.Written(first));
        if (second >= 0)
            text.Append(' ');
        text.Append(SvgText.Written(second));
    }
}
