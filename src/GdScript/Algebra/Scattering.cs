using GdScript.Graphs;

namespace GdScript.Algebra;

/// <summary>
/// Building with <see cref="Op.Scatter"/>, the adjoint of an index: what reaches an array from many rows is to stay one value
/// and one place for each row, never an array for each row.
/// </summary>
internal static class Scattering
{
    extension(Sketch g)
    {
        /// <summary>A value at the place an index names; a zero there is zeros everywhere.</summary>
        public int Scattered(int value, int index, Shape shape) => g.IsZero(value) ? g.Zero(shape) : g.Scatter(value, index, shape);

        /// <summary>The index by which a node scatters; −1 for any other node.</summary>
        public int IndexOf(int node) => g[node] is { Op: Op.Scatter } scatter ? scatter.B : -1;

        /// <summary>
        /// A choice between what is scattered and zeros as what is scattered of a choice: the same numbers, though what multiplies
        /// them is hidden no longer. So it is for sums over rows, which nothing multiplies row by row any more.
        /// </summary>
        public int ScatteredWhole(int share)
        {
            if (!g.IsMask(share) || !g.ShapeOf(g[share].A).IsScalar)
                return share;
            var (condition, kept) = g.Opened(share);
            return g.IndexOf(kept) is var index and >= 0
                ? g.Scattered(g.Where(condition, g[kept].A, g.Zero(g.ShapeOf(g[kept].A))), index, g.ShapeOf(share))
                : share;
        }
    }
}
