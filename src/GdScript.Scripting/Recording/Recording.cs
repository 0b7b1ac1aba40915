using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Scripting.Recording;

/// <summary>What one run of a twin left behind: the loss as a formula, and the conditions under which it is the loss.</summary>
/// <param name="Formula">One root, the loss; its parameters are those of the twin, in order, whether it reads them or not.</param>
/// <param name="Guards">The conditions it went by, each once, in the order they were met.</param>
/// <param name="Places">For every node of the formula the number of the span that made it, -1 for none.</param>
/// <param name="Value">The loss at the point of the recording, computed along the way.</param>
/// <param name="Steps">How much was done.</param>
public sealed record Recording(Formula Formula, ImmutableArray<Guard> Guards, ImmutableArray<int> Places, double Value, long Steps)
{
    /// <summary>Methods whose slopes the script gives: with any of them the formula is the loss at its point only.</summary>
    public ImmutableArray<RegisteredCall> Registered { get; init; } = [];
}
