using System.Globalization;

namespace GdScript.Benchmarks.Peers;

/// <summary>
/// ADBench's network with long short-term memory: two layers of 14 units read 101 characters, one after the other, and say which
/// one comes next. Here it is a scan over time; the C goes forward with a tape and back again, by hand.
/// </summary>
internal static class Memory
{
    private const int Layers = 2;
    private const int Units = 14;
    private const int Steps = 100;

    private static int Character(int t) => (int)(Units * 0.4999 * (1 + RowWorks.Noise(t + 5_000)));

    public static Work Work =>
        new(
            "LSTM, 2 layers of 14, 100 characters",
            Loss,
            [.. Enumerable.Range(0, Units * (10 * Layers + 3)).Select(i => 0.6 * RowWorks.Noise(i + 99))]
        )
        {
            C = Hand,
            Torch = Torch,
        };

    private static string Loss =>
        $"""
            param W[{4 * Layers},{Units}], B[{4 * Layers},{Units}], e[3,{Units}], s[{2 * Layers},{Units}]
            text = [{Characters}]
            mean(scan(h0 = s[0], c0 = s[1], h1 = s[2], c1 = s[3], t = 0, {Steps - 1},
                x = onehot(text[t], {Units}).*e[0],
                c0 = c0.*sigmoid(x.*W[0] + B[0]) + sigmoid(h0.*W[1] + B[1]).*tanh(h0.*W[3] + B[3]),
                h0 = sigmoid(x.*W[2] + B[2]).*tanh(c0),
                c1 = c1.*sigmoid(h0.*W[4] + B[4]) + sigmoid(h1.*W[5] + B[5]).*tanh(h1.*W[7] + B[7]),
                h1 = sigmoid(h0.*W[6] + B[6]).*tanh(c1),
                y = h1.*e[1] + e[2],
                logsumexp(y) - y[text[t + 1]]))/{Units}
            """;

    private static string Characters =>
        string.Join(", ", Enumerable.Range(0, Steps + 1).Select(t => Character(t).ToString(CultureInfo.InvariantCulture)));

