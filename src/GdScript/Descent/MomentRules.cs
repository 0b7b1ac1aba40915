using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>
/// Adam and its kin: a mean m of the slopes and a mean v of their squares, corrected for having begun at 0. η is the rate,
/// g the gradient, t counts from 1; β₁ may be a schedule.
/// </summary>
public static partial class Rules
{
    /// <summary>What the kin have in common.</summary>
    private readonly record struct Moments(Schedule Beta1, double Beta2, double Eps)
    {
        public static Moments Of(Arguments a) => new(a.Rate("beta1"), a.Number("beta2"), a.Number("eps"));

        /// <summary>β₁ at this step, and 1 − βᵗ for both.</summary>
        public (double B1, double C1, double C2) At(in Step s)
        {
            var b1 = Beta1.At(s.T - 1);
            return (b1, Powers.Rest(s.Powers, b1, s.T), Powers.Rest(s.Powers, Beta2, s.T));
        }
    }

    /// <summary>
    /// m = β₁m + (1−β₁)g; v = β₂v + (1−β₂)g²; x −= η/(1−β₁ᵗ)·m/(√v/√(1−β₂ᵗ) + ε) (Kingma, Ba 2015). amsgrad takes the
    /// largest v so far (Reddi et al. 2018): PyTorch of v as it is, optax of the corrected v.
    /// </summary>
    internal static Rule Adam(Arguments a) => Chain([.. Decayed(a.Number("weight_decay")), AdamStep(a, 0)]);

    /// <summary>x *= 1 − ηλ, then Adam with the gradient alone (Loshchilov, Hutter 2019).</summary>
    internal static Rule AdamW(Arguments a) => AdamStep(a, a.Number("weight_decay"));

    private static Rule AdamStep(Arguments a, double decay)
    {
        var (moments, ams, optax) = (Moments.Of(a), a.Switch("amsgrad"), a.IsOptax);
        return new Rule(
            "adam",
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                var (b1, c1, c2) = moments.At(s);
                var (means, eps, size, shrink) = (new MeansOf(b1, moments.Beta2), moments.Eps, s.Rate / c1, s.Rate * decay);
                if (ams)
                    Elements.Turn(new AmsTurn(means, eps, size, c2, shrink, optax), s, move, memory);
                else
                    Elements.Turn(new AdamTurn(means, eps, size, new(Math.Sqrt(c2)), shrink), s, move, memory);
            }
        )
        {
            Slots = ams ? 3 : 2,
        };
    }

    /// <summary>
    /// Adam that looks ahead (Dozat 2016): μₜ = β₁(1 − ½·0.96^(tψ)), and m̂ from μₜg and μₜ₊₁m with their products as
    /// corrections; optax has no ψ: m̂ = β₁m/(1−β₁ᵗ⁺¹) + (1−β₁)g/(1−β₁ᵗ).
    /// </summary>
    internal static Rule NAdam(Arguments a)
    {
        var (moments, psi, optax) = (Moments.Of(a), a.Number("momentum_decay"), a.IsOptax);
        var rule = new Rule(
            "nadam",
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                var n = move.Length;
                var (b1, c1, c2) = moments.At(s);
                var (now, next) = optax ? (1 - b1, b1) : (Mu(b1, psi, s.T), Mu(b1, psi, s.T + 1));
                ref var product = ref memory[2 * n];
                if (!optax)
                    product *= now;
                var ahead = optax ? now / c1 : (1 - now) / (1 - product);
                var behind = optax ? next / (1 - Elementary.Pow(b1, s.T + 1)) : next / (1 - product * next);
                var means = new MeansOf(b1, moments.Beta2);
                Elements.Turn(new NAdamTurn(means, moments.Eps, s.Rate, ahead, behind, c2), s, move, memory);
            }
        )
        {
            Slots = 2,
            Scalars = 1,
            Init = (start, memory) => memory[2 * start.Length] = 1,
        };
        return Chain([.. Decayed(a.Number("weight_decay")), rule]);
    }

    private static double Mu(double beta, double psi, long t) => beta * (1 - 0.5 * Elementary.Pow(0.96, t * psi));

    /// <summary>
    /// Adam that waits with the division until the variance of v is known (Liu et al. 2020): ρ = ρ∞ − 2tβ₂ᵗ/(1−β₂ᵗ), and
    /// while ρ ≤ 5 (optax: &lt; 5) x −= η·m̂, afterwards times the correction r over √v̂ + ε.
    /// </summary>
    internal static Rule RAdam(Arguments a)
    {
        var (moments, optax) = (Moments.Of(a), a.IsOptax);
        var most = 2 / (1 - moments.Beta2) - 1;
        var rule = new Rule(
            "radam",
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                var (b1, c1, c2) = moments.At(s);
                var rho = most - 2 * s.T * (1 - c2) / c2;
                var known = optax ? rho >= 5 : rho > 5;
                var r = known ? Math.Sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho)) : double.NaN;
                var means = new MeansOf(b1, moments.Beta2);
                Elements.Turn(new RAdamTurn(means, moments.Eps, s.Rate, c1, c2, r, optax), s, move, memory);
            }
        )
        {
            Slots = 2,
        };
        return Chain([.. Decayed(a.Number("weight_decay")), rule]);
    }

    /// <summary>u = max(β₂u, |g| + ε); x −= η/(1−β₁ᵗ)·m/u (Kingma, Ba 2015, §7).</summary>
    internal static Rule Adamax(Arguments a)
    {
        var moments = Moments.Of(a);
        var rule = new Rule(
            "adamax",
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                var (b1, c1, _) = moments.At(s);
                var means = new MeansOf(b1, moments.Beta2);
                Elements.Turn(new AdamaxTurn(means, moments.Beta2, moments.Eps, s.Rate / c1), s, move, memory);
            }
        )
        {
            Slots = 2,
        };
        return Chain([.. Decayed(a.Number("weight_decay")), rule]);
    }

    /// <summary>x −= η(sign((1−β₁)g + β₁m) + λx); m = β₂m + (1−β₂)g (Chen et al. 2023).</summary>
    internal static Rule Lion(Arguments a)
    {
        var (first, b2, decay) = (a.Rate("beta1"), a.Number("beta2"), a.Number("weight_decay"));
        return new Rule(
            "lion",
            (in Step s, Span<double> move, Span<double> memory) =>
                Elements.Turn(new LionTurn(s.Rate, first.At(s.T - 1), b2, decay), s, move, memory)
        )
        {
            Slots = 1,
        };
    }
}
