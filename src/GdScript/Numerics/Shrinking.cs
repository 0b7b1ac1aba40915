using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GdScript.Text;

namespace GdScript.Numerics;

/// <summary>The difference quotients at one width; an error is |quotient − slope|, null when no slope was given.</summary>
/// <param name="Width">Δx.</param>
/// <param name="Forward">(f(x+Δx) − f(x)) / Δx.</param>
/// <param name="Central">(f(x+Δx) − f(x−Δx)) / 2Δx.</param>
/// <param name="ForwardError">How far the forward quotient is from the exact slope.</param>
/// <param name="CentralError">How far the central quotient is from the exact slope.</param>
/// <param name="Lost">True when x+Δx or x−Δx is x itself: the step is lost in rounding and the quotient says nothing.</param>
public readonly record struct ShrinkingRow(
    double Width,
    double Forward,
    double Central,
    double? ForwardError,
    double? CentralError,
    bool Lost
);

/// <summary>
/// What happens to the difference quotient as Δx shrinks: first the error falls with Δx (or Δx²), then rounding takes
/// over and it grows again. The table a lesson on derivatives shows.
/// </summary>
/// <param name="At">The point.</param>
/// <param name="Value">The loss there.</param>
/// <param name="Coordinate">The coordinate along which the slope is measured.</param>
/// <param name="Exact">The exact slope, when given.</param>
/// <param name="Rows">One row per width, from 1 down to 1e-15.</param>
public sealed record Shrinking(ImmutableArray<double> At, double Value, int Coordinate, double? Exact, ImmutableArray<ShrinkingRow> Rows)
{
    /// <summary>1, 0.1, … 1e-15, each the double nearest to the decimal.</summary>
    public static readonly ImmutableArray<double> Widths =
    [
        1,
        1e-1,
        1e-2,
        1e-3,
        1e-4,
        1e-5,
        1e-6,
        1e-7,
        1e-8,
        1e-9,
        1e-10,
        1e-11,
        1e-12,
        1e-13,
        1e-14,
        1e-15,
    ];

    private const double RootOfEpsilon = 1.4901161193847656e-08; // 2^-26
    private const double CubeRootOfEpsilon = 6.0554544523933429e-06; // 2^(-52/3)

    /// <summary>Measures the slope of <paramref name="f"/> along coordinate <paramref name="i"/> with every width.</summary>
    /// <param name="f">The loss.</param>
    /// <param name="x">The point.</param>
    /// <param name="i">The coordinate.</param>
    /// <param name="exact">The true slope, to measure the error against.</param>
    public static Shrinking Of(Loss f, ReadOnlySpan<double> x, int i, double? exact = null)
    {
        var scratch = new double[x.Length];
        var rows = ImmutableArray.CreateBuilder<ShrinkingRow>(Widths.Length);
        foreach (var h in Widths)
        {
            var forward = Difference.Forward(f, x, i, h, scratch);
            var central = Difference.Central(f, x, i, h, scratch);
            var lost = x[i] + h == x[i] || x[i] - h == x[i];
            rows.Add(new(h, forward, central, Error(forward), Error(central), lost));
        }
        return new([.. x], f(x), i, exact, rows.MoveToImmutable());

        double? Error(double quotient) => exact is { } slope ? Math.Abs(quotient - slope) : null;
    }

    /// <summary>√ε·|x|, where truncation and rounding of the forward quotient balance (Nocedal and Wright 2006, §8.1); |x| = 1 at 0.</summary>
    public double ForwardOptimum => RootOfEpsilon * Scale;

    /// <summary>ε^(1/3)·|x|, the same balance for the central quotient.</summary>
    public double CentralOptimum => CubeRootOfEpsilon * Scale;

    /// <summary>
    /// The row after which rounding takes over, forward: the one with the least error. Without an exact slope the error is
    /// judged by the change from the row before plus the rounding of the loss, ε·|f|/Δx.
    /// </summary>
    public int BestForward => Least(r => r.Forward, r => r.ForwardError);

    /// <summary>The row with the least error, central; see <see cref="BestForward"/>.</summary>
    public int BestCentral => Least(r => r.Central, r => r.CentralError);

    private double Scale => At[Coordinate] == 0 ? 1 : Math.Abs(At[Coordinate]);

    private int Least(Func<ShrinkingRow, double> quotient, Func<ShrinkingRow, double?> error)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var k = 0; k < Rows.Length && !Rows[k].Lost; k++)
        {
            var size = error(Rows[k]) ?? Change(k) + Math.ScaleB(Math.Abs(Value), -52) / Rows[k].Width;
            if (size < least)
                (best, least) = (k, size);
        }
        return best;

        double Change(int k) => k == 0 ? double.PositiveInfinity : Math.Abs(quotient(Rows[k]) - quotient(Rows[k - 1]));
    }

    /// <summary>The table as text, widths down the page, with the best rows marked and a sentence on what to read in it.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            var headed = Exact is null ? "{0,-7}{1,26}{2,26}" : "{0,-7}{1,26}{3,12}  {2,26}{4,12}";
            Line(text, headed, "Δx", "forward", "central", "error", "error");
            for (var k = 0; k < Rows.Length; k++)
            {
                var (f, c) = (k == BestForward ? "*" : " ", k == BestCentral ? "*" : " ");
                var r = Rows[k];
                Line(
                    text,
                    headed,
                    NumberText.Of(r.Width),
                    NumberText.Of(r.Forward) + f,
                    NumberText.Of(r.Central) + c,
                    Short(r.ForwardError),
                    Short(r.CentralError)
                );
            }
            return text.Append(Sentence).Append('\n').ToString();
        }
    }

    /// <summary>Where rounding takes over, in one sentence.</summary>
    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Below Δx = {NumberText.Of(Rows[BestForward].Width)} (forward) and {NumberText.Of(Rows[BestCentral].Width)} (central) rounding takes over; theory expects about {ForwardOptimum:0.0e-0} and {CentralOptimum:0.0e-0}."
        );

    private static void Line(StringBuilder text, string format, params object[] cells) =>
        text.Append(string.Format(CultureInfo.InvariantCulture, format, cells).TrimEnd()).Append('\n');

    private static string Short(double? x) => x?.ToString("0.0e-0", CultureInfo.InvariantCulture) ?? "";
}
