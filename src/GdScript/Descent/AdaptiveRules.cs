using GdScript.Kernels;

namespace GdScript.Descent;

/// <summary>Rules that give every parameter its own step from the squares of its slopes. η is the rate, g the gradient, t counts from 1.</summary>
public static partial class Rules
{
    /// <summary>
    /// s += g²; x −= η/(1 + (t−1)·lr_decay)·g/(√s + ε) (Duchi et al. 2011, as PyTorch). optax begins s at 0.1 and has ε = 1e-7
    /// inside the root.
    /// </summary>
    internal static Rule Adagrad(Arguments a)
    {
        var (slow, eps, begin, inside) = (a.Number("lr_decay"), a.Number("eps"), a.Number("init"), a.IsOptax);
        var rule = new Rule(
            "adagrad",
            (in Step s, Span<double> move, Span<double> sum) =>
            {
                var rate = s.Rate / (1 + (s.T - 1) * slow);
                s.Report?.Rate = rate;
                if (inside)
                    Elements.Turn(new AdagradInsideTurn(rate, eps), s, move, sum);
                else
                    Elements.Turn(new AdagradTurn(rate, eps), s, move, sum);
            }
        )
        {
            Slots = 1,
            Init = (_, sum) => sum.Fill(begin),
        };
        return Chain([.. Decayed(a.Number("weight_decay")), rule]);
    }

    /// <summary>s = ρs + (1−ρ)g²; d = √(D+ε)/√(s+ε)·g; D = ρD + (1−ρ)d²; x −= η·d (Zeiler 2012).</summary>
    internal static Rule Adadelta(Arguments a)
    {
        var (rho, eps) = (a.Number("rho"), a.Number("eps"));
        var rule = new Rule(
            "adadelta",
            (in Step s, Span<double> move, Span<double> memory) => Elements.Turn(new AdadeltaTurn(s.Rate, rho, eps), s, move, memory)
        )
        {
            Slots = 2,
        };
        return Chain([.. Decayed(a.Number("weight_decay")), rule]);
    }

    /// <summary>
    /// s = αs + (1−α)g²; x −= η·g/(√s + ε); centered: √(s − m²) with m = αm + (1−α)g; momentum: b = μb + g/den, x −= η·b
    /// (Tieleman, Hinton 2012, as PyTorch). optax has α = 0.9, ε inside the root, and the rate before the momentum.
    /// </summary>
    internal static Rule RmsProp(Arguments a)
    {
        var (alpha, eps, centered, inside) = (a.Number("alpha"), a.Number("eps"), a.Switch("centered"), a.IsOptax);
        var momentum = a.Rate("momentum");
        var heavy = momentum != 0.0;
        var rule = new Rule(
            "rmsprop",
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                var mu = heavy ? momentum.At(s.T - 1) : double.NaN;
                Elements.Turn(new RmsPropTurn(s.Rate, alpha, eps, mu, centered, inside), s, move, memory);
            }
        )
        {
            Slots = 3,
        };
        return Chain([.. Decayed(a.Number("weight_decay")), rule]);
    }

    /// <summary>
    /// Steps of their own length, from the signs alone: times η₊ where the sign stays, times η₋ where it turns (and no
    /// move there), between step_min and step_max; x −= sign(g)·step (Riedmiller, Braun 1993). The rate is the first step.
    /// </summary>
    internal static Rule Rprop(Arguments a)
    {
        var (less, more) = (a.Number("eta_minus"), a.Number("eta_plus"));
        var (least, most) = (a.Number("step_min"), a.Number("step_max"));
        return new Rule(
            "rprop",
            (in Step s, Span<double> move, Span<double> memory) =>
            {
                var n = move.Length;
                var before = memory[..n];
                var length = memory[n..];
                for (var i = 0; i < n; i++)
                {
                    if (s.T == 1)
                        length[i] = s.Rate;
                    var turn = move[i] * before[i];
                    length[i] = Math.Min(
                        most,
                        Math.Max(
                            least,
                            length[i]
                                * (
                                    turn > 0 ? more
                                    : turn < 0 ? less
                                    : 1
                                )
                        )
                    );
                    before[i] = turn < 0 ? 0 : move[i];
                    move[i] =
                        before[i] > 0 ? -length[i]
                        : before[i] < 0 ? length[i]
                        : before[i];
                }
            }
        )
        {
            Slots = 2,
        };
    }

    /// <summary>
    /// x *= 1 − λη; x −= η·g with η = lr/(1 + λ·lr·(t−1))^α, and beside it the mean of x from step t0 on (Polyak, Juditsky
    /// 1992, as PyTorch's ASGD).
    /// </summary>
    internal static Rule Asgd(Arguments a)
    {
        var (lambda, alpha, t0) = (a.Number("lambd"), a.Number("alpha"), a.Number("t0"));
        var rule = new Rule(
            "asgd",
            (in Step s, Span<double> move, Span<double> mean) =>
            {
                var rate = s.T == 1 ? s.Rate : s.Rate / Elementary.Pow(1 + lambda * s.Rate * (s.T - 1), alpha);
                var share = s.T == 1 ? 1 : 1 / Math.Max(1, s.T - 1 - t0);
                s.Report?.Rate = rate;
                for (var i = 0; i < move.Length; i++)
                {
                    move[i] = -rate * (move[i] + lambda * s.X[i]);
                    var next = s.After(i, move[i]);
                    mean[i] = share == 1 ? next : mean[i] + share * (next - mean[i]);
                }
            }
        )
        {
            Slots = 1,
            Init = (start, mean) => start.CopyTo(mean),
            Mean = (memory, mean) => memory.TryCopyTo(mean),
        };
        return Chain([.. Decayed(a.Number("weight_decay")), rule]);
    }
}
