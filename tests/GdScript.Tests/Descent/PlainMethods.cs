namespace GdScript.Tests.Descent;

/// <summary>The step from x with gradient g at step t (from 1) and loss f: in place.</summary>
internal delegate void PlainStep(double[] x, double[] g, int t, double f);

/// <summary>
/// The equations of the methods written down once more, as plainly as can be and sharing nothing with the rules: one
/// number at a time, states in arrays of their own.
/// </summary>
internal static class PlainMethods
{
    /// <summary>Method texts (with {0} for the rate) and what they should do.</summary>
    public static readonly (string Text, Func<int, double, PlainStep> For)[] All =
    [
        ("gd(lr={0})", (_, lr) => Each((x, g, i, t) => x[i] -= lr * g[i])),
        (
            "gd(lr={0}, normalize=true)",
            (_, lr) =>
                (x, g, _, _) =>
                {
                    var norm = Math.Sqrt(g.Sum(v => v * v));
                    for (var i = 0; i < x.Length; i++)
                        x[i] -= lr * g[i] / norm;
                }
        ),
        ("clip(1) | gd(lr={0})", (_, lr) => Clipped(lr, 1e-6)),
        ("clip(1, compat=optax) | gd(lr={0})", (_, lr) => Clipped(lr, 0)),
        ("clip_value(0.5) | gd(lr={0})", (_, lr) => Each((x, g, i, t) => x[i] -= lr * Math.Clamp(g[i], -0.5, 0.5))),
        ("decay(0.1) | gd(lr={0})", (_, lr) => Each((x, g, i, t) => x[i] -= lr * (g[i] + 0.1 * x[i]))),
        ("sgd(lr={0}, momentum=0.9, dampening=0.2, weight_decay=0.1)", (n, lr) => Heavy(n, lr, 0.9, 0.2, 0.1, false)),
        ("momentum(lr={0})", (n, lr) => Heavy(n, lr, 0.9, 0, 0, false)),
        ("nesterov(lr={0})", (n, lr) => Heavy(n, lr, 0.9, 0, 0, true)),
        ("adagrad(lr={0}, lr_decay=0.01)", (n, lr) => Adagrad(n, t => lr / (1 + (t - 1) * 0.01), 0, (s, g) => g / (Math.Sqrt(s) + 1e-10))),
        ("adagrad(lr={0}, compat=optax)", (n, lr) => Adagrad(n, _ => lr, 0.1, (s, g) => g / Math.Sqrt(s + 1e-7))),
        ("adadelta(lr={0})", Adadelta),
        ("rmsprop(lr={0})", (n, lr) => RmsProp(n, lr, 0.99, 0, false, false)),
        ("rmsprop(lr={0}, centered=true)", (n, lr) => RmsProp(n, lr, 0.99, 0, true, false)),
        ("rmsprop(lr={0}, momentum=0.5)", (n, lr) => RmsProp(n, lr, 0.99, 0.5, false, false)),
        ("rmsprop(lr={0}, compat=optax)", (n, lr) => RmsProp(n, lr, 0.9, 0, false, true)),
        ("rmsprop(lr={0}, momentum=0.5, centered=true, compat=optax)", (n, lr) => RmsProp(n, lr, 0.9, 0.5, true, true)),
        ("adam(lr={0})", (n, lr) => Adam(n, lr, 0, false, false)),
        ("adam(lr={0}, compat=optax)", (n, lr) => Adam(n, lr, 0, false, false)),
        ("adam(lr={0}, amsgrad=true)", (n, lr) => Adam(n, lr, 0, true, false)),
        ("adam(lr={0}, amsgrad=true, compat=optax)", (n, lr) => Adam(n, lr, 0, true, true)),
        ("amsgrad(lr={0})", (n, lr) => Adam(n, lr, 0, true, false)),
        ("amsgrad(lr={0}, compat=optax)", (n, lr) => Adam(n, lr, 0, true, true)),
        ("adamw(lr={0})", (n, lr) => Adam(n, lr, 0.01, false, false)),
        ("adamw(lr={0}, compat=optax)", (n, lr) => Adam(n, lr, 1e-4, false, false)),
        ("nadam(lr={0})", NAdam),
        ("nadam(lr={0}, compat=optax)", NAdamOptax),
        ("radam(lr={0})", (n, lr) => RAdam(n, lr, false)),
        ("radam(lr={0}, compat=optax)", (n, lr) => RAdam(n, lr, true)),
        ("adamax(lr={0})", Adamax),
        ("rprop(lr={0})", Rprop),
        ("lion(lr={0})", Lion),
        ("asgd(lr={0}, lambd=0.01)", (_, lr) => Each((x, g, i, t) => Asgd(x, g, i, t, lr))),
        (
            "polyak(lr={0})",
            (_, lr) =>
                (x, g, _, f) =>
                {
                    var eta = Math.Min(lr, f / g.Sum(v => v * v));
                    for (var i = 0; i < x.Length; i++)
                        x[i] -= eta * g[i];
                }
        ),
    ];

