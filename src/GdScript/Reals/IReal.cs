using GdScript.Graphs;

namespace GdScript.Reals;

/// <summary>A kind of number a formula can be run with instead of doubles: one that knows more than its value.</summary>
internal interface IReal<TSelf>
    where TSelf : struct, IReal<TSelf>
{
    /// <summary>The double as an exact number.</summary>
    static abstract TSelf Of(double value);

    /// <summary>An elementwise operation; polygamma takes its order as b.</summary>
    static abstract TSelf Apply(Op op, in TSelf a, in TSelf b, in TSelf c);

    /// <summary>The product of two matrices, where this kind of number has a faster way to the same bits; false where it has none.</summary>
    static virtual bool Products(ReadOnlySpan<TSelf> x, ReadOnlySpan<TSelf> y, int rows, int columns, Span<TSelf> to) => false;

    /// <summary>Which of the numbers is the largest.</summary>
    static abstract TSelf Argmax(ReadOnlySpan<TSelf> numbers);

    /// <summary>The place an index names among so many: −1 for none, null where that cannot be told.</summary>
    static abstract int? Place(in TSelf index, int places);

    /// <summary>The double next to it, for choices that change no value (what to divide by before a sum).</summary>
    double Near { get; }
}
