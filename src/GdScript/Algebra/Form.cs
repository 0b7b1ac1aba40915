using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>The five sorts of normal form.</summary>
internal enum Kind : byte
{
    /// <summary>A finite number; A is its place among the numbers.</summary>
    Constant,

    /// <summary>An operation the algebra does not look into; A, B, C as in <see cref="Node"/>, naming forms.</summary>
    Atom,

    /// <summary>Bases to exponents; A is the first factor, Count says how many.</summary>
    Product,

    /// <summary>Numbers times forms; A is the first term, Count says how many.</summary>
    Sum,

    /// <summary>The number A times the form B, which is neither a constant nor scaled.</summary>
    Scaled,
}

/// <summary>What is known of a form's value wherever it has one.</summary>
[Flags]
internal enum Mark : byte
{
    None = 0,

    /// <summary>Made of names, numbers and whole powers only: stands before functions in a product.</summary>
    Plain = 1,

    /// <summary>Holds a constant that is not finite, or 1/0: nothing around it may be folded away.</summary>
    Broken = 2,
    NotNegative = 4,
    Positive = 8,

    /// <summary>Only 0 or 1.</summary>
    Truth = 16,

    /// <summary>Only whole numbers.</summary>
    Whole = 32,
}

/// <summary>A normal form: equal forms have equal numbers, so like terms are found by comparing numbers.</summary>
internal readonly record struct Form(
    Kind Kind,
    Op Op,
    Shape Shape,
    int A = -1,
    int B = -1,
    int C = -1,
    int Count = 0,
    Mark Mark = Mark.None
)
{
    public bool Is(Mark mark) => (Mark & mark) != 0;
}

/// <summary>A number times a form: one summand.</summary>
internal readonly record struct Term(Number Coefficient, int Form);

/// <summary>A form to the power of a form: one factor.</summary>
internal readonly record struct Factor(int Base, int Exponent);
