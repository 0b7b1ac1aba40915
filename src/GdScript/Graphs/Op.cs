namespace GdScript.Graphs;

/// <summary>
/// Every operation a formula can hold. Each room switches over all of them, so a new one makes the build name
/// every table that must learn it.
/// </summary>
public enum Op : byte
{
    // Leaves: their numbers (A, B, C) are immediates.
    /// <summary>A constant; A indexes the formula's constants.</summary>
    Const,
    Pi,
    E,

    /// <summary>A parameter; A indexes the formula's parameters.</summary>
    Param,

    /// <summary>A data column; A indexes the formula's columns. One number, or one array, for every row of a table.</summary>
    Column,

    /// <summary>Zeros with a single one: at [A] of a vector, at [A,B] of a matrix.</summary>
    OneHot,

    // Arithmetic, element by element; a scalar goes with every element.
    Neg,
    Add,
    Sub,
    Mul,
    Div,
    Pow,

    // Smooth functions of one argument, element by element.
    Exp,
    Expm1,
    Log,
    Log1p,
    Log2,
    Log10,
    Sqrt,
    Cbrt,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Asinh,
    Acosh,
    Atanh,
    Sigmoid,
    Softplus,
    Erf,
    Lgamma,

    /// <summary>The polygamma function of order B (an immediate): digamma for 0, trigamma for 1.</summary>
    Polygamma,

    /// <summary>1 − erf, without loss far out.</summary>
    Erfc,

    /// <summary>The gamma function.</summary>
    Gamma,

    /// <summary>A Bessel or Airy function; B (an immediate) says which one and of which order, see <see cref="Graphs.Bessel"/>.</summary>
    Bessel,

    // Functions with kinks or jumps, element by element.
    Abs,
    Sign,
    Relu,
    Floor,
    Ceil,
    Round,

    // Functions of two arguments, element by element.
    Atan2,
    Hypot,
    Min,
    Max,

    // Truth: 1 is true, 0 is false, anything but 0 counts as true.
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,
    And,
    Or,
    Not,

    /// <summary>B where A is true, C elsewhere. Only the chosen side matters to the value and to the slope.</summary>
    Where,

    /// <summary>A·B + C rounded once (IEEE 754 fusedMultiplyAdd), element by element.</summary>
    Fma,

    // Arrays.
    /// <summary>An array written out element by element; A is an offset into the formula's lists, the shape says how many.</summary>
    Array,

    /// <summary>One element: of vector A at [B]; of matrix A at [B,C]; row B of matrix A when C is -1.</summary>
    At,

    /// <summary>
    /// What an index that is worked out names: element B of vector A, row B of matrix A. Indexes count from 0; NaN where B is
    /// no whole number or there is no such place.
    /// </summary>
    Gather,

    /// <summary>
    /// Zeros of the node's shape but at place B, where A stands: a number into a vector, a vector into the rows of a matrix. All
    /// zeros where there is no such place. What reaches an array by <see cref="Gather"/> goes back to it by this.
    /// </summary>
    Scatter,

    /// <summary>An array of the node's shape filled with the scalar A.</summary>
    Fill,
    Sum,
    Mean,
    Dot,

    /// <summary>The Euclidean norm of a vector, the Frobenius norm of a matrix.</summary>
    Norm,

    /// <summary>matrix·vector, vector·matrix or matrix·matrix.</summary>
    MatMul,
    Outer,
    Transpose,
    Softmax,
    LogSumExp,

    /// <summary>The index of the largest element; the first one when several are.</summary>
    Argmax,

    // Reductions: one value from all rows of a table; A is worked out for every row, B is the number of the table.
    RowSum,

    /// <summary>The sum over the rows divided by their number.</summary>
    RowMean,
    RowMax,
    RowMin,
}
