using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GdScript.Plots;
using GdScript.Plots.Space;
using GdScript.Plots.Svg;
using Xunit;

namespace GdScript.Tests.Plots.Svg;

public partial class FacetsTests
{
    private static readonly Dictionary<string, Func<double, double, double>> Surfaces = new()
    {
        ["waves"] = (x, y) => Math.Sin(4 * x) * Math.Cos(3 * y),
        ["ridge"] = (x, y) => 2 * Math.Exp(-20 * (x - y / 2) * (x - y / 2)) - 1,
        ["bump"] = (x, y) => 2 * Math.Exp(-6 * ((x - 0.2) * (x - 0.2) + y * y)) - 1,
        ["fold"] = (x, y) => (Math.Tanh(6 * x) + Math.Tanh(6 * y)) / 2,
    };

    public static TheoryData<string, double> Views
    {
        get
        {
            var all = new TheoryData<string, double>();
            foreach (var name in Surfaces.Keys)
            foreach (var turn in (double[])[-30, 60, -120, 135])
                all.Add(name, turn);
            return all;
        }
    }

    private static Relief Of(Func<double, double, double> f)
    {
        const int side = 41;
        double At(int k) => -1 + 2.0 * k / (side - 1);
        var heights = from j in Enumerable.Range(0, side) from i in Enumerable.Range(0, side) select f(At(i), At(j));
        var surface = new Mark.Surface(side, side, [.. heights], [-0.75, -0.45, -0.15, 0.15, 0.45, 0.75]);
        return Relief.Of(new Panel(new("x", new(-1, 1)), new("y", new(-1, 1)), [surface]) { Height = new("z", new(-1, 1)) });
    }

    /// <summary>A ray from the eye through a place of the paper meets the surface first where the colour there says.</summary>
    [Theory]
    [MemberData(nameof(Views))]
    public void What_is_drawn_last_at_a_place_of_the_paper_is_what_is_nearest_there(string name, double turn)
    {
        var relief = Of(Surfaces[name]);
        var view = new View(turn);
        Vertex Paper(Vertex3 p) => new(300 + 200 * view.Seen(p).X, 400 - 200 * view.Seen(p).Y);
        var nothing = Array.Empty<int>().ToLookup(_ => (0, 0), _ => (Action<SvgText>)(_ => { }));
        var shapes = Shapes(new Facets(relief, view, Paper, cuts: true).Draw(nothing, nothing));
        var (asked, behind) = (0, 0);
        // Within cells: between two of them paper is a tenth of a pixel wide.
        for (var v = -0.925; v < 1; v += 0.1)
        for (var u = -0.925; u < 1; u += 0.1)
        {
            var (place, covers) = (new Vertex3(u, v, relief.Over(u, v)), 0);
            var shape = shapes.FindLastIndex(s => IsIn(s.Rings, Paper(place)));
            if (Nearest(relief, view, place, ref covers) is not { } first || shape < 0 || ShadeAt(relief, first) is not { } shade)
                continue;
            (asked, behind) = (asked + 1, behind + covers);
            Assert.True(
                shapes[shape].Shade == shade,
                $"{name}, {turn}: {first} lies before {place}, and {shapes[shape].Shade} is not {shade}"
            );
        }
        Assert.True(asked > 60, $"{asked} places of 400 were clear");
        Assert.True(behind > 3 || name is "fold" or "ridge", $"{behind} places lie behind others");
    }

    /// <summary>Where the eye first meets the surface on its way to a place of it; null where it nearly touches it elsewhere.</summary>
    private static Vertex3? Nearest(Relief relief, View view, Vertex3 place, ref int covers)
    {
        const double step = 0.004;
        // The way on which Seen does not change: toward the eye the paper falls by sin 27°, and rising makes up for it.
        var rise = Math.Tan(View.Lift * Math.PI / 180);
        Vertex3 On(double t) => new(place.X + t * view.Near.X, place.Y + t * view.Near.Y, place.Z + t * rise);
        double Gap(double t) => On(t).Z - relief.Over(On(t).X, On(t).Y);
        // What is seen edge-on, or beside an outline, a tenth of a pixel decides.
        if (Math.Abs(Gap(step)) < 0.2 * step)
            return null;
        var (last, clearance, end) = (0.0, 0.0, 0.0);
        for (var t = step; !double.IsNaN(Gap(t + step)); t += step)
        {
            var (before, here, next) = (Gap(t - step), Gap(t), Gap(t + step));
            clearance = Math.Max(clearance, Math.Abs(here));
            var isCrossed = here * next <= 0;
            var isGrazed = t > 2 * step && before * next > 0 && Math.Abs(here) < Math.Min(0.04, Math.Min(Math.Abs(before), Math.Abs(next)));
            if (isGrazed || (isCrossed && clearance < 0.05))
                return null;
            if (isCrossed)
                (last, clearance) = (t, 0);
            end = Math.Abs(next);
        }
        covers = last > 0 ? 1 : 0;
        return clearance < 0.05 || end < 0.04 ? null : On(last);
    }

    /// <summary>The shade of a place well within its band; null beside a level.</summary>
    private static int? ShadeAt(Relief relief, Vertex3 place)
    {
        int Band(double z) => relief.Levels.Count(l => l <= z);
        var around = from i in (double[])[-0.02, 0, 0.02] from j in (double[])[-0.02, 0, 0.02] select relief.Over(place.X + i, place.Y + j);
        int[] bands = [.. around.Where(double.IsFinite).Select(Band).Distinct()];
        return bands.Length == 1 ? MarkSvg.ShadeOf((double)bands[0] / relief.Levels.Length) : null;
    }

    private static List<(int Shade, List<List<Vertex>> Rings)> Shapes(string drawn) =>
        [
            .. from path in XDocument.Parse($"<g>{drawn}</g>").Descendants("path")
            let name = Facet().Match(path.Attribute("class")!.Value)
            where name.Success
            select (int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture), Rings(path.Attribute("d")!.Value)),
        ];

    private static List<List<Vertex>> Rings(string path)
    {
        var (rings, at) = (new List<List<Vertex>>(), default(Vertex));
        foreach (Match command in Command().Matches(path))
        {
            double[] n = [.. Number().Matches(command.Value).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];
            if (command.Value[0] == 'M')
                rings.Add([]);
            at = command.Value[0] switch
            {
                'M' => new(n[0], n[1]),
                'l' => new(at.X + n[0], at.Y + n[1]),
                'h' => new(at.X + n[0], at.Y),
                _ => new(at.X, at.Y + n[0]),
            };
            rings[^1].Add(at);
        }
        return rings;
    }

    /// <summary>How often the rings turn around a place is not zero.</summary>
    private static bool IsIn(List<List<Vertex>> rings, Vertex p)
    {
        var turns = 0;
        foreach (var ring in rings)
            for (var k = 0; k < ring.Count; k++)
            {
                var (a, b) = (ring[k], ring[(k + 1) % ring.Count]);
                if ((a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X + (p.Y - a.Y) / (b.Y - a.Y) * (b.X - a.X))
                    turns += b.Y > a.Y ? 1 : -1;
            }
        return turns != 0;
    }

    [GeneratedRegex("^z(\\d+)[a-z]$")]
    private static partial Regex Facet();

    [GeneratedRegex("[Mlhv][^Mlhvz]*")]
    private static partial Regex Command();

    [GeneratedRegex("-?\\d*\\.?\\d+")]
    private static partial Regex Number();
}
