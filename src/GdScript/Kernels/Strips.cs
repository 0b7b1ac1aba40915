namespace GdScript.Kernels;

/// <summary>Where the arguments of row steps are for the strip at hand.</summary>
internal readonly unsafe struct Strips(double* work, double** columns, double* slots, int start, int count)
{
    /// <summary>How many rows the strip has.</summary>
    public int Count => count;

    /// <summary>Where element k of an argument starts: a run of rows, or one number for all of them.</summary>
    public double* At(in Operand operand, int k) =>
        operand.Source switch
        {
            Source.None => work,
            Source.Same => work + operand.At + (operand.IsArray ? k : 0),
            Source.Point => columns[-1] + operand.At + k,
            Source.Column => columns[operand.At] + start,
            Source.Slot => slots + (long)(operand.At + (operand.IsArray ? k : 0)) * count,
        };

    /// <summary>A vector of every row as a matrix: its elements down, the rows of the strip across.</summary>
    public Grid Rows(in Operand operand, int width) =>
        operand.Source switch
        {
            Source.None or Source.Same or Source.Point => new(At(operand, 0), 1, 0),
            Source.Column => new(columns[operand.At] + (long)start * width, 1, width),
            Source.Slot => new(At(operand, 0), count, 1),
        };

    /// <summary>1 for a run of rows, 0 for one number.</summary>
    public static int Stride(in Operand operand) => operand.Source is Source.Column or Source.Slot ? 1 : 0;

    /// <summary>True when all elements can be taken in one go: strips of an array, or one number for all.</summary>
    public static bool IsWhole(in Operand operand) =>
        operand.Source switch
        {
            Source.None => true,
            Source.Same or Source.Point => !operand.IsArray,
            Source.Column => false,
            Source.Slot => operand.IsArray,
        };
}
