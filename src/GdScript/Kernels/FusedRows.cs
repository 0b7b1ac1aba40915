namespace GdScript.Kernels;

/// <summary>
/// A fused loop: works on the workspace, the addresses of columns (and behind them those of the answers), the slots, the running sums and a number of rows that is
/// a multiple of 16. Not 0 when the rows have to be done again number by number.
/// </summary>
internal unsafe delegate int FusedRows(double* same, void** columns, double* slots, double* states, long rows);
