namespace GdScript.Graphs;

/// <summary>How an operation treats shapes, and so which rules of calculus it follows.</summary>
public enum Family
{
    /// <summary>No arguments.</summary>
    Leaf,

    /// <summary>Works on each element by itself; a scalar argument goes with every element.</summary>
    Elementwise,

    /// <summary>Looks at a whole array at once.</summary>
    Structural,

    /// <summary>Looks at all rows of a table at once.</summary>
    Rows,
}

/// <summary>The facts about each operation that several rooms read.</summary>
public static class Ops
{
    /// <summary>How many of A, B, C name argument nodes. <see cref="Op.Array"/> has its own list and counts 0 here.</summary>
    public static int Arity(this Op op) =>
        op switch
        {
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot or Op.Array => 0,
            Op.Neg or Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Sqrt or Op.Cbrt => 1,
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan => 1,
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => 1,
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Lgamma or Op.Polygamma or Op.Erfc or Op.Gamma or Op.Bessel => 1,
            Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round or Op.Not => 1,
            Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Norm or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => 1,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => 1,
            Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow or Op.Atan2 or Op.Hypot or Op.Min or Op.Max => 2,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or => 2,
            Op.Dot or Op.MatMul or Op.Outer or Op.Gather or Op.Scatter => 2,
            Op.Where or Op.Fma => 3,
        };

    public static Family Family(this Op op) =>
        op switch
        {
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => Graphs.Family.Leaf,
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => Graphs.Family.Structural,
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp or Op.Argmax => Graphs.Family.Structural,
            Op.Gather or Op.Scatter => Graphs.Family.Structural,
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => Graphs.Family.Rows,
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow => Graphs.Family.Elementwise,
            Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Sqrt or Op.Cbrt => Graphs.Family.Elementwise,
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan => Graphs.Family.Elementwise,
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => Graphs.Family.Elementwise,
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Lgamma or Op.Polygamma => Graphs.Family.Elementwise,
            Op.Erfc or Op.Gamma or Op.Bessel => Graphs.Family.Elementwise,
            Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round => Graphs.Family.Elementwise,
            Op.Atan2 or Op.Hypot or Op.Min or Op.Max or Op.Fma => Graphs.Family.Elementwise,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not or Op.Where => Graphs.Family.Elementwise,
        };

    /// <summary>True where the one argument comes with a whole number, B, that says which function of a family it is.</summary>
    internal static bool HasOrder(this Op op) => op is Op.Polygamma or Op.Bessel;

    /// <summary>True for operations whose value jumps or bends: a slope there is a stated subgradient.</summary>
    public static bool HasKink(this Op op) =>
        op switch
        {
            Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round or Op.Min or Op.Max or Op.Where => true,
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not or Op.Argmax => true,
            Op.RowMax or Op.RowMin => true,
            // An index that moves is no whole number on its way; what makes it whole is what jumps.
            Op.Gather or Op.Scatter => false,
            Op.RowSum or Op.RowMean => false,
            Op.Const or Op.Pi or Op.E or Op.Param or Op.Column or Op.OneHot => false,
            Op.Neg or Op.Add or Op.Sub or Op.Mul or Op.Div or Op.Pow => false,
            Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Sqrt or Op.Cbrt => false,
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan => false,
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => false,
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Lgamma or Op.Polygamma or Op.Atan2 or Op.Hypot => false,
            Op.Erfc or Op.Gamma or Op.Bessel or Op.Fma => false,
            Op.Array or Op.At or Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm => false,
            Op.MatMul or Op.Outer or Op.Transpose or Op.Softmax or Op.LogSumExp => false,
        };

    /// <summary>The name a person uses for the operation in the formula language and in messages.</summary>
    public static string Text(this Op op) =>
        op switch
        {
            Op.Const => "constant",
            Op.Pi => "pi",
            Op.E => "e",
            Op.Param => "parameter",
            Op.Column => "column",
            Op.OneHot => "onehot",
            Op.Neg => "-",
            Op.Add => "+",
            Op.Sub => "-",
            Op.Mul => "*",
            Op.Div => "/",
            Op.Pow => "^",
            Op.Lt => "<",
            Op.Le => "<=",
            Op.Gt => ">",
            Op.Ge => ">=",
            Op.Eq => "==",
            Op.Ne => "!=",
            Op.And => "&&",
            Op.Or => "||",
            Op.Not => "!",
            Op.Array => "array",
            Op.At => "[]",
            Op.MatMul => "*",
            Op.LogSumExp => "logsumexp",
            Op.Polygamma => "polygamma",
            Op.Bessel => "bessel",
            Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Log2 or Op.Log10 or Op.Sqrt or Op.Cbrt => Lower(op),
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan => Lower(op),
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => Lower(op),
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Lgamma or Op.Erfc or Op.Gamma => Lower(op),
            Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round => Lower(op),
            Op.Atan2 or Op.Hypot or Op.Min or Op.Max or Op.Where or Op.Fma => Lower(op),
            Op.Fill or Op.Sum or Op.Mean or Op.Dot or Op.Norm or Op.Outer or Op.Transpose => Lower(op),
            Op.Softmax or Op.Argmax or Op.Gather or Op.Scatter => Lower(op),
            Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin => Lower(op),
        };

    private static string Lower(Op op) => op.ToString().ToLowerInvariant();
}
