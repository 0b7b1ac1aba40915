using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;
using Suspect = GdScript.Checking.Diagnosing.Suspect;

namespace GdScript.Checking;

/// <summary>
/// What goes wrong inside of a term: the chain rule's inner derivative, and the derivative of a function taken for another. Both
/// are tried at every function that stands in a term of the loss; two points must agree, as simple numbers often do by chance.
/// </summary>
internal static class Slips
{
    private const int MostTerms = 8;
    private const int MostCalls = 8;
    private const int LargestLoss = 400;
    private const double Degree = Math.PI / 180;

    /// <summary>A function applied to something, in a term of the loss.</summary>
    private readonly record struct Call(Op Op, int Node, int Inner, double[] Share, double[] At, double[] InnerSlopes);

    /// <param name="loss">The loss.</param>
    /// <param name="wrong">Where the claim is wrong.</param>
    /// <param name="i">The component.</param>
    public static IEnumerable<Suspect> Inside(Formula loss, Sample[] wrong, int i)
    {
        if (wrong.Length < 2 || loss.Nodes.Length > LargestLoss)
            return [];
        Call[] calls = [.. Calls(loss, wrong, i)];
        return calls.Select(c => Forgotten(loss, c, i)).OfType<Suspect>().Concat(calls.SelectMany(c => Mistaken(loss, c, i)));
    }

    private static IEnumerable<Call> Calls(Formula loss, Sample[] wrong, int i)
    {
        foreach (var term in Terms.Of(loss, loss.Root).Take(MostTerms))
        {
            var live = loss.WithRoots(term.Node).Reached();
            int[] nodes = [.. Enumerable.Range(0, live.Length).Where(n => live[n] && IsCall(loss, n)).Take(MostCalls)];
            if (nodes.Length == 0)
                continue;
            var share = Terms.SlopesAt(loss, term, i, wrong);
            foreach (var node in nodes)
            {
                var inner = loss.Nodes[node].A;
                var slopes = Terms.SlopesAt(loss, new(inner, false), i, wrong);
                if (slopes.Any(s => s != 0))
                    yield return new(loss.Nodes[node].Op, node, inner, share, Terms.At(loss.WithRoots(inner), wrong), slopes);
            }
        }
    }

    private static bool IsCall(Formula loss, int k)
    {
        var node = loss.Nodes[k];
        return node.Shape.IsScalar
            && (node.Op.Family() == Family.Elementwise && node.Op.Arity() == 1 || node.Op == Op.Pow)
            && node.Op is not (Op.Neg or Op.Polygamma or Op.Bessel)
            && loss.Nodes[node.A].Shape.IsScalar
            // A value of a row has no slope of its own.
            && loss.TableOf(k) < 0
            && loss.TableOf(node.A) < 0;
    }

    /// <summary>The share of the term without the inner derivative; one of 1 or −1 leaves nothing to forget.</summary>
    private static Suspect? Forgotten(Formula loss, Call call, int i)
    {
        if (loss.Nodes[call.Inner].Op == Op.Param || call.InnerSlopes.All(s => Math.Abs(s) == 1))
            return null;
        return new(
            "inner-derivative",
            $"the inner derivative `{SlopeOf(loss, call.Inner, i)}` of `{Printer.Infix(loss, call.Inner)}` is missing: the chain rule multiplies by it",
            (s, k) => call.InnerSlopes[k] == 0 ? double.PositiveInfinity : s.Truth[i] - call.Share[k] + call.Share[k] / call.InnerSlopes[k],
            i,
            2,
            Terms.Span(loss, call.Inner)
        );
    }

    private static string SlopeOf(Formula loss, int node, int i)
    {
        if (!loss.Parameters.All(p => p.Shape.IsScalar))
            return "of what stands inside";
        var gradient = Gradient.Of(loss.WithRoots(node));
        var slope = Simplify.Of(gradient.WithRoots(gradient.Roots[i + 1]));
        return Printer.Infix(slope, slope.Root);
    }

    /// <summary>The share of the term with another derivative of the function.</summary>
    private static IEnumerable<Suspect> Mistaken(Formula loss, Call call, int i) =>
        from row in Table
        where row.Op == call.Op
        select new Suspect(
            "function",
            $"{row.Said}, in `{Printer.Infix(loss, call.Node)}`",
            (s, k) => s.Truth[i] - call.Share[k] + call.Share[k] / row.Right(call.At[k]) * row.Wrong(call.At[k]),
            i,
            2,
            Terms.Span(loss, call.Node)
        );

    private static double S(double x) => Elementary.Sigmoid(x);

    private static double T(double x) => Elementary.Tanh(x);

    private static double SlopeOfSigmoid(double x) => S(x) * S(-x);

    private static double SlopeOfTanh(double x) => (1 - T(x)) * (1 + T(x));

