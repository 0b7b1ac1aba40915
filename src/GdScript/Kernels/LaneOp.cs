namespace GdScript.Kernels;

/// <summary>What a fused loop does to the rows side by side in a register; more than <see cref="ILane{T}"/> only at the ends.</summary>
internal enum LaneOp : byte
{
    // Leaves.
    /// <summary>A number, the bits of which are in Bits.</summary>
    Number,

    /// <summary>An argument of a recorded formula; its place is in Bits.</summary>
    Argument,

    /// <summary>A number that all rows share, at place Bits of the workspace.</summary>
    Same,

    /// <summary>The rows' numbers of a column, by its place in the loop.</summary>
    Column,

    /// <summary>What an earlier part of the loop left in slot Bits.</summary>
    Slot,

    /// <summary>What an earlier loop kept at place Bits.</summary>
    Kept,

    // Arithmetic, each rounded once.
    Add,
    Sub,
    Mul,
    Div,
    Neg,
    Sqrt,
    Abs,
    CopySign,

    /// <summary>The smaller of A and B as Math.Min has it: NaN where either is, −0 below +0.</summary>
    Min,
    Max,

    // The steps of elementary functions, as in ILane.
    Round,
    PowerOfTwo,

    /// <summary>A * B + C, rounded once.</summary>
    Fma,

    /// <summary>C - A * B, rounded once.</summary>
    FmaTurned,

    /// <summary>A * B - C, rounded once.</summary>
    FmaLess,

    /// <summary>A * 2^B, rounded once.</summary>
    Scale,

    /// <summary>−B where the bit of A is set that Bits names; A is an integer plus <see cref="LaneBits.Magic"/>.</summary>
    FlipIfBit,

    /// <summary>The exponent k of m 2^k as an integer's bits; Bits moves the least m onto an exponent boundary.</summary>
    Exponent,

    /// <summary>m of A = m 2^k, with the bits of k in B.</summary>
    Mantissa,

    /// <summary>The integer whose bits A holds, as a double.</summary>
    Whole,

    /// <summary>m of A = m 2^k from 3/4 to 3/2, where the processor has an instruction for it.</summary>
    Significand,

    /// <summary>The exponent of A's leading bit, where the processor has an instruction for it.</summary>
    Power,

    /// <summary>A where B is positive and finite, else what a logarithm of B says, where the processor has an instruction for it.</summary>
    Logged,
    IfLess,

    /// <summary>A &lt; B ? A : B.</summary>
    Least,

    /// <summary>A &gt; B ? A : B.</summary>
    Most,
    IfEqual,

    /// <summary>B where the bit of A is set that Bits names, else C; A is an integer plus <see cref="LaneBits.Magic"/>.</summary>
    IfBit,
    IfNegative,

    // Rounding to integers over the whole range.
    Floor,
    Ceil,
    Even,

    // Ends: nothing reads them.
    /// <summary>A goes to slot Bits.</summary>
    Store,

    /// <summary>A is kept at place Bits for a later loop.</summary>
    Keep,

    /// <summary>A is the answer number Bits of the rows.</summary>
    Give,

    /// <summary>A is added to the sixteen running sums at Bits.</summary>
    Sum,

    /// <summary>A * B is added to them, rounded once.</summary>
    Product,

    /// <summary>The sixteen running maxima at Bits take A in.</summary>
    Largest,

    /// <summary>The sixteen running minima at Bits take A in.</summary>
    Smallest,

    /// <summary>Where |A| is greater than the number in Bits, the rows are done again number by number.</summary>
    Watch,
}

/// <summary>One step over rows side by side; arguments are numbers of steps before it.</summary>
internal readonly record struct LaneNode(LaneOp Op, int A = -1, int B = -1, int C = -1, int D = -1, long Bits = 0)
{
    public double Value => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>How many of A, B, C, D there are.</summary>
    public int Count =>
        A < 0 ? 0
        : B < 0 ? 1
        : C < 0 ? 2
        : D < 0 ? 3
        : 4;

    public int Argument(int k) =>
        k switch
        {
            0 => A,
            1 => B,
            2 => C,
            _ => D,
        };
}
