namespace GdScript.Descent;

/// <summary>Links with one memory of the way so far: momentum, weight decay, clipping, and what comes of sgd.</summary>
public static partial class Rules
{
    /// <summary>
    /// v = μ·v + (1 − dampening)·g, from v = g at the first step; the move is v, with <paramref name="nesterov"/> g + μ·v
    /// (PyTorch's SGD; Sutskever et al. 2013).
    /// </summary>
    /// <param name="keep">μ, a number or a schedule.</param>
    /// <param name="dampening">How much of the gradient is left out.</param>
    /// <param name="nesterov">True to look ahead.</param>
    public static Rule Heavy(Schedule keep, double dampening = 0, bool nesterov = false) =>
        new(
            "heavy",
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                var mu = keep.At(s.T - 1);
                var take = s.T == 1 ? 1 : 1 - dampening;
                Elements.Turn(new HeavyTurn(mu, take, nesterov), s, move, memory);
            }
        )
        {
            Slots = 1,
            // Dampened altogether it coasts: after the first step no gradient has a say.
            Inertia = keep.Fixed is { } mu && dampening < 1 ? new Inertia(mu, dampening, nesterov, 0) : null,
        };

    /// <summary>The gradient of λ/2·‖x‖² added: g + λ·x.</summary>
    public static Rule Decay(double lambda) =>
        new(
            $"decay({Digits.Of(lambda)})",
            (in Step s, Span<double> move, Span<double> memory) => Elements.Turn(new DecayTurn(lambda), s, move, memory)
        )
        {
            Inertia = new Inertia(0, 0, false, lambda),
        };

    /// <summary>A move longer than <paramref name="max"/> at that length. PyTorch divides by ‖g‖ + 1e-6, optax by ‖g‖.</summary>
    public static Rule Clip(double max, bool optax = false) =>
        new(
            $"clip({Digits.Of(max)}{(optax ? ", compat=optax" : "")})",
            (in Step _, Span<double> move, Span<double> _) =>
            {
                var length = Norms.Two(move);
                var factor = max / (optax ? length : length + 1e-6);
                if (factor < 1)
                    Times(move, factor);
            }
        );

    /// <summary>Every number of the move between −<paramref name="max"/> and <paramref name="max"/>.</summary>
    public static Rule ClipValue(double max) =>
        new(
            $"clip_value({Digits.Of(max)})",
            (in Step s, Span<double> move, Span<double> memory) => Elements.Turn(new ClipTurn(max), s, move, memory)
        );

    /// <summary>lr = min(max, (f − target)/‖g‖²), where f is the loss (Polyak 1987): the step that would reach the target on a line.</summary>
    private static Rule Polyak(double target) =>
        new(
            "polyak",
            (in Step s, Span<double> move, Span<double> _) =>
            {
                var length = Norms.Two(s.Gradient);
                var rate = length == 0 ? 0 : Math.Max(0, Math.Min(s.Rate, (s.Value - target) / length / length));
                s.Report?.Rate = rate;
                Times(move, -rate);
            }
        );

    /// <summary>sgd, momentum and nesterov are one row of the table with other defaults.</summary>
    internal static Rule Sgd(Arguments a)
    {
        var (decay, momentum, nesterov) = (a.Number("weight_decay"), a.Rate("momentum"), a.Switch("nesterov"));
        if (nesterov && (momentum == 0.0 || a.Number("dampening") != 0))
            throw new MethodMistake("nesterov", "nesterov needs a momentum and no dampening");
        return Chain([.. Decayed(decay), .. momentum == 0.0 ? (Rule[])[] : [Heavy(momentum, a.Number("dampening"), nesterov)], Downhill()]);
    }

    /// <summary>gd is the lesson's: normalised on request, and of the length a search finds on request.</summary>
    internal static Rule Gd(Arguments a) =>
        a.Search("search").Text != "fixed" ? Steepest(a.Search("search"))
        : a.Switch("normalize") ? Chain(Normalize(), Downhill())
        : Downhill();

    internal static Rule Polyak(Arguments a) => Chain([.. Decayed(a.Number("weight_decay")), Polyak(a.Number("target"))]);

    private static Rule[] Decayed(double lambda) => lambda == 0 ? [] : [Decay(lambda)];
}