    private static string Hand =>
        $$"""
            #include <math.h>
            #include <string.h>
            #define L {{Layers}}
            #define U {{Units}}
            #define T {{Steps}}
            static const int characters[] = { {{Characters}} };
            static double sigmoid(double z) { return 1 / (1 + exp(-z)); }
            double work(const double *p, double *g, const double *const *columns, long rows)
            {
                static double in[T][L][U], h[T][L][U], c[T][L][U], f[T][L][U], k[T][L][U], o[T][L][U], a[T][L][U], m[T][L][U], out[T][U], q[T][U];
                const double *W = p, *B = p + 4 * L * U, *e = B + 4 * L * U, *s = e + 3 * U;
                double *gW = g, *gB = g + 4 * L * U, *ge = gB + 4 * L * U, *gs = ge + 3 * U, hs[L][U], cs[L][U], dh[L][U] = {0}, dc[L][U] = {0}, loss = 0;
                memset(g, 0, sizeof(double) * U * (10 * L + 3));
                for (int l = 0; l < L; l++) for (int u = 0; u < U; u++) { hs[l][u] = s[2 * l * U + u]; cs[l][u] = s[(2 * l + 1) * U + u]; }
                for (int t = 0; t < T; t++) {
                    double x[U] = {0}, top, sum = 0;
                    x[characters[t]] = e[characters[t]];
                    for (int l = 0; l < L; l++) {
                        const double *w = W + 4 * l * U, *b = B + 4 * l * U;
                        for (int u = 0; u < U; u++) {
                            in[t][l][u] = x[u]; h[t][l][u] = hs[l][u]; c[t][l][u] = cs[l][u];
                            f[t][l][u] = sigmoid(x[u] * w[u] + b[u]);
                            k[t][l][u] = sigmoid(hs[l][u] * w[U + u] + b[U + u]);
                            o[t][l][u] = sigmoid(x[u] * w[2 * U + u] + b[2 * U + u]);
                            a[t][l][u] = tanh(hs[l][u] * w[3 * U + u] + b[3 * U + u]);
                            cs[l][u] = cs[l][u] * f[t][l][u] + k[t][l][u] * a[t][l][u];
                            m[t][l][u] = tanh(cs[l][u]);
                            x[u] = hs[l][u] = o[t][l][u] * m[t][l][u];
                        }
                    }
                    for (int u = 0; u < U; u++) { out[t][u] = x[u]; q[t][u] = x[u] * e[U + u] + e[2 * U + u]; }
                    top = q[t][0];
                    for (int u = 1; u < U; u++) if (q[t][u] > top) top = q[t][u];
                    loss += top - q[t][characters[t + 1]];
                    for (int u = 0; u < U; u++) sum += q[t][u] = exp(q[t][u] - top);
                    loss += log(sum);
                    for (int u = 0; u < U; u++) q[t][u] = (q[t][u] / sum - (u == characters[t + 1])) / (U * T);
                }
                for (int t = T - 1; t >= 0; t--) {
                    double dx[U];
                    for (int u = 0; u < U; u++) { ge[U + u] += q[t][u] * out[t][u]; ge[2 * U + u] += q[t][u]; dx[u] = q[t][u] * e[U + u]; }
                    for (int l = L - 1; l >= 0; l--) {
                        const double *w = W + 4 * l * U;
                        double *v = gW + 4 * l * U, *b = gB + 4 * l * U;
                        for (int u = 0; u < U; u++) {
                            double d = dx[u] + dh[l][u], F = f[t][l][u], K = k[t][l][u], O = o[t][l][u], A = a[t][l][u], M = m[t][l][u];
                            double dO = d * M * O * (1 - O), D = d * O * (1 - M * M) + dc[l][u];
                            double dF = D * c[t][l][u] * F * (1 - F), dK = D * A * K * (1 - K), dA = D * K * (1 - A * A);
                            v[u] += dF * in[t][l][u]; b[u] += dF;
                            v[U + u] += dK * h[t][l][u]; b[U + u] += dK;
                            v[2 * U + u] += dO * in[t][l][u]; b[2 * U + u] += dO;
                            v[3 * U + u] += dA * h[t][l][u]; b[3 * U + u] += dA;
                            dx[u] = dF * w[u] + dO * w[2 * U + u];
                            dh[l][u] = dK * w[U + u] + dA * w[3 * U + u];
                            dc[l][u] = D * F;
                        }
                    }
                    ge[characters[t]] += dx[characters[t]];
                }
                for (int l = 0; l < L; l++) for (int u = 0; u < U; u++) { gs[2 * l * U + u] = dh[l][u]; gs[(2 * l + 1) * U + u] = dc[l][u]; }
                return loss / (U * T);
            }
            """;

    private static string Torch =>
        $$"""
            def loss(x, data):
                if not data: data.append(torch.tensor([{{Characters}}]))
                text = data[0]
                W, B, e, s = torch.split(x, [{{4 * Layers * Units}}, {{4 * Layers * Units}}, {{3 * Units}}, {{2 * Layers * Units}}])
                W, B, e, s = W.reshape(-1, {{Units}}), B.reshape(-1, {{Units}}), e.reshape(3, -1), list(s.reshape(-1, {{Units}}))
                seen = torch.nn.functional.one_hot(text, {{Units}}).double()
                outs = []
                for t in range({{Steps}}):
                    v = seen[t]*e[0]
                    for l in range({{Layers}}):
                        h, c = s[2*l], s[2*l + 1]
                        c = c*torch.sigmoid(v*W[4*l] + B[4*l]) + torch.sigmoid(h*W[4*l + 1] + B[4*l + 1])*torch.tanh(h*W[4*l + 3] + B[4*l + 3])
                        v = torch.sigmoid(v*W[4*l + 2] + B[4*l + 2])*torch.tanh(c)
                        s[2*l], s[2*l + 1] = v, c
                    outs.append(v*e[1] + e[2])
                return torch.nn.functional.cross_entropy(torch.stack(outs), text[1:])/{{Units}}
            """;
}
