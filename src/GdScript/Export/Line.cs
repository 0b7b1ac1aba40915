namespace GdScript.Export;

/// <summary>One statement to come: a node, a stretch of a written-out array's elements, or a root.</summary>
/// <param name="Node">The node it computes or gives away.</param>
/// <param name="From">The first element of the stretch.</param>
/// <param name="To">Behind its last element; 0 for nodes that are computed at once.</param>
/// <param name="Root">Which root it stores; −1 for none.</param>
/// <param name="Walk">Which walk over rows it is; −1 for none.</param>
internal readonly record struct Line(int Node, int From, int To, int Root, int Walk = -1);

/// <summary>Where a value that outlives its statement is kept.</summary>
/// <param name="InResults">In the results, else in the scratch.</param>
/// <param name="Offset">How many numbers into it.</param>
internal readonly record struct Home(bool InResults, int Offset);
