using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using GdScript.Cli.Commands;
using GdScript.Descent;
using GdScript.Graphs;

namespace GdScript.Cli.Walking;

/// <summary>Several walks on one loss: which methods, and from how many starts.</summary>
/// <param name="Methods">Each walks from every start.</param>
/// <param name="Starts">How many; the first is the one given.</param>
/// <param name="Seed">What the others are drawn with.</param>
/// <param name="Spread">How far around the given one, as the deviation of each number.</param>
internal sealed record Contest(ImmutableArray<Method> Methods, int Starts, long Seed, double Spread);

/// <summary>The options <c>--compare</c>, <c>--starts</c>, <c>--seed</c>, <c>--spread</c>, and ranges in the place of a number: <c>lr=1e-4..1e1</c>.</summary>
internal static partial class Contests
{
    private const int MostMethods = 1_000;
    private const int MostStarts = 1_000_000;

    public static System.CommandLine.Option[] Options =>
        [
            WalkOptions.Text(
                "--compare",
                "METHODS",
                "several methods, ranked: \"gd(lr=0.1); adam(lr=1e-3..1)\"; a range tries 1 and 3 of every power of ten"
            ),
            WalkOptions.Text("--starts", "N", "walk from N starts, and list the different minima they come to"),
            WalkOptions.Text("--seed", "S", "what is drawn with: other starts, batches, rows held out (1)"),
            WalkOptions.Text("--spread", "R", "how far around --from they lie (3)"),
        ];

    /// <summary>A method or a rate without ranges: each range is its first number.</summary>
    public static string? Single(string? text) => text is null ? null : Range().Replace(text, m => m.Groups["low"].Value);

    /// <summary>The one range in a method, and what stands around it; null where there is none, or more than one.</summary>
    public static (string Before, double Least, double Most, string After)? Ranged(string method) =>
        Range().Matches(method) is [var range] && Ends(range) is var (least, most)
            ? (method[..range.Index], least, most, method[(range.Index + range.Length)..])
            : null;

    /// <summary>The contest; null where one walk is asked for.</summary>
    /// <param name="words">What was asked.</param>
    /// <param name="one">The one method that <c>--method</c> and <c>--lr</c> mean.</param>
    /// <param name="parameters">The parameters of the loss, for methods that treat them differently; null while nobody knows them.</param>
    public static Result<Contest?> Read(Words words, Method one, IReadOnlyList<Parameter>? parameters)
    {
        var (compare, method, lr) = (words["--compare"], words["--method"], words["--lr"]);
        if (compare is not null && (method ?? lr) is not null)
            return Problem.Input("GDS0143", "--compare names the methods", "leave out --method and --lr");
        var ranged = Range().IsMatch(method ?? lr ?? "") ? method ?? $"gd(lr={lr})" : null;
        return from starts in NumberOption.Some("--starts", words["--starts"])
            from seed in NumberOption.Count("--seed", words["--seed"])
            from spread in NumberOption.Positive("--spread", words["--spread"], 3)
            from methods in (compare ?? ranged) is { } texts ? Methods(texts, parameters) : ImmutableArray.Create(one)
            select compare is null && ranged is null && starts is null
                ? null
                : new Contest(methods, (int)Math.Clamp(starts ?? 1, 1, MostStarts), seed ?? 1, spread);
    }

    private static Result<ImmutableArray<Method>> Methods(string texts, IReadOnlyList<Parameter>? parameters)
    {
        var methods = ImmutableArray.CreateBuilder<Method>();
        if (Range().Matches(texts).FirstOrDefault(r => Ends(r).Least == 0) is { } fromZero)
            return Problem
                .Input("GDS0143", "a range from 0 has no first power of ten", $"begin above 0: 1e-4..{fromZero.Groups["high"].Value}")
                .In(texts, fromZero.Index, fromZero.Length);
        foreach (var text in Parted(texts).SelectMany(Spelled))
        {
            if (methods.Count == MostMethods)
                return Problem.Input(
                    "GDS0143",
                    $"there are more than {MostMethods} methods to compare",
                    "leave out a range, or make one shorter"
                );
            if (!MethodText.Parse(text, parameters).Is(out var method, out var problem))
                return problem with { File = "--compare" };
            methods.Add(method);
        }
        return methods.Count > 0
            ? methods.ToImmutable()
            : Problem.Input("GDS0143", "--compare names no method", "write --compare \"gd(lr=0.1); adam\"");
    }

    /// <summary>The parts between semicolons that stand in no parentheses.</summary>
    internal static IEnumerable<string> Parted(string texts)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= texts.Length; i++)
        {
            if (i < texts.Length && texts[i] is '(' or '[')
                depth++;
            else if (i < texts.Length && texts[i] is ')' or ']')
                depth--;
            else if ((i == texts.Length || (texts[i] == ';' && depth == 0)) && i >= start)
            {
                if (texts[start..i].Trim() is { Length: > 0 } part)
                    yield return part;
                start = i + 1;
            }
        }
    }

    /// <summary>A method once for every number of its ranges.</summary>
    private static IEnumerable<string> Spelled(string text)
    {
        if (Range().Match(text) is not { Success: true } range)
            return [text];
        return Ladder(range).SelectMany(number => Spelled(text[..range.Index] + number + text[(range.Index + range.Length)..]));
    }

    private static readonly int[] Rungs = [1, 3];

    /// <summary>The two ends, and 1 and 3 times the powers of ten between them.</summary>
    private static IEnumerable<string> Ladder(Match range)
    {
        var (least, most) = Ends(range);
        var (low, high) = (range.Groups["low"].Value, range.Groups["high"].Value);
        if (!(most > least && double.IsFinite(most)))
            return [low, high];
        var between =
            from exponent in Enumerable.Range(-330, 660)
            from digit in Rungs
            let number = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digit}e{exponent}"), CultureInfo.InvariantCulture)
            where number > least && number < most
            select Text.NumberText.Of(number);
        return Double(low) == least ? [low, .. between, high] : [high, .. between, low];
    }

    /// <summary>The ends of a range, the smaller first, however they were written.</summary>
    private static (double Least, double Most) Ends(Match range)
    {
        var (one, other) = (Double(range.Groups["low"].Value), Double(range.Groups["high"].Value));
        return (Math.Min(one, other), Math.Max(one, other));
    }

    private static double Double(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<low>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)\.\.(?<high>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)")]
    private static partial Regex Range();
}
