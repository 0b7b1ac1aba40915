using GdScript.Graphs;

namespace GdScript.Reals;

/// <summary>
/// A Taylor series to third order with intervals for coefficients: f(t) = C0 + C1 t + C2 t² + C3 t³, each coefficient true for
/// every expansion point the arguments stand for (interval Taylor arithmetic: Moore 1979, chapter 3). The rules are written
/// anew, so that what is proven with them does not rest on the table of slopes it judges.
/// </summary>
internal readonly record struct Jet(Interval C0, Interval C1, Interval C2, Interval C3) : IReal<Jet>
{
    private static readonly Interval Zero = Interval.Of(0);

    public static Jet Of(double value) => Of(Interval.Of(value));

    public static Jet Of(Interval value) => new(value, Zero, Zero, Zero);

    /// <summary>The variable itself.</summary>
    public static Jet Variable(Interval value) => new(value, Interval.Of(1), Zero, Zero);

    public static Jet Apply(Op op, in Jet a, in Jet b, in Jet c) => JetOps.Apply(op, a, b, c);

    public static Jet Argmax(ReadOnlySpan<Jet> numbers)
    {
        var values = new Interval[numbers.Length];
        for (var k = 0; k < values.Length; k++)
            values[k] = numbers[k].C0;
        var at = Interval.Argmax(values);
        return at.IsPoint ? Of(at) : Bent(at);
    }

    public static int? Place(in Jet index, int places) => index.IsConstant ? Interval.Place(index.C0, places) : null;

    public double Near => C0.Near;

    public bool IsConstant => IntervalOps.IsZero(C1) && IntervalOps.IsZero(C2) && IntervalOps.IsZero(C3);

    /// <summary>A value of which no slope is known.</summary>
    public static Jet Bent(Interval value) => new(value, Interval.Unknown, Interval.Unknown, Interval.Unknown);

    public static Jet operator -(Jet a) => new(-a.C0, -a.C1, -a.C2, -a.C3);

    public static Jet operator +(Jet a, Jet b) => new(a.C0 + b.C0, a.C1 + b.C1, a.C2 + b.C2, a.C3 + b.C3);

    public static Jet operator -(Jet a, Jet b) => a + -b;

    public static Jet operator *(Jet a, Jet b) =>
        new(
            a.C0 * b.C0,
            a.C0 * b.C1 + a.C1 * b.C0,
            a.C0 * b.C2 + a.C1 * b.C1 + a.C2 * b.C0,
            a.C0 * b.C3 + a.C1 * b.C2 + a.C2 * b.C1 + a.C3 * b.C0
        );

    public static Jet operator /(Jet a, Jet b)
    {
        var c0 = a.C0 / b.C0;
        var c1 = (a.C1 - c0 * b.C1) / b.C0;
        var c2 = (a.C2 - c0 * b.C2 - c1 * b.C1) / b.C0;
        return new(c0, c1, c2, (a.C3 - c0 * b.C3 - c1 * b.C2 - c2 * b.C1) / b.C0);
    }

    /// <summary>The derivative: a series of one order less, whose last coefficient is not known.</summary>
    public Jet Derivative => new(C1, C2 * Interval.Of(2), C3 * Interval.Of(3), Interval.Unknown);

    /// <summary>The series with that value and that derivative.</summary>
    public static Jet Integral(Interval value, Jet derivative) =>
        new(value, derivative.C0, derivative.C1 / Interval.Of(2), derivative.C2 / Interval.Of(3));
}
