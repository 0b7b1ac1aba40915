namespace GdScript.Symbolics;

/// <summary>Arithmetic on polynomials given by their coefficients, from power 0 upward; the last one is not 0.</summary>
internal static class Polynomials
{
    public static SymbolicExpression Of(SymbolicExpression variable, IReadOnlyList<SymbolicExpression> coefficients) =>
        SymbolicExpression.Sum(
            coefficients.Select(
                (c, k) =>
                    k == 0 ? c
                    : k == 1 ? c * variable
                    : c * variable.Pow(k)
            )
        );

    /// <summary>Without the zeros at its end.</summary>
    public static SymbolicExpression[] Trimmed(ReadOnlySpan<SymbolicExpression> coefficients)
    {
        while (coefficients.Length > 0 && coefficients[^1] == SymbolicExpression.Zero)
            coefficients = coefficients[..^1];
        return coefficients.ToArray();
    }

    /// <summary>Long division (Knuth, The Art of Computer Programming 2, 4.6.1, algorithm D); the divisor has a coefficient.</summary>
    public static (SymbolicExpression[] Quotient, SymbolicExpression[] Remainder) Divided(SymbolicExpression[] u, SymbolicExpression[] v)
    {
        var rest = u.ToArray();
        var quotient = new SymbolicExpression[Math.Max(0, u.Length - v.Length + 1)];
        for (var k = quotient.Length - 1; k >= 0; k--)
        {
            quotient[k] = Tidy(rest[k + v.Length - 1] / v[^1]);
            for (var j = 0; j < v.Length - 1; j++)
                rest[k + j] = Tidy(rest[k + j] - quotient[k] * v[j]);
        }
        return (quotient, Trimmed(rest.AsSpan(0, Math.Min(rest.Length, v.Length - 1))));
    }

    /// <summary>Euclid's algorithm over the field of the coefficients, made monic.</summary>
    public static SymbolicExpression[] Gcd(SymbolicExpression[] u, SymbolicExpression[] v)
    {
        while (v.Length > 0)
            (u, v) = (v, Divided(u, v).Remainder);
        return u.Length == 0 ? u : [.. u.Select(c => Tidy(c / u[^1]))];
    }

    /// <summary>A coefficient over one bar and multiplied out, so that one which is 0 is seen to be.</summary>
    private static SymbolicExpression Tidy(SymbolicExpression c)
    {
        if (c.Formula.Parameters.IsEmpty)
            return c;
        var fraction = c.RationalExpand();
        return fraction.Denominator() == SymbolicExpression.One ? fraction.Expand() : fraction;
    }
}
