namespace GdScript.Symbolics;

/// <summary>What an expression is at its top; the numbers are those of MathNet.</summary>
public enum SymbolicExpressionType
{
    RationalNumber = 1,

    /// <summary>π or e.</summary>
    RealNumber = 2,
    Variable = 4,
    Sum = 5,
    Product = 6,
    Power = 7,
    Function = 9,
    PositiveInfinity = 11,
    NegativeInfinity = 12,
    Undefined = 13,
}