    private static PlainStep Each(Action<double[], double[], int, int> one) =>
        (x, g, t, _) =>
        {
            for (var i = 0; i < x.Length; i++)
                one(x, g, i, t);
        };

    private static PlainStep Clipped(double lr, double eps) =>
        (x, g, _, _) =>
        {
            var coefficient = Math.Min(1, 1 / (Math.Sqrt(g.Sum(v => v * v)) + eps));
            for (var i = 0; i < x.Length; i++)
                x[i] -= lr * coefficient * g[i];
        };

    private static PlainStep Heavy(int n, double lr, double mu, double damp, double lambda, bool nesterov)
    {
        var v = new double[n];
        return Each(
            (x, g, i, t) =>
            {
                var d = g[i] + lambda * x[i];
                v[i] = t == 1 ? d : mu * v[i] + (1 - damp) * d;
                x[i] -= lr * (nesterov ? d + mu * v[i] : v[i]);
            }
        );
    }

    private static PlainStep Adagrad(int n, Func<int, double> lr, double begin, Func<double, double, double> scaled)
    {
        var s = Enumerable.Repeat(begin, n).ToArray();
        return Each(
            (x, g, i, t) =>
            {
                s[i] += g[i] * g[i];
                x[i] -= s[i] == 0 ? 0 : lr(t) * scaled(s[i], g[i]);
            }
        );
    }

    private static PlainStep Adadelta(int n, double lr)
    {
        var (s, d) = (new double[n], new double[n]);
        return Each(
            (x, g, i, t) =>
            {
                s[i] = 0.9 * s[i] + 0.1 * g[i] * g[i];
                var delta = Math.Sqrt(d[i] + 1e-6) / Math.Sqrt(s[i] + 1e-6) * g[i];
                d[i] = 0.9 * d[i] + 0.1 * delta * delta;
                x[i] -= lr * delta;
            }
        );
    }

    private static PlainStep RmsProp(int n, double lr, double a, double mu, bool centered, bool optax)
    {
        var (s, m, b) = (new double[n], new double[n], new double[n]);
        return Each(
            (x, g, i, t) =>
            {
                s[i] = a * s[i] + (1 - a) * g[i] * g[i];
                m[i] = a * m[i] + (1 - a) * g[i];
                var v = centered ? s[i] - m[i] * m[i] : s[i];
                var d = g[i] / (optax ? Math.Sqrt(v + 1e-8) : Math.Sqrt(v) + 1e-8);
                b[i] = mu * b[i] + d; // with a constant rate it is the same whether the rate comes before or after
                x[i] -= lr * b[i];
            }
        );
    }

