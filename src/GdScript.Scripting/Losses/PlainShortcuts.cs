using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Scripting.Losses;

/// <summary>The commonest kinds of loss, called without reflection.</summary>
internal static class PlainShortcuts
{
    public delegate double OfSpan(ReadOnlySpan<double> x);

    public delegate double OfOwnSpan(Span<double> x);

    private static readonly Type[] Known =
    [
        typeof(Func<double, double>),
        typeof(Func<double, double, double>),
        typeof(Func<double, double, double, double>),
        typeof(Func<double, double, double, double, double>),
        typeof(Func<double[], double>),
        typeof(Func<double[,], double>),
        typeof(OfSpan),
        typeof(OfOwnSpan),
    ];

    /// <summary>The same loss as one of the known kinds, when it is of one; else itself.</summary>
    public static Delegate Of(Delegate plain)
    {
        if (plain.GetInvocationList().Length > 1)
            return plain;
        foreach (var kind in Known)
            if (Delegate.CreateDelegate(kind, plain.Target, plain.Method, throwOnBindFailure: false) is { } same)
                return same;
        return plain;
    }

    public static bool TakesOneSpan(Delegate plain) => Of(plain) is OfSpan or OfOwnSpan;

    /// <summary>The loss at a point, when it is of a known kind.</summary>
    public static bool TryCall(Delegate plain, ImmutableArray<Parameter> parameters, ReadOnlySpan<double> x, out double value)
    {
        double? called = plain switch
        {
            Func<double, double> f => f(x[0]),
            Func<double, double, double> f => f(x[0], x[1]),
            Func<double, double, double, double> f => f(x[0], x[1], x[2]),
            Func<double, double, double, double, double> f => f(x[0], x[1], x[2], x[3]),
            Func<double[], double> f => f(x.ToArray()),
            Func<double[,], double> f => f(Matrix(x, parameters[0].Shape)),
            OfSpan f => f(x),
            OfOwnSpan f => f(x.ToArray()),
            _ => null,
        };
        value = called ?? 0;
        return called is not null;
    }

    public static double[,] Matrix(ReadOnlySpan<double> numbers, Shape shape)
    {
        var matrix = new double[shape.Rows, shape.Columns];
        for (var i = 0; i < numbers.Length; i++)
            matrix[i / shape.Columns, i % shape.Columns] = numbers[i];
        return matrix;
    }
}
