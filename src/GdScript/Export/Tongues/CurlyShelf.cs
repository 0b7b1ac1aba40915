namespace GdScript.Export.Tongues;

/// <summary>
/// The small functions that programs in C, C# and JavaScript bring along, written once in C's words: <c>$log</c> is the library's
/// function, <c>§log1p</c> another helper, <c>#int x</c> a whole number as an index, <c>#in a</c>, <c>#more b</c> and <c>#out to</c> are arrays, <c>#n</c> the length of the
/// first, <c>#table</c> a list of numbers. Each stands behind those it calls.
/// </summary>
internal static class CurlyShelf
{
    public static IReadOnlyList<(string Name, string Text)> All { get; } =
    [
        (
            "sign",
            """
            // -1, 0 or 1.
            static double §sign(double x) {
                return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x == 0.0 ? 0.0 : x;
            }
            """
        ),
        (
            "relu",
            """
            // x above 0, else 0.
            static double §relu(double x) {
                return x <= 0.0 ? 0.0 : x;
            }
            """
        ),
        (
            "log1p",
            """
            // log(1 + x), also for x near 0 (Kahan).
            static double §log1p(double x) {
                double u = 1.0 + x;
                if (u == 1.0)
                    return x;
                return u > 0.0 && u < 1E+300 ? $log(u) - (u - 1.0 - x) / u : $log(u);
            }
            """
        ),
        (
            "expm1",
            """
            // exp(x) - 1, also for x near 0 (Kahan).
            static double §expm1(double x) {
                double u = $exp(x);
                if (u == 1.0)
                    return x;
                return $abs(x) > 1.0 ? u - 1.0 : (u - 1.0) * x / $log(u);
            }
            """
        ),
        (
            "sigmoid",
            """
            // 1/(1 + exp(-x)); no exponential overflows.
            static double §sigmoid(double x) {
                double small = $exp(-$abs(x));
                return (x >= 0.0 ? 1.0 : small) / (1.0 + small);
            }
            """
        ),
        (
            "softplus",
            """
            // log(1 + exp(x)); no exponential overflows.
            static double §softplus(double x) {
                return (x > 0.0 ? x : x <= 0.0 ? 0.0 : x) + $log1p($exp(-$abs(x)));
            }
            """
        ),
        (
            "erf",
            """
            // The error function: its series near 0 (DLMF 7.6.2), the continued fraction of what is missing to 1 beyond (7.9.1).
            static double §erf(double x) {
                double a = $abs(x);
                if (a < 1.5) {
                    double sum = 1.0;
                    for (int n = 32; n > 0; n--)
                        sum = 1.0 + 2.0 * a * a / (2.0 * n + 1.0) * sum;
                    return 1.1283791670955126 * x * $exp(-a * a) * sum;
                }
                if (!(a < 6.0))
                    return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x;
                double rest = 0.0;
                for (int n = 150; n > 0; n--)
                    rest = 0.5 * n / (a + rest);
                double missing = 0.5641895835477563 * $exp(-a * a) / (a + rest);
                return x > 0.0 ? 1.0 - missing : missing - 1.0;
            }
            """
        ),
        (
            "sinpi",
            """
            // sin(pi x) and cos(pi x), up to the sign they have in common.
            static double §sinpi(double x) {
                return $sin(3.141592653589793 * (x - $floor(x + 0.5)));
            }
            """
        ),
        (
            "cospi",
            """
            static double §cospi(double x) {
                return $sin(3.141592653589793 * (0.5 - $abs(x - $floor(x + 0.5))));
            }
            """
        ),
        (
            "lgamma",
            """
            // log|gamma(x)|: series around 1 and 2 (DLMF 5.7.3), Stirling's beyond 10 (5.11.1), recurrence between, reflection below 0.
            static double §lgamma(double x) {
                #table zeta = 0.3224670334241132, 0.0673523010531981, 0.020580808427784546, 0.007385551028673986, 0.0028905103307415234, 0.001192753911703261, 0.0005096695247430425, 0.00022315475845357939, 9.945751278180853E-05, 4.492623673813314E-05, 2.050721277567069E-05, 9.439488275268397E-06, 4.374866789907488E-06, 2.039215753801366E-06, 9.55141213040742E-07, 4.492469198764566E-07, 2.1207184805554665E-07, 1.0043224823968099E-07, 4.7698101693639804E-08, 2.2711094608943164E-08, 1.0838659214896955E-08, 5.183475041970047E-09, 2.4836745438024785E-09, 1.1921401405860912E-09, 5.731367241678862E-10;
                if (x != x || x - x != 0.0)
                    return x * x;
                if (x > -0.5 && x < 0.5)
                    return §lgamma(1.0 + x) - $log($abs(x));
                if (x < 0.0)
                    return x == $floor(x) ? #inf : $log(3.141592653589793 / $abs(x * §sinpi(x))) - §lgamma(-x);
                if (x >= 10.0) {
                    double y = 1.0 / (x * x);
                    double rest = 0.08333333333333333 - y * (0.002777777777777778 - y * (0.0007936507936507937 - y * (0.0005952380952380953
                        - y * (0.0008417508417508417 - y * (0.0019175269175269176 - y * 0.00641025641025641)))));
                    return (x - 0.5) * ($log(x) - 1.0) + 0.41893853320467274 + rest / x;
                }
                double product = 1.0;
                while (x > 2.5) {
                    x -= 1.0;
                    product *= x;
                }
                double z = x < 1.5 ? x - 1.0 : x - 2.0;
                double sum = 0.0;
                for (int k = 24; k >= 0; k--)
                    sum = zeta[k] - z * sum;
                sum = z * (0.42278433509846713 + z * sum);
                return x < 1.5 ? sum - $log1p(z) : product == 1.0 ? sum : sum + $log(product);
            }
            """
        ),
        (
            "digamma",
            """
            // The derivative of log gamma: recurrence up to 10, the asymptotic series beyond (DLMF 5.11.2), reflection below 0.
            static double §digamma(double x) {
                if (x <= 0.0) {
                    if (x == $floor(x))
                        return #nan;
                    return §digamma(1.0 - x) - 3.141592653589793 * §cospi(x) / §sinpi(x);
                }
                double sum = 0.0;
                while (x < 10.0) {
                    sum -= 1.0 / x;
                    x += 1.0;
                }
                double y = 1.0 / (x * x);
                double rest = 0.08333333333333333 - y * (0.008333333333333333 - y * (0.003968253968253968 - y * (0.004166666666666667
                    - y * (0.007575757575757576 - y * (0.021092796092796094 - y * 0.08333333333333333)))));
                return sum + ($log(x) - 0.5 / x - y * rest);
            }
            """
        ),
        (
            "cotangent",
            """
            // Derivative number n of pi cot(pi x), without its sign: pi^(n + 1) Q(c) for c = cot(pi x), where each derivative takes Q to (1 + c^2) Q'.
            static double §cotangent(int n, double x) {
                #zeros q = 176;
                q[1] = 1.0;
                for (int order = 1; order <= n; order++)
                    for (int d = (order + 1) % 2; d <= order + 1; d += 2)
                        q[d] = (d + 1.0) * q[d + 1] + (d > 0 ? (d - 1.0) * q[d - 1] : 0.0);
                double c = §cospi(x) / §sinpi(x);
                double sum = 0.0;
                for (int d = n + 1; d >= 0; d -= 2)
                    sum = sum * c * c + q[d];
                return (n % 2 == 0 ? sum * c : sum) * $pow(3.141592653589793, n + 1.0);
            }
            """
        ),
        (
            "polygamma",
            """
            // Derivative number n of digamma, 0 < n <= 170: Hurwitz's zeta function (DLMF 25.11.28), reflection (5.15.6) below 0.
            static double §polygamma(int n, double x) {
                #table bernoulli = 0.08333333333333333, -0.001388888888888889, 3.306878306878307E-05, -8.267195767195768E-07, 2.08767569878681E-08, -5.284190138687493E-10, 1.3382536530684679E-11, -3.3896802963225827E-13, 8.586062056277845E-15, -2.174868698558062E-16, 5.5090028283602295E-18;
                double sign = n % 2 == 0 ? -1.0 : 1.0;
                if (x <= 0.0 && x == $floor(x))
                    return sign > 0.0 ? #inf : #nan;
                if (x > 0.0 && x - x != 0.0)
                    return 0.0;
                if (x < 0.0)
                    return sign * (§cotangent(n, x) - §polygamma(n, 1.0 - x));
                double factorial = 1.0;
                for (int k = 2; k <= n; k++)
                    factorial *= k;
                double s = n + 1.0;
                double sum = 0.0;
                while (x < 12.0 + s) {
                    sum += $pow(x, -s);
                    x += 1.0;
                }
                double rising = s / x;
                double rest = 0.5 + x / (s - 1.0);
                for (int j = 0; j < 11; j++) {
                    rest += bernoulli[j] * rising;
                    rising *= (s + 2.0 * j + 1.0) / x * ((s + 2.0 * j + 2.0) / x);
                }
                return sign * factorial * (sum + $pow(x, -s) * rest);
            }
            """
        ),
        (
            "sum",
            """
            // The sum of all elements.
            static double §sum(#in a) {
                double sum = 0.0;
                for (int i = 0; i < #n; i++)
                    sum += a[i];
                return sum;
            }
            """
        ),
        (
            "dot",
            """
            // The inner product.
            static double §dot(#in a, #more b) {
                double sum = 0.0;
                for (int i = 0; i < #n; i++)
                    sum += a[i] * b[i];
                return sum;
            }
            """
        ),
        (
            "largest",
            """
            // The largest element; no number when one of them is none.
            static double §largest(#in a) {
                double largest = a[0];
                for (int i = 1; i < #n; i++)
                    if (!(a[i] <= largest) && largest == largest)
                        largest = a[i];
                return largest;
            }
            """
        ),
        (
            "norm",
            """
            // The root of the sum of all squares; the elements are scaled so that no square overflows or vanishes.
            static double §norm(#in a) {
                double scale = 0.0;
                for (int i = 0; i < #n; i++)
                    if (!($abs(a[i]) <= scale) && scale == scale)
                        scale = $abs(a[i]);
                if (!(scale > 0.0) || scale - scale != 0.0)
                    return scale;
                double power = 1.0;
                while (scale * power < 1E-100)
                    power *= 1.157920892373162E+77;
                while (scale * power > 1E+100)
                    power *= 8.636168555094445E-78;
                double sum = 0.0;
                for (int i = 0; i < #n; i++)
                    sum += a[i] * power * (a[i] * power);
                return $sqrt(sum) / power;
            }
            """
        ),
        (
            "logsumexp",
            """
            // log of the sum of all exponentials, none of which overflows.
            static double §logsumexp(#in a) {
                double largest = §largest(#args a);
                if (largest - largest != 0.0)
                    return largest;
                double sum = 0.0;
                for (int i = 0; i < #n; i++)
                    sum += $exp(a[i] - largest);
                return largest + $log(sum);
            }
            """
        ),
        (
            "argmax",
            """
            // The index of the largest element, of the first one when several are.
            static double §argmax(#in a) {
                double largest = §largest(#args a);
                for (int i = 0; i < #n; i++)
                    if (a[i] == largest)
                        return i;
                return #nan;
            }
            """
        ),
        (
            "softmax",
            """
            // Exponentials divided by their sum, none of which overflows.
            static void §softmax(#in a, #out to) {
                double largest = §largest(#args a);
                double sum = 0.0;
                for (int i = 0; i < #n; i++) {
                    to[i] = $exp(a[i] - largest);
                    sum += to[i];
                }
                for (int i = 0; i < #n; i++)
                    to[i] /= sum;
            }
            """
        ),
        (
            "transpose",
            """
            // The n times m matrix of an m times n one.
            static void §transpose(#more a, int m, int n, #out to) {
                for (int i = 0; i < m; i++)
                    for (int j = 0; j < n; j++)
                        to[j * m + i] = a[i * n + j];
            }
            """
        ),
        (
            "outer",
            """
            // A row of products for each element of a.
            static void §outer(#more a, int m, #more b, int n, #out to) {
                for (int i = 0; i < m; i++)
                    for (int j = 0; j < n; j++)
                        to[i * n + j] = a[i] * b[j];
            }
            """
        ),
        (
            "element",
            """
            // The element that an index names; no number where there is none.
            static double §element(#more a, double at, int m) {
                return at >= 0.0 && at < m && at == $floor(at) ? a[#int at] : #nan;
            }
            """
        ),
        (
            "gather",
            """
            // The row that an index names; no numbers where there is none.
            static void §gather(#more a, double at, int m, int n, #out to) {
                for (int i = 0; i < n; i++)
                    to[i] = at >= 0.0 && at < m && at == $floor(at) ? a[#int at * n + i] : #nan;
            }
            """
        ),
        (
            "scatter",
            """
            // Zeros, but for the row that an index names.
            static void §scatter(#more row, double at, int m, int n, #out to) {
                for (int i = 0; i < m * n; i++)
                    to[i] = 0.0;
                if (at >= 0.0 && at < m && at == $floor(at))
                    for (int i = 0; i < n; i++)
                        to[#int at * n + i] = row[i];
            }
            """
        ),
        (
            "addto",
            """
            // Adds to the element that an index names.
            static void §addto(double value, double at, int m, #out to) {
                if (at >= 0.0 && at < m && at == $floor(at))
                    to[#int at] += value;
            }
            """
        ),
        (
            "addrow",
            """
            // Adds to the row that an index names.
            static void §addrow(#more row, double at, int m, int n, #out to) {
                if (at >= 0.0 && at < m && at == $floor(at))
                    for (int i = 0; i < n; i++)
                        to[#int at * n + i] += row[i];
            }
            """
        ),
        (
            "matmul",
            """
            // The m times n product of an m times k matrix and a k times n one.
            static void §matmul(#more a, #more b, int m, int k, int n, #out to) {
                for (int i = 0; i < m; i++)
                    for (int j = 0; j < n; j++) {
                        double sum = 0.0;
                        for (int l = 0; l < k; l++)
                            sum += a[i * k + l] * b[l * n + j];
                        to[i * n + j] = sum;
                    }
            }
            """
        ),
    ];
}
