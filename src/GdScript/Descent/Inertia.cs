namespace GdScript.Descent;

/// <summary>
/// What a method adds to the gradient where it is gradient descent otherwise: v = μ·v + (1 − τ)·(g + λx), and a step along
/// v, or with nesterov along g + λx + μ·v. Along an axis of curvature κ such a walk is a linear recursion of two steps,
/// e″ = A·e′ − B·e with a = rate·(κ + λ): A = 1 + μ − (1 − τ)a and B = μ; with nesterov A = 1 + μ − a(1 + μ(1 − τ)) and B = μ(1 − a).
/// It does not grow where |B| ≤ 1 and |A| ≤ 1 + B (Jury's conditions), which bounds the rate.
/// </summary>
/// <param name="Momentum">μ, a fixed one.</param>
/// <param name="Dampening">τ.</param>
/// <param name="Nesterov">True to look ahead.</param>
/// <param name="Decay">λ, weight decay that is part of the gradient.</param>
public readonly record struct Inertia(double Momentum, double Dampening, bool Nesterov, double Decay)
{
    public static Inertia None => default;

    /// <summary>The largest rate that does not grow along an axis of this positive curvature.</summary>
    public double Limit(double curvature)
    {
        var (mu, take, bend) = (Momentum, 1 - Dampening, curvature + Decay);
        return 2 * (1 + mu) / ((Nesterov ? 1 + mu + mu * take : take) * bend);
    }

    /// <summary>By what an error along an axis of this curvature is multiplied in each step, in the long run.</summary>
    public double Factor(double rate, double curvature)
    {
        var (a, b) = Recursion(rate, curvature);
        var inside = a * a - 4 * b;
        return inside < 0 ? Math.Sqrt(b) : (Math.Abs(a) + Math.Sqrt(inside)) / 2;
    }

    /// <summary>1 − <see cref="Factor"/>, of full accuracy also where the rate is tiny.</summary>
    public double Nearer(double rate, double curvature)
    {
        var (a, b) = Recursion(rate, curvature);
        var inside = a * a - 4 * b;
        if (inside < 0 || a <= 0)
            return 1 - Factor(rate, curvature);
        var (large, bend) = ((a + Math.Sqrt(inside)) / 2, rate * (curvature + Decay));
        var gap = bend * (Nesterov ? 1 + Momentum * (1 - Dampening) - Momentum : 1 - Dampening); // 1 − A + B
        return Math.Min(gap / (1 - b / large), 1 - 1e-16);
    }

    /// <summary>A and B of e″ = A·e′ − B·e.</summary>
    private (double A, double B) Recursion(double rate, double curvature)
    {
        var (mu, take, bend) = (Momentum, 1 - Dampening, rate * (curvature + Decay));
        return Nesterov ? (1 + mu - bend * (1 + mu * take), mu * (1 - bend)) : (1 + mu - take * bend, mu);
    }

    /// <summary>This and then another link; null where the two together are no such recursion.</summary>
    internal static Inertia? Joined(Inertia? first, Inertia? then) =>
        (first, then) switch
        {
            ({ } a, { } b) when b == None => a,
            ({ } a, { } b) when a.OnlyDecays => b with { Decay = a.Decay + b.Decay },
            _ => null,
        };

    private bool OnlyDecays => this == None with { Decay = Decay };
}
