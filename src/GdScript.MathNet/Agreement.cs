using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.MathNet;

/// <summary>
/// Whether an imported gradient is the gradient. Both are run at points of the domain with a bound on what rounding can have done to
/// each (<see cref="RunningError"/>): where the bounds do not meet, theirs is wrong; every component must be confirmed at one
/// point at least, with bounds that are narrow against the gradient.
/// </summary>
internal static class Agreement
{
    private const int Spread = 16;

    /// <summary>Bounds count as narrow below this part of the gradient.</summary>
    private const double Narrow = 1e-6;

    /// <summary>The derived formula when it agrees, else where it does not.</summary>
    public static Result<Formula> Of(Formula loss, Formula derived, double[][] given)
    {
        if (loss.PointSize == 0)
            return derived;
        if (loss.Columns.Any(c => c.Table >= loss.Data.Length))
            return Problems.Unverified("the formula has data columns and no data are given");
        var own = Gradient.Of(loss);
        var (ours, theirs) = (new Side(own), new Side(derived));
        var points = (double[][])[.. given, .. Points.Spread(loss, Spread)];
        var confirmed = new bool[loss.PointSize];
        foreach (var point in points)
        {
            ours.At(point);
            theirs.At(point);
            for (var i = 0; i < confirmed.Length; i++)
                if (Compared(ours, theirs, i) is not { } agrees)
                    return Wrong(loss, i, point, ours, theirs);
                else
                    confirmed[i] |= agrees;
        }
        var open = Array.IndexOf(confirmed, false);
        return open < 0
            ? derived
            : Problems.Unverified(
                points.Length == 0
                    ? "the loss is finite at none of the points tried"
                    : $"toward {loss.ElementNames.ElementAt(open)} rounding leaves too little to compare at every point tried"
            );
    }

    /// <summary>True where the bounds meet and are narrow, false where nothing can be told, null where they do not meet.</summary>
    private static bool? Compared(Side ours, Side theirs, int i)
    {
        var (a, b) = (ours.Values[i + 1], theirs.Values[i + 1]);
        if (!double.IsFinite(a) || !double.IsFinite(ours.Bounds[i + 1]))
            return false;
        if (!double.IsFinite(b))
            return null;
        var allowed = ours.Bounds[i + 1] + theirs.Bounds[i + 1];
        if (!double.IsFinite(allowed))
            return false;
        var scale = Math.Max(Math.Max(Math.Abs(a), Math.Abs(b)), ours.Largest);
        return Math.Abs(a - b) > allowed ? null : allowed <= Narrow * (scale == 0 ? 1 + Math.Abs(ours.Values[0]) : scale);
    }

    private static Problem Wrong(Formula loss, int i, double[] point, Side ours, Side theirs) =>
        Problems.Wrong(
            loss.ElementNames.ElementAt(i),
            string.Join(", ", loss.ElementNames.Take(6).Zip(point, (name, x) => $"{name} = {NumberText.Of(x)}"))
                + (point.Length > 6 ? ", …" : ""),
            NumberText.Of(theirs.Values[i + 1]),
            NumberText.Of(ours.Values[i + 1])
        );

    /// <summary>A gradient with its bounds at a point: the loss first.</summary>
    private sealed class Side(Formula gradient)
    {
        private readonly RunningError error = new(gradient, Literals.Exact);

        public double[] Values { get; } = new double[gradient.ResultSize];

        public double[] Bounds { get; } = new double[gradient.ResultSize];

        /// <summary>The largest component.</summary>
        public double Largest => Values.Skip(1).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();

        public void At(double[] point) => error.Run(point, Values, Bounds);
    }
}