    private static PlainStep Adam(int n, double lr, double lambda, bool ams, bool optax)
    {
        var (m, v, most) = (new double[n], new double[n], new double[n]);
        return Each(
            (x, g, i, t) =>
            {
                x[i] *= 1 - lr * lambda;
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                var (c1, c2) = (1 - Math.Pow(0.9, t), 1 - Math.Pow(0.999, t));
                most[i] = Math.Max(most[i], optax ? v[i] / c2 : v[i]);
                var hat =
                    !ams ? v[i] / c2
                    : optax ? most[i]
                    : most[i] / c2;
                x[i] -= lr * (m[i] / c1) / (Math.Sqrt(hat) + 1e-8);
            }
        );
    }

    private static PlainStep NAdam(int n, double lr)
    {
        var (m, v, product) = (new double[n], new double[n], 1.0);
        double Mu(int t) => 0.9 * (1 - 0.5 * Math.Pow(0.96, t * 4e-3));
        return (x, g, t, _) =>
        {
            product *= Mu(t);
            for (var i = 0; i < n; i++)
            {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                var ahead = (1 - Mu(t)) / (1 - product) * g[i] + Mu(t + 1) / (1 - product * Mu(t + 1)) * m[i];
                x[i] -= lr * ahead / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
            }
        };
    }

    private static PlainStep NAdamOptax(int n, double lr)
    {
        var (m, v) = (new double[n], new double[n]);
        return Each(
            (x, g, i, t) =>
            {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                var hat = 0.9 * m[i] / (1 - Math.Pow(0.9, t + 1)) + 0.1 * g[i] / (1 - Math.Pow(0.9, t));
                x[i] -= lr * hat / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
            }
        );
    }

    private static PlainStep RAdam(int n, double lr, bool optax)
    {
        var (m, v) = (new double[n], new double[n]);
        return Each(
            (x, g, i, t) =>
            {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                var (c1, c2) = (1 - Math.Pow(0.9, t), 1 - Math.Pow(0.999, t));
                var most = 2 / (1 - 0.999) - 1;
                var rho = most - 2 * t * Math.Pow(0.999, t) / c2;
                var r = Math.Sqrt((rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho));
                x[i] -=
                    rho <= 5 ? lr * m[i] / c1
                    : optax ? lr * m[i] / c1 * r / (Math.Sqrt(v[i] / c2) + 1e-8)
                    : lr * m[i] / c1 * r * Math.Sqrt(c2) / (Math.Sqrt(v[i]) + 1e-8);
            }
        );
    }

    private static PlainStep Adamax(int n, double lr)
    {
        var (m, u) = (new double[n], new double[n]);
        return Each(
            (x, g, i, t) =>
            {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                u[i] = Math.Max(0.999 * u[i], Math.Abs(g[i]) + 1e-8);
                x[i] -= lr / (1 - Math.Pow(0.9, t)) * m[i] / u[i];
            }
        );
    }

    private static PlainStep Rprop(int n, double lr)
    {
        var (before, length) = (new double[n], Enumerable.Repeat(lr, n).ToArray());
        return Each(
            (x, g, i, t) =>
            {
                var slope = g[i];
                if (slope * before[i] > 0)
                    length[i] = Math.Min(50, length[i] * 1.2);
                else if (slope * before[i] < 0)
                    (length[i], slope) = (Math.Max(1e-6, length[i] * 0.5), 0);
                x[i] -= Math.Sign(slope) * length[i];
                before[i] = slope;
            }
        );
    }

    private static PlainStep Lion(int n, double lr)
    {
        var m = new double[n];
        return Each(
            (x, g, i, t) =>
            {
                x[i] -= lr * (Math.Sign(0.1 * g[i] + 0.9 * m[i]) + 1e-3 * x[i]);
                m[i] = 0.99 * m[i] + 0.01 * g[i];
            }
        );
    }

    private static void Asgd(double[] x, double[] g, int i, int t, double lr)
    {
        var eta = lr / Math.Pow(1 + 0.01 * lr * (t - 1), 0.75);
        x[i] = x[i] * (1 - 0.01 * eta) - eta * g[i];
    }
}
