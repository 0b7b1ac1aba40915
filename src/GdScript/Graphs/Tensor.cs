using System.Collections.Immutable;

namespace GdScript.Graphs;

/// <summary>A value with its shape: one number, or the numbers of an array, row-major.</summary>
public sealed record Tensor(Shape Shape, ImmutableArray<double> Data)
{
    public static Tensor Of(double value) => new(Shape.Scalar, [value]);

    public bool Equals(Tensor? other) => other is not null && Shape == other.Shape && Data.AsSpan().SequenceEqual(other.Data.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Shape, Data.Length, Data[0]);
}

/// <summary>A named value of a point: <c>x=3</c> or <c>W=[[1,2],[3,4]]</c>.</summary>
public sealed record Given(string Name, Tensor Value);
