using System.Collections.Immutable;
using System.Globalization;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Plots;
using GdScript.Plots.Svg;
using GdScript.Text;

namespace GdScript.Cli.Plotting;

/// <summary>What a picture shows.</summary>
internal enum PlotKind
{
    /// <summary>A curve of one number, a map of two, the plane of a walk of more.</summary>
    Auto,

    Curve,

    Contour,

    /// <summary>A map with arrows against the gradient.</summary>
    Field,

    /// <summary>A surface over the plane of two names, with walks on the floor and on the surface.</summary>
    Surface,

    /// <summary>Losses over the steps of a walk.</summary>
    Loss,

    /// <summary>The loss along a straight line.</summary>
    Slice,

    /// <summary>The loss at the end of walks by their rate.</summary>
    Rates,

    /// <summary>The error of the difference quotient by its step.</summary>
    Check,
}

/// <summary>What was asked of a picture: kind, ranges, size, colours, where tangents touch.</summary>
internal sealed record PlotWords(PlotKind Kind, ImmutableDictionary<string, Extent> Ranges, Sheet Sheet, ImmutableArray<double> Tangents)
{
    /// <summary>Which axes of losses over steps are logarithmic: <c>auto</c>, <c>none</c>, <c>loss</c>, <c>steps</c>, <c>both</c>.</summary>
    public string Log { get; init; } = "auto";

    /// <summary>The direction of a slice: <c>gradient</c>, <c>random</c>, or numbers.</summary>
    public string? Along { get; init; }

    /// <summary>The other end of a slice.</summary>
    public string? To { get; init; }

    /// <summary>Which plane a map of more than two numbers is of.</summary>
    public PlaneKind Plane { get; init; }

    /// <summary>What random directions are drawn with.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>The gradient that a check judges.</summary>
    public string? Claim { get; init; }

    /// <summary>The names before the numbers of <see cref="Tangents"/>; empty where none was given.</summary>
    public ImmutableArray<string> TangentNames { get; init; } = [];

    private const double Least = 200;
    private const double Most = 4000;

    public static Result<PlotWords> Read(string? kind, string? range, string? size, string? theme, string? tangent) =>
        from named in NumberOption.Choice("--kind", kind, "auto", "curve", "contour", "field", "surface", "loss", "slice", "rates", "check")
        from ranges in ReadRanges(range)
        from paper in ReadSize(size)
        from colours in NumberOption.Choice("--theme", theme, "auto", "light", "dark")
        from touched in ReadTangents(tangent)
        select new PlotWords(
            Enum.Parse<PlotKind>(named, ignoreCase: true),
            ranges,
            paper with
            {
                Theme = Enum.Parse<Theme>(colours, ignoreCase: true),
            },
            [.. touched.Select(t => t.Value)]
        )
        {
            TangentNames = [.. touched.Select(t => t.Name)],
        };

    /// <summary><c>x=-3..3,y=-2..2</c>; one range without a name is that of every name, under "".</summary>
    private static Result<ImmutableDictionary<string, Extent>> ReadRanges(string? text)
    {
        var ranges = ImmutableDictionary.CreateBuilder<string, Extent>(StringComparer.Ordinal);
        foreach (var part in text?.Split(',') ?? [])
        {
            var mark = part.IndexOf('=', StringComparison.Ordinal);
            var dots = part.IndexOf("..", Math.Max(0, mark), StringComparison.Ordinal);
            if (dots < 0 || (mark < 0 && text!.Contains(',', StringComparison.Ordinal)))
                return Wrong("--range", text!, $"'{Complaint.Clipped(part)}' is no range", "write --range x=-3..3,y=-2..2");
            var ends =
                from low in NumberOption.Read("--range", part[(mark + 1)..dots].Trim())
                from high in NumberOption.Read("--range", part[(dots + 2)..].Trim())
                from ordered in Results.When(
                    low < high && double.IsFinite(high - low),
                    new Extent(low, high),
                    () => Wrong("--range", text!, $"'{Complaint.Clipped(part)}' is an empty range", "the lower end comes first: x=-3..3")
                )
                select ordered;
            if (!ends.Is(out var extent, out var problem))
                return problem;
            ranges[mark < 0 ? "" : part[..mark].Trim()] = extent;
        }
        return ranges.ToImmutable();
    }

    private static Result<Sheet> ReadSize(string? text)
    {
        if (text is null)
            return new Sheet();
        return
            text.Split('x') is [var width, var height]
            && double.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var across)
            && double.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var up)
            && across is >= Least and <= Most
            && up is >= Least and <= Most
            ? new Sheet(across, up)
            : Wrong("--size", text, $"'{Complaint.Clipped(text)}' is no size", "write --size 640x480; each side from 200 to 4000");
    }

    /// <summary><c>0.5,-1</c> or <c>x=1,y=2</c>: numbers, with the name before each where one is given.</summary>
    private static Result<ImmutableArray<(string Name, double Value)>> ReadTangents(string? text)
    {
        var places = ImmutableArray.CreateBuilder<(string, double)>();
        foreach (var part in text?.Split(',') ?? [])
        {
            var mark = part.IndexOf('=', StringComparison.Ordinal);
            if (!NumberOption.Read("--tangent", part[(mark + 1)..].Trim()).Is(out var x, out var problem))
                return problem;
            places.Add((part[..Math.Max(0, mark)].Trim(), x));
        }
        return places.ToImmutable();
    }

    /// <summary>The numbers of <c>--tangent</c> as points of so many names, each in the order of the names.</summary>
    public Result<ImmutableArray<ImmutableArray<double>>> Touching(ImmutableArray<string> names)
    {
        if (TangentNames.FirstOrDefault(n => n.Length > 0 && !names.Contains(n)) is { } other)
            return DiffCommand.Unknown(other, names) with { File = "--tangent" };
        var points = ImmutableArray.CreateBuilder<ImmutableArray<double>>();
        foreach (var point in TangentNames.Zip(Tangents).Chunk(Math.Max(1, names.Length)))
        {
            var given = point.Select(p => p.First).Where(n => n.Length > 0).ToArray();
            if (point.Length < names.Length || (given.Length > 0 && !given.Order().SequenceEqual(names.Order())))
                return Wrong(
                    "--tangent",
                    string.Join(',', Tangents.Select(t => NumberText.Of(t))),
                    $"a point has a number for each of {string.Join(", ", names)}",
                    "write --tangent " + string.Join(',', names.Select((n, k) => $"{n}={k + 1}"))
                );
            points.Add(
                given.Length == 0 ? [.. point.Select(p => p.Second)] : [.. names.Select(n => point.First(p => p.First == n).Second)]
            );
        }
        return points.ToImmutable();
    }

    private static Problem Wrong(string option, string text, string what, string hint) =>
        Problem.Input("GDS0150", what, hint).In(text, 0, text.Length) with
        {
            File = option,
        };
}
