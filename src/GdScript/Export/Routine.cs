using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Export;

/// <summary>What a routine tells of a loss.</summary>
internal enum Told
{
    /// <summary>The loss and its gradient.</summary>
    Gradient,

    /// <summary>The matrix of second derivatives.</summary>
    Hessian,

    /// <summary>What a least-squares loss squares.</summary>
    Residuals,

    /// <summary>The derivatives of the residuals, or of an array.</summary>
    Jacobian,
}

/// <summary>An array that a routine fills.</summary>
/// <param name="Name">What it is called: <c>gradient</c>.</param>
/// <param name="Count">How many numbers it has; for each row of a table, where the routine tells something of each.</param>
/// <param name="About">What they are and in which order, for the reader.</param>
internal sealed record Filled(string Name, int Count, string About)
{
    /// <summary>How many of the numbers make a row of a matrix; 0 for a list.</summary>
    public int Width { get; init; }
}

/// <summary>One function to be written: the roots of a formula, into arrays or as the answer.</summary>
/// <param name="Told">What it tells.</param>
/// <param name="Formula">Whose roots; those behind the returned one fill the arrays one after the other, and none reaches into two.</param>
/// <param name="Returns">The first root is the answer; else there is none.</param>
/// <param name="Arrays">What is filled.</param>
/// <param name="About">What the routine does, in one sentence.</param>
internal sealed record Routine(Told Told, Formula Formula, bool Returns, ImmutableArray<Filled> Arrays, string About)
{
    /// <summary>The table for each of whose rows the arrays are filled, with the numbers of one row after those of another; −1 for none.</summary>
    public int Table { get; init; } = -1;

    /// <summary>Which array a flat number of the results stands in, and where.</summary>
    public (int Array, int Offset) Where(int flat)
    {
        var (at, array) = (flat - (Returns ? 1 : 0), 0);
        while (at >= Arrays[array].Count)
            at -= Arrays[array++].Count;
        return (array, at);
    }
}
