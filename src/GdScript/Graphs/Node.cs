namespace GdScript.Graphs;

/// <summary>
/// One step of a formula. Arguments are named by number and stand before the node that uses them, so equality is a few
/// words deep and every walk is a loop.
/// </summary>
/// <param name="Op">What is done.</param>
/// <param name="Shape">The shape of the result.</param>
/// <param name="A">First argument, or an immediate: see <see cref="Op"/> and <see cref="Ops.Arity"/>.</param>
/// <param name="B">Second argument or immediate.</param>
/// <param name="C">Third argument or immediate.</param>
public readonly record struct Node(Op Op, Shape Shape, int A = -1, int B = -1, int C = -1);

/// <summary>A name a formula leaves open, to be given by a point.</summary>
public readonly record struct Parameter(string Name, Shape Shape);

/// <summary>A name whose value comes from data: one number, or one array, for every row of the formula's table with that number.</summary>
public readonly record struct Column(string Name, int Table = 0)
{
    /// <summary>What each row has: a scalar, or an array such as the pixels of a picture.</summary>
    public Shape Shape { get; init; }

    /// <summary>As a <c>column</c> line declares it: <c>x</c>, <c>x[784]</c>, <c>x[28,28]</c>.</summary>
    public string Declaration => Shape.IsScalar ? Name : $"{Name}[{Shape.Text.Replace('x', ',')}]";
}

/// <summary>A named line of a formula (<c>h = tanh(W1*x + b1)</c>): the layers that explanations speak of.</summary>
public readonly record struct Layer(string Name, int Node);

/// <summary>The text a formula was read from, and the character at which each node stands (-1 for none).</summary>
public sealed record Source(string Text, System.Collections.Immutable.ImmutableArray<int> At)
{
    /// <summary>A program of another language, which says itself in which order it adds and where it rounds: its formula keeps its bits.</summary>
    internal bool IsProgram { get; init; }
}
