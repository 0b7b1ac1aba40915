using GdScript.Graphs;

namespace GdScript.Export.Tongues;

/// <summary>The words of NumPy, and of JAX where it has others.</summary>
/// <param name="tools">Functions that the library lacks.</param>
/// <param name="isJax">JAX's words.</param>
internal sealed class NumPyTongue(Toolbox tools, bool isJax)
{
    /// <summary>The library: <c>np</c> or <c>jnp</c>.</summary>
    public string Library => isJax ? "jnp" : "np";

    public bool IsJax => isJax;

    public static IEnumerable<string> Reserved => [.. PythonTongue.Words, "np", "jnp", "jax"];

    public static Toolbox Shelf(bool isJax) => new(isJax ? ForJax : ForNumPy, helper => "_" + helper);

    public Code Number(double value) =>
        double.IsFinite(value) ? Code.Finite(value)
        : double.IsNaN(value) ? Code.Name($"{Library}.nan")
        : value > 0 ? Code.Name($"{Library}.inf")
        : new($"-{Library}.inf", Binds.Unary);

    public Code Call(string function, params ReadOnlySpan<string> arguments) => Code.Call($"{Library}.{function}", arguments);

    public Code Helper(string helper, params ReadOnlySpan<string> arguments) => Code.Call(tools.Use(helper), arguments);

    /// <summary>An elementwise function.</summary>
    public Code Function(Op op, string[] arguments) =>
        op switch
        {
            Op.Asin or Op.Acos or Op.Atan or Op.Asinh or Op.Acosh or Op.Atanh => Call("arc" + Lower(op)[1..], arguments),
            Op.Atan2 => Call("arctan2", arguments),
            Op.Round => Call("rint", arguments),
            Op.Min => Call("minimum", arguments),
            Op.Max => Call("maximum", arguments),
            Op.Pow => Call("power", arguments),
            Op.Softplus => Call("logaddexp", "0.0", arguments[0]),
            Op.Relu => Call("maximum", arguments[0], "0.0"),
            Op.Sigmoid => isJax ? Code.Call("jax.nn.sigmoid", arguments) : Helper("sigmoid", arguments),
            Op.Erf => isJax ? Code.Call("jax.scipy.special.erf", arguments) : Helper("erf", arguments),
            Op.Lgamma => isJax ? Code.Call("jax.scipy.special.gammaln", arguments) : Helper("lgamma", arguments),
            _ => Call(Lower(op), arguments),
        };

    public Code Polygamma(int order, string x) =>
        (isJax, order) switch
        {
            (true, 0) => Code.Call("jax.scipy.special.digamma", x),
            (true, _) => Code.Call("jax.scipy.special.polygamma", About.Count(order), x),
            (false, 0) => Helper("digammas", x),
            (false, _) => Helper("polygammas", About.Count(order), x),
        };

    private static string Lower(Op op) => op.ToString().ToLowerInvariant();

    private static readonly string[] OfPython = ["sinpi", "cospi", "pow", "digamma", "cotangent", "polygamma"];

    private static IReadOnlyList<Helper> ForNumPy =>
        [
            .. PythonShelf.All.Where(h => OfPython.Contains(h.Name)),
            new("loggamma", PythonShelf.All.First(h => h.Name == "lgamma").Text.Replace("§lgamma", "§loggamma")),
            new("lgamma", "§lgamma = np.vectorize(§loggamma, otypes=[float])\n"),
            new("digammas", "§digammas = np.vectorize(§digamma, otypes=[float])\n"),
            new("polygammas", "§polygammas = np.vectorize(§polygamma, otypes=[float])\n"),
            new("erf", "§erf = np.vectorize(math.erf, otypes=[float])\n"),
            NumPySum,
            .. Shared.Select(h => h with { Text = h.Text.Replace("xp.", "np.") }),
        ];

    private static readonly Helper JaxSum = new(
        "scattersum",
        """
        def §scattersum(a, at, shape):
            found = (at >= 0) & (at < shape[0]) & (at == jnp.floor(at))
            return jnp.zeros(shape).at[jnp.where(found, at, shape[0]).astype(int)].add(a, mode="drop")

        """
    );

    private static readonly Helper NumPySum = new(
        "scattersum",
        """
        def §scattersum(a, at, shape):
            found = (at >= 0) & (at < shape[0]) & (at == np.floor(at))
            to = np.zeros(shape)
            np.add.at(to, at[found].astype(int), a[found])
            return to

        """
    );

    private static IReadOnlyList<Helper> ForJax => [JaxSum, .. Shared.Select(h => h with { Text = h.Text.Replace("xp.", "jnp.") })];

    /// <summary>Over the axes of an array behind those of its rows.</summary>
    private static readonly Helper[] Shared =
    [
        new(
            "sigmoid",
            """
            def §sigmoid(x):
                small = xp.exp(-xp.abs(x))
                return xp.where(x >= 0.0, 1.0, small) / (1.0 + small)

            """
        ),
        new(
            "norm",
            """
            def §norm(a, axis):
                scale = xp.max(xp.abs(a), axis=axis, keepdims=True)
                scale = xp.where((scale > 0.0) & xp.isfinite(scale), scale, 1.0)
                return xp.sqrt(xp.sum((a / scale) ** 2, axis=axis)) * xp.reshape(scale, xp.shape(xp.sum(a, axis=axis)))

            """
        ),
        new(
            "logsumexp",
            """
            def §logsumexp(a):
                largest = xp.max(a, axis=-1)
                shift = xp.where(xp.isfinite(largest), largest, 0.0)
                return xp.where(xp.isfinite(largest), shift + xp.log(xp.sum(xp.exp(a - shift[..., None]), axis=-1)), largest)

            """
        ),
        new(
            "softmax",
            """
            def §softmax(a):
                powers = xp.exp(a - xp.max(a, axis=-1, keepdims=True))
                return powers / xp.sum(powers, axis=-1, keepdims=True)

            """
        ),
        new(
            "gather",
            """
            def §gather(a, at):
                at = xp.asarray(at)
                found = (at >= 0) & (at < a.shape[0]) & (at == xp.floor(at))
                named = a[xp.where(found, at, 0).astype(int)]
                return xp.where(found.reshape(found.shape + (1,) * (a.ndim - 1)), named, xp.nan)

            """
        ),
        new(
            "gathers",
            """
            def §gathers(a, at):
                at = xp.broadcast_to(at, a.shape[:1])
                found = (at >= 0) & (at < a.shape[1]) & (at == xp.floor(at))
                named = a[xp.arange(a.shape[0]), xp.where(found, at, 0).astype(int)]
                return xp.where(found.reshape(found.shape + (1,) * (a.ndim - 2)), named, xp.nan)

            """
        ),
        new(
            "scatter",
            """
            def §scatter(a, at, shape):
                a, at = xp.asarray(a), xp.asarray(at)
                here = xp.arange(shape[0]) == at[..., None]
                if len(shape) == 1:
                    return xp.where(here, a[..., None], 0.0)
                return xp.where(here[..., :, None], a[..., None, :], 0.0)

            """
        ),
        new(
            "argmax",
            """
            def §argmax(a):
                return xp.where(xp.any(xp.isnan(a), axis=-1), xp.nan, 1.0 * xp.argmax(a, axis=-1))

            """
        ),
    ];
}