    private static double SlopeOfAtan(double x) => 1 / (1 + x * x);

    private static double SlopeOfAsin(double x) => 1 / Math.Sqrt((1 - x) * (1 + x));

    private static double Minus(double x) => -Elementary.Sin(x);

    private static double Inverse(double x) => 1 / x;

    private const string Sigmoids = "the derivative of sigmoid is s*(1 - s), not ";
    private const string Tanhs = "the derivative of tanh is 1 - tanh^2, not ";

    /// <summary>Functions, their derivatives, and what is often written instead.</summary>
    private static readonly (Op Op, Func<double, double> Right, Func<double, double> Wrong, string Said)[] Table =
    [
        (Op.Sigmoid, SlopeOfSigmoid, S, Sigmoids + "s"),
        (Op.Sigmoid, SlopeOfSigmoid, x => S(x) * (1 + S(x)), Sigmoids + "s*(1 + s)"),
        (Op.Sigmoid, SlopeOfSigmoid, x => S(-x), Sigmoids + "1 - s"),
        (Op.Sigmoid, SlopeOfSigmoid, x => x * (1 - x), Sigmoids + "x*(1 - x): s is the sigmoid itself"),
        (Op.Sigmoid, SlopeOfSigmoid, x => S(S(x)) * S(-S(x)), Sigmoids + "that of a sigmoid taken twice"),
        (Op.Tanh, SlopeOfTanh, x => 1 - T(x), Tanhs + "1 - tanh"),
        (Op.Tanh, SlopeOfTanh, x => 1 + T(x) * T(x), Tanhs + "1 + tanh^2"),
        (Op.Tanh, SlopeOfTanh, x => 1 / Elementary.Cosh(x), Tanhs + "1/cosh: its square"),
        (Op.Tanh, SlopeOfTanh, x => T(x) * (1 - T(x)), Tanhs + "t*(1 - t), which is that of sigmoid"),
        (Op.Tanh, SlopeOfTanh, x => 1 - x * x, Tanhs + "1 - x^2: the square is that of tanh itself"),
        (Op.Sin, Elementary.Cos, Elementary.Sin, "the derivative of sin is cos, not sin"),
        (Op.Cos, Minus, x => -Elementary.Cos(x), "the derivative of cos is -sin, not -cos"),
        (Op.Cos, Minus, Elementary.Cos, "the derivative of cos is -sin, not cos"),
        (Op.Sin, Elementary.Cos, x => Elementary.Cos(x * Degree), "the angle is in radians, and the claim takes it for degrees"),
        (Op.Cos, Minus, x => Minus(x * Degree), "the angle is in radians, and the claim takes it for degrees"),
        (
            Op.Tan,
            x => 1 + Squared(Elementary.Tan(x)),
            x => 1 - Squared(Elementary.Tan(x)),
            "the derivative of tan is 1 + tan^2, not 1 - tan^2"
        ),
        (Op.Tan, x => 1 + Squared(Elementary.Tan(x)), x => 1 / Elementary.Cos(x), "the derivative of tan is 1/cos^2, not 1/cos"),
        (Op.Exp, Elementary.Exp, x => x * Elementary.Exp(x - 1), "the derivative of exp is exp: the rule for powers is not for it"),
        (Op.Log, Inverse, Elementary.Log, "the derivative of log is 1/x, not log"),
        (Op.Log, Inverse, x => 1 / (x * x), "the derivative of log is 1/x, not 1/x^2"),
        (Op.Sqrt, x => 0.5 / Math.Sqrt(x), x => 0.5 * Math.Sqrt(x), "the derivative of sqrt is 1/(2*sqrt), not sqrt/2"),
        (Op.Atan, SlopeOfAtan, SlopeOfAsin, "the derivative of atan is 1/(1 + x^2), not that of asin"),
        (Op.Atan, SlopeOfAtan, x => 1 / ((1 - x) * (1 + x)), "the derivative of atan is 1/(1 + x^2), not 1/(1 - x^2)"),
        (Op.Asin, SlopeOfAsin, SlopeOfAtan, "the derivative of asin is 1/sqrt(1 - x^2), not that of atan"),
        (Op.Asin, SlopeOfAsin, x => 1 / Math.Sqrt(1 + x * x), "the derivative of asin is 1/sqrt(1 - x^2), not 1/sqrt(1 + x^2)"),
        (Op.Softplus, S, SlopeOfSigmoid, "the derivative of softplus is sigmoid, not sigmoid's derivative"),
        (Op.Cosh, Elementary.Sinh, Elementary.Cosh, "the derivative of cosh is sinh, not cosh"),
        (Op.Sinh, Elementary.Cosh, Elementary.Sinh, "the derivative of sinh is cosh, not sinh"),
    ];

    private static double Squared(double x) => x * x;
}
