using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>What a value without a name is called after what it is: <c>exp1</c>, <c>ratio2</c>.</summary>
internal sealed class Stems(Identifiers names)
{
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public string Next(Op op)
    {
        var stem = Of(op);
        counts[stem] = counts.GetValueOrDefault(stem) + 1;
        return names.Next(FormattableString.Invariant($"{stem}{counts[stem]}"));
    }

    private static string Of(Op op) =>
        op switch
        {
            Op.Add or Op.Fma or Op.Sum or Op.RowSum => "sum",
            Op.Sub => "difference",
            Op.Mul or Op.MatMul or Op.Outer or Op.Dot => "product",
            Op.Div => "ratio",
            Op.Pow => "power",
            Op.Neg => "minus",
            Op.Mean or Op.RowMean => "mean",
            Op.RowMax or Op.Max => "largest",
            Op.RowMin or Op.Min => "smallest",
            Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.Eq or Op.Ne or Op.And or Op.Or or Op.Not => "truth",
            Op.Where => "choice",
            Op.Polygamma => "polygamma",
            Op.Bessel => "bessel",
            Op.Array or Op.Fill or Op.OneHot or Op.Scatter => "array",
            Op.At or Op.Gather or Op.Param => "part",
            Op.Column => "row",
            Op.Const or Op.Pi or Op.E => "number",
            Op.Exp or Op.Expm1 or Op.Log or Op.Log1p or Op.Sqrt or Op.Cbrt or Op.Norm or Op.Transpose => Lower(op),
            Op.Log2 or Op.Log10 => "log",
            Op.Sin or Op.Cos or Op.Tan or Op.Asin or Op.Acos or Op.Atan or Op.Atan2 => Lower(op),
            Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Acosh or Op.Atanh => Lower(op),
            Op.Sigmoid or Op.Softplus or Op.Erf or Op.Erfc or Op.Gamma or Op.Lgamma or Op.Softmax or Op.LogSumExp or Op.Argmax => Lower(op),
            Op.Abs or Op.Sign or Op.Relu or Op.Floor or Op.Ceil or Op.Round or Op.Hypot => Lower(op),
        };

    private static string Lower(Op op) => op.ToString().ToLowerInvariant();
}
