using System.Collections.Immutable;
using GdScript.Calculus;
using GdScript.Data;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Benchmarks.Peers;

/// <summary>Ours may take so many times what the peer takes; below 1 it must be faster.</summary>
internal readonly record struct Goal(string Peer, double AtMost);

/// <summary>
/// One loss in every language of the comparison, each as its own people would write it. In C the work is
/// <c>double work(const double *x, double *g, const double *const *columns, long rows)</c>; in Python it is
/// <c>loss(x, data)</c> for torch, <c>work(x, g, data)</c> for numba and numpy, and <c>loss(x)</c> over symbols for sympy.
/// A text left out is a peer that does not take part.
/// </summary>
internal sealed record Work(string Name, string Loss, double[] Start)
{
    public string? C { get; init; }
    public Func<double[], double[], double>? CSharp { get; init; }
    public string? Torch { get; init; }
    public string? Numba { get; init; }
    public string? Numpy { get; init; }
    public string? Sympy { get; init; }

    /// <summary>The body of an ADOL-C loss: <c>adouble loss(const adouble *x)</c>.</summary>
    public string? Adolc { get; init; }

    /// <summary>Columns of the rows, in the order C sees them.</summary>
    public ImmutableArray<(string Name, Shape Each, double[] Values)> Columns { get; init; } = [];

    /// <summary>How many rows the columns have; 0 without any.</summary>
    public int Rows => Columns.IsEmpty ? 0 : Columns[0].Values.Length / Columns[0].Each.Count;
    public ImmutableArray<Goal> Goals { get; init; } = [];

    /// <summary>For a loss 0; else how many numbers a row has: its residuals and their Jacobian, which every contender then gives for all rows.</summary>
    public int Width { get; init; }

    /// <summary>How many numbers a contender writes: the gradient's, or those of all rows, number by number.</summary>
    public int Answers => Width == 0 ? Start.Length : Rows * Width;

    /// <summary>Value and gradient through the path every user takes: text, gradient, kernel.</summary>
    public Kernel Kernel => Kernel.For(Gradient.Of(Formula), Tier.Il);

    /// <summary>Residuals and Jacobian of every row.</summary>
    public RowKernel RowKernel => RowKernel.For(Jacobian.OfRows(FormulaText.Parse(Loss).Value.With(Table.Of(Columns.AsSpan()))), Tier.Il);

    /// <summary>Us.</summary>
    public Contender Ours => Width == 0 ? new Ours(Kernel, Start) : new OursByRow(RowKernel, Start);

    /// <summary>The loss, bound to its rows.</summary>
    public Formula Formula =>
        Columns.IsEmpty ? FormulaText.Parse(Loss).Value : Reductions.Of(FormulaText.Parse(Loss).Value).With(Table.Of(Columns.AsSpan()));
}
