using GdScript.Graphs;

namespace GdScript.Symbolics;

/// <summary>
/// Sines and cosines of sums taken apart, and products of them put together (Cohen, Computer Algebra and Symbolic Computation:
/// Mathematical Methods, 2003, section 5.2).
/// </summary>
internal static class Trigonometry
{
    /// <summary>A sum of more terms, or a multiple or power above it, stays as it is: the answer would have that many terms or more.</summary>
    private const int Most = 32;

    private static readonly SymbolicExpression Half = SymbolicExpression.IntegerFraction(1, 2);

    /// <summary>The sine or cosine of a sum by those of its terms; null where nothing is to be taken apart.</summary>
    public static SymbolicExpression? Expanded(Op op, SymbolicExpression angle)
    {
        SymbolicExpression[] terms = [.. angle.MultipliedOut().Summands()];
        if (terms.Length > Most)
            return null;
        var (sine, cosine) = (SymbolicExpression.Zero, SymbolicExpression.One);
        foreach (var (s, c) in terms.Select(OfMultiple))
            (sine, cosine) = (sine * c + cosine * s, cosine * c - sine * s);
        return op == Op.Sin ? sine : cosine;
    }

    /// <summary>sin(k·r) and cos(k·r) by de Moivre's formula: the parts of (cos r + i·sin r)^k.</summary>
    private static (SymbolicExpression Sine, SymbolicExpression Cosine) OfMultiple(SymbolicExpression term)
    {
        var (k, rest) = (1, SymbolicExpression.One);
        foreach (var factor in term.Factors())
            if (factor.Formula.Top.Op == Op.Const && factor.RationalNumberValue.IsInt(out var whole) && Math.Abs((long)whole * k) <= Most)
                k *= whole;
            else
                rest *= factor;
        if (rest.Formula.Parameters.IsEmpty || k is 0 or 1)
            return (term.Sin(), term.Cos());
        var (s, c, choose) = (rest.Sin(), rest.Cos(), 1L);
        SymbolicExpression[] parts = [SymbolicExpression.Zero, SymbolicExpression.Zero];
        for (var (j, n) = (0, Math.Abs(k)); j <= n; choose = choose * (n - j) / (j + 1), j++)
            parts[j % 2] += (j / 2 % 2 == 0 ? choose : -choose) * Power(c, n - j) * Power(s, j);
        return (k < 0 ? -parts[1] : parts[1], parts[0]);
    }

    private static SymbolicExpression Power(SymbolicExpression x, int k) => k == 0 ? SymbolicExpression.One : x.Pow(k);

    /// <summary>Products and whole powers of sines and cosines as sums of them: sin(x)·cos(x) is sin(2x)/2.</summary>
    public static SymbolicExpression Contracted(SymbolicExpression expression)
    {
        SymbolicExpression[] terms = [.. expression.MultipliedOut().Summands()];
        SymbolicExpression?[] put = [.. terms.Select(OfTerm)];
        return put.All(p => p is null) ? expression : SymbolicExpression.Sum(terms.Select((term, i) => put[i] ?? term)).Expand();
    }

    /// <summary>One product; null where it has no two waves.</summary>
    private static SymbolicExpression? OfTerm(SymbolicExpression term)
    {
        var (rest, waves) = (SymbolicExpression.One, new List<(bool IsSine, SymbolicExpression Angle)>());
        foreach (var factor in term.Factors())
            if (Wave(factor) is not var (wave, power) || waves.Count + power > Most)
                rest *= factor;
            else
                waves.AddRange(Enumerable.Repeat((wave.Formula.Top.Op == Op.Sin, wave.Operand(0)), power));
        if (waves.Count < 2)
            return null;
        var sum = new Waves();
        sum.Add(false, SymbolicExpression.Zero, SymbolicExpression.One);
        foreach (var (isSine, angle) in waves)
            sum = sum.Times(isSine, angle);
        return rest * sum.Total;
    }

    private static (SymbolicExpression Wave, int Power)? Wave(SymbolicExpression factor)
    {
        var top = factor.Formula.Top;
        if (top.Op is Op.Sin or Op.Cos)
            return (factor, 1);
        return
            top.Op == Op.Pow
            && factor.Operand(0) is { Formula.Top.Op: Op.Sin or Op.Cos } wave
            && factor.Operand(1) is { Formula.Top.Op: Op.Const } exponent
            && exponent.RationalNumberValue.IsInt(out var k)
            && k > 0
            ? (wave, k)
            : null;
    }

    /// <summary>A sum of sines and cosines with their weights; an angle and its opposite are one.</summary>
    private sealed class Waves
    {
        private readonly Dictionary<(bool IsSine, SymbolicExpression Angle), SymbolicExpression> weights = [];

        public SymbolicExpression Total =>
            SymbolicExpression.Sum(weights.Select(w => w.Value * (w.Key.IsSine ? w.Key.Angle.Sin() : w.Key.Angle.Cos())));

        public void Add(bool isSine, SymbolicExpression angle, SymbolicExpression weight)
        {
            angle = angle.Expand();
            if (weights.ContainsKey((isSine, (-angle).Expand())))
                (angle, weight) = ((-angle).Expand(), isSine ? -weight : weight);
            weights[(isSine, angle)] = weights.TryGetValue((isSine, angle), out var known) ? known + weight : weight;
        }

        /// <summary>All of them times one more, by the formulas for products.</summary>
        public Waves Times(bool isSine, SymbolicExpression angle)
        {
            var product = new Waves();
            foreach (var ((sine, a), weight) in weights)
            {
                var half = weight * Half;
                product.Add(sine != isSine, a + angle, sine && isSine ? -half : half);
                product.Add(sine != isSine, a - angle, !sine && isSine ? -half : half);
            }
            return product;
        }
    }
}
