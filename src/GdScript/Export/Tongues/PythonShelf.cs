namespace GdScript.Export.Tongues;

/// <summary>
/// The small functions that Python programs bring along: the library's raise where others give an infinity or no number at all, and
/// both sides of a choice may be worked out.
/// </summary>
internal static class PythonShelf
{
    public static IReadOnlyList<Helper> All { get; } =
    [
        .. Guarded("exp", "expm1", "cosh").Select(f => Trying(f, "OverflowError", "math.inf")),
        Trying("sinh", "OverflowError", "math.copysign(math.inf, x)"),
        .. Guarded("sin", "cos", "tan").Select(f => Testing(f, "math.isfinite(x)", "math.nan")),
        .. Guarded("asin", "acos").Select(f => Testing(f, "-1.0 <= x <= 1.0", "math.nan")),
        .. Guarded("log", "log2", "log10").Select(f => Testing(f, "x > 0.0", "-math.inf if x == 0.0 else math.nan")),
        Testing("log1p", "x > -1.0", "-math.inf if x == -1.0 else math.nan"),
        Testing("sqrt", "x >= 0.0", "math.nan"),
        Testing("acosh", "x >= 1.0", "math.nan"),
        Testing("atanh", "-1.0 < x < 1.0", "math.copysign(math.inf, x) if abs(x) == 1.0 else math.nan"),
        Trying("lgamma", "(OverflowError, ValueError)", "math.inf"),
        new("floor", "def §floor(x):\n    return float(math.floor(x)) if math.isfinite(x) else x\n"),
        new("ceil", "def §ceil(x):\n    return float(math.ceil(x)) if math.isfinite(x) else x\n"),
        new("round", "def §round(x):\n    return float(round(x)) if math.isfinite(x) else x\n"),
        new(
            "div",
            """
            def §div(a, b):
                if b == 0.0:
                    return math.nan if a == 0.0 or a != a else math.copysign(math.inf, a) * math.copysign(1.0, b)
                return a / b

            """
        ),
        new(
            "pow",
            """
            def §pow(x, y):
                try:
                    return math.pow(x, y)
                except OverflowError:
                    return -math.inf if x < 0.0 and y % 2.0 == 1.0 else math.inf
                except ValueError:
                    if x != 0.0:
                        return math.nan
                    return math.copysign(math.inf, x) if y % 2.0 == 1.0 else math.inf

            """
        ),
        new(
            "cbrt",
            """
            def §cbrt(x):
                if x == 0.0 or not math.isfinite(x):
                    return x
                root = abs(x) ** (1.0 / 3.0)
                return math.copysign(root - (root - abs(x) / (root * root)) / 3.0, x)

            """
        ),
        new("sign", "def §sign(x):\n    return 1.0 if x > 0.0 else -1.0 if x < 0.0 else 0.0 if x == 0.0 else x\n"),
        new("relu", "def §relu(x):\n    return 0.0 if x <= 0.0 else x\n"),
        new("min", "def §min(a, b):\n    return a if a < b or a != a else b\n"),
        new("max", "def §max(a, b):\n    return a if a > b or a != a else b\n"),
        new(
            "sigmoid",
            """
            def §sigmoid(x):
                small = math.exp(-abs(x))
                return (1.0 if x >= 0.0 else small) / (1.0 + small)

            """
        ),
        new(
            "softplus",
            """
            def §softplus(x):
                return (x if x > 0.0 else 0.0 if x <= 0.0 else x) + math.log1p(math.exp(-abs(x)))

            """
        ),
        new("sinpi", "def §sinpi(x):\n    return math.sin(math.pi * (x - math.floor(x + 0.5)))\n"),
        new("cospi", "def §cospi(x):\n    return math.sin(math.pi * (0.5 - abs(x - math.floor(x + 0.5))))\n"),
        new(
            "digamma",
            """
            def §digamma(x):
                if not math.isfinite(x):
                    return x if x > 0.0 else math.nan
                if x <= 0.0:
                    if x == math.floor(x):
                        return math.nan
                    return §digamma(1.0 - x) - math.pi * §cospi(x) / §sinpi(x)
                total = 0.0
                while x < 10.0:
                    total -= 1.0 / x
                    x += 1.0
                y = 1.0 / (x * x)
                rest = 0.0
                for term in (0.08333333333333333, -0.021092796092796094, 0.007575757575757576, -0.004166666666666667,
                             0.003968253968253968, -0.008333333333333333, 0.08333333333333333):
                    rest = rest * y + term
                return total + (math.log(x) - 0.5 / x - y * rest)

            """
        ),
        new(
            "cotangent",
            """
            def §cotangent(n, x):
                q = [0.0] * (n + 3)
                q[1] = 1.0
                for order in range(1, n + 1):
                    for d in range((order + 1) % 2, order + 2, 2):
                        q[d] = (d + 1.0) * q[d + 1] + ((d - 1.0) * q[d - 1] if d > 0 else 0.0)
                c = §cospi(x) / §sinpi(x)
                total = 0.0
                for d in range(n + 1, -1, -2):
                    total = total * c * c + q[d]
                return (total * c if n % 2 == 0 else total) * math.pi ** (n + 1)

            """
        ),
        new(
            "polygamma",
            """
            def §polygamma(n, x):
                sign = -1.0 if n % 2 == 0 else 1.0
                if x == math.inf or x != x:
                    return 0.0 * sign if x > 0.0 else x
                if x == -math.inf or (x <= 0.0 and x == math.floor(x)):
                    return math.inf if sign > 0.0 else math.nan
                if x < 0.0:
                    return sign * (§cotangent(n, x) - §polygamma(n, 1.0 - x))
                s = n + 1.0
                total = 0.0
                while x < 12.0 + s:
                    total += §pow(x, -s)
                    x += 1.0
                rising = s / x
                rest = 0.5 + x / (s - 1.0)
                for j, term in enumerate((0.08333333333333333, -0.001388888888888889, 3.306878306878307E-05, -8.267195767195768E-07,
                                          2.08767569878681E-08, -5.284190138687493E-10, 1.3382536530684679E-11, -3.3896802963225827E-13,
                                          8.586062056277845E-15, -2.174868698558062E-16, 5.5090028283602295E-18)):
                    rest += term * rising
                    rising *= (s + 2.0 * j + 1.0) / x * ((s + 2.0 * j + 2.0) / x)
                return sign * math.factorial(n) * (total + §pow(x, -s) * rest)

            """
        ),
        new("dot", "def §dot(a, b):\n    return sum(x * y for x, y in zip(a, b))\n"),
        new("largest", "def §largest(a):\n    return next((x for x in a if x != x), max(a))\n"),
        new("norm", "def §norm(a):\n    return math.nan if any(x != x for x in a) else math.hypot(*a)\n"),
        new(
            "logsumexp",
            """
            def §logsumexp(a):
                largest = §largest(a)
                if not math.isfinite(largest):
                    return largest
                return largest + math.log(sum(math.exp(x - largest) for x in a))

            """
        ),
        new(
            "softmax",
            """
            def §softmax(a):
                largest = §largest(a)
                powers = [math.exp(x - largest) if math.isfinite(largest) else math.nan for x in a]
                total = sum(powers)
                return [x / total for x in powers]

            """
        ),
        new(
            "argmax",
            "def §argmax(a):\n    largest = §largest(a)\n    return float(list(a).index(largest)) if largest == largest else math.nan\n"
        ),
        new("transpose", "def §transpose(a, m, n):\n    return [a[i * n + j] for j in range(n) for i in range(m)]\n"),
        new("element", "def §element(a, at, m):\n    return a[int(at)] if 0.0 <= at < m and at == math.floor(at) else math.nan\n"),
        new(
            "gather",
            """
            def §gather(a, at, m, n):
                return a[int(at) * n:int(at) * n + n] if 0.0 <= at < m and at == math.floor(at) else [math.nan] * n

            """
        ),
        new(
            "scatter",
            """
            def §scatter(row, at, m, n):
                to = [0.0] * (m * n)
                if 0.0 <= at < m and at == math.floor(at):
                    to[int(at) * n:int(at) * n + n] = row
                return to

            """
        ),
        new(
            "addto",
            """
            def §addto(value, at, m, to):
                if 0.0 <= at < m and at == math.floor(at):
                    to[int(at)] += value

            """
        ),
        new(
            "addrow",
            """
            def §addrow(row, at, m, n, to):
                if 0.0 <= at < m and at == math.floor(at):
                    for i in range(n):
                        to[int(at) * n + i] += row[i]

            """
        ),
        new("outer", "def §outer(a, b):\n    return [x * y for x in a for y in b]\n"),
        new(
            "matmul",
            """
            def §matmul(a, b, m, k, n):
                return [sum(a[i * k + l] * b[l * n + j] for l in range(k)) for i in range(m) for j in range(n)]

            """
        ),
    ];

    private static string[] Guarded(params string[] names) => names;

    private static Helper Trying(string function, string error, string otherwise) =>
        new(
            function,
            $"def §{function}(x):\n    try:\n        return math.{function}(x)\n    except {error}:\n        return {otherwise}\n"
        );

    private static Helper Testing(string function, string fits, string otherwise) =>
        new(function, $"def §{function}(x):\n    return math.{function}(x) if {fits} else {otherwise}\n");
}
