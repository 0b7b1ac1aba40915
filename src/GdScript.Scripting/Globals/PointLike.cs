using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Scripting.Globals;

/// <summary>
/// A point as a script may write it: <c>"x=3, y=4"</c>, <c>3</c>, <c>(3, 4)</c>, <c>[3, 4]</c>, an array, a matrix, or a tuple of
/// these, one for each parameter of the loss. Every form converts by itself where a method takes a point.
/// </summary>
[CollectionBuilder(typeof(PointLike), nameof(Of))]
public sealed class PointLike : IEnumerable<PointLike>
{
    private readonly string? text;
    private readonly object? value;

    private PointLike(string? text, object? value) => (this.text, this.value) = (text, value);

    public static implicit operator PointLike(string text) => new(text, null);

    public static implicit operator PointLike(double number) => new(null, number);

    public static implicit operator PointLike(double[] vector) => new(null, Tensor(Shape.Vector, vector));

    public static implicit operator PointLike(double[,] matrix) =>
        new(null, new Tensor(Shape.Matrix(matrix.GetLength(0), matrix.GetLength(1)), [.. matrix.Cast<double>()]));

    public static implicit operator PointLike(double[][] rows) => Of([.. rows.Select(r => (PointLike)r)]);

    /// <summary>Where a walk ended, every parameter under its name.</summary>
    public static implicit operator PointLike(LossDescent walk) => new(null, walk.Givens());

    public static implicit operator PointLike(List<double> vector) => vector.ToArray();

    public static implicit operator PointLike((PointLike, PointLike) all) => Tuple(all.Item1, all.Item2);

    public static implicit operator PointLike((PointLike, PointLike, PointLike) all) => Tuple(all.Item1, all.Item2, all.Item3);

    public static implicit operator PointLike((PointLike, PointLike, PointLike, PointLike) all) =>
        Tuple(all.Item1, all.Item2, all.Item3, all.Item4);

    /// <summary>A collection expression: <c>[3, 4]</c> is a vector, <c>[[1, 2], [3, 4]]</c> a matrix.</summary>
    public static PointLike Of(ReadOnlySpan<PointLike> items) => new(null, items.ToArray());

    /// <summary>The values for a loss's parameters, each with a name or in the parameters' order.</summary>
    /// <param name="names">The parameters: one takes a whole list, several take one element each.</param>
    /// <param name="number">The only parameter is a number, so a list of one is that number.</param>
    internal Result<ImmutableArray<Given>> Givens(ImmutableArray<string> names, bool number = false)
    {
        if (value is ImmutableArray<Given> known)
            return known;
        if (text is not null)
            return PointText.Parse(text).Else(p => p.Within(text));
        PointLike[] parts = value switch
        {
            Several several => several.Parts,
            PointLike[] list when names.Length > 1 => list,
            Tensor { Shape.IsVector: true } vector when names.Length > 1 && vector.Data.Length == names.Length =>
            [
                .. vector.Data.Select(x => (PointLike)x),
            ],
            PointLike[] { Length: 1 } list when number => list,
            Tensor { Shape.IsVector: true, Data.Length: 1 } vector when number => [vector.Data[0]],
            _ => [this],
        };
        var givens = ImmutableArray.CreateBuilder<Given>(parts.Length);
        foreach (var part in parts)
        {
            if (!part.Whole().Is(out var tensor, out var problem))
                return problem;
            givens.Add(new("", tensor));
        }
        return givens.ToImmutable();
    }

    IEnumerator<PointLike> IEnumerable<PointLike>.GetEnumerator() =>
        ((IEnumerable<PointLike>)(value as PointLike[] ?? [this])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<PointLike>)this).GetEnumerator();

    private sealed record Several(PointLike[] Parts);

    private static PointLike Tuple(params PointLike[] parts) => new(null, new Several(parts));

    private static Tensor Tensor(Func<int, Shape> shape, double[] data) => new(shape(data.Length), [.. data]);

    /// <summary>One value: a number, a vector of numbers, a matrix of rows.</summary>
    private Result<Tensor> Whole() =>
        value switch
        {
            double number => Graphs.Tensor.Of(number),
            Tensor tensor => tensor,
            PointLike[] { Length: > 0 } list => Stacked(list),
            _ => Problem.Input(
                "GDS0130",
                $"{(text is null ? "this" : $"'{text}'")} is no value of a parameter",
                "write a number, [1, 2] or [[1, 2], [3, 4]]"
            ),
        };

    private static Result<Tensor> Stacked(PointLike[] list)
    {
        var data = ImmutableArray.CreateBuilder<double>();
        Shape? row = null;
        foreach (var item in list)
        {
            if (!item.Whole().Is(out var part, out var problem))
                return problem;
            if (part.Shape.IsMatrix || part.Shape != (row ??= part.Shape))
                return Problem.Input("GDS0130", "the rows of this point have different lengths", "give every row as many numbers");
            data.AddRange(part.Data);
        }
        return new Tensor(row!.Value.IsScalar ? Shape.Vector(list.Length) : Shape.Matrix(list.Length, row.Value.Rows), data.ToImmutable());
    }
}
