namespace GdScript.Graphs;

/// <summary>The shape of a value: a scalar, a vector of n, or a matrix of m rows and n columns (row-major).</summary>
public readonly record struct Shape
{
    private Shape(int rows, int columns) => (Rows, Columns) = (rows, columns);

    /// <summary>0 for a scalar, n for a vector, m for a matrix.</summary>
    public int Rows { get; }

    /// <summary>0 for a scalar or a vector, n for a matrix.</summary>
    public int Columns { get; }

    public static Shape Scalar => default;

    public static Shape Vector(int n) =>
        n > 0 ? new(n, 0) : throw new ArgumentOutOfRangeException(nameof(n), n, "a vector has at least one element");

    public static Shape Matrix(int m, int n) =>
        m > 0 && n > 0 ? new(m, n) : throw new ArgumentOutOfRangeException(nameof(m), (m, n), "a matrix has at least one row and column");

    public bool IsScalar => Rows == 0;

    public bool IsVector => Rows > 0 && Columns == 0;

    public bool IsMatrix => Columns > 0;

    /// <summary>How many numbers a value of this shape holds.</summary>
    public int Count => IsScalar ? 1 : checked(Rows * Math.Max(1, Columns));

    /// <summary>The shape of the transposed value; a vector stays itself.</summary>
    public Shape Transposed => IsMatrix ? new(Columns, Rows) : this;

    /// <summary>The shape of what one index names: a number of a vector, a row of a matrix.</summary>
    internal Shape Element => IsMatrix ? Vector(Columns) : Scalar;

    /// <summary>As it is written in <c>--shape W=2x3</c>; empty for a scalar.</summary>
    public string Text =>
        IsScalar ? ""
        : IsVector ? Invariant($"{Rows}")
        : Invariant($"{Rows}x{Columns}");

    /// <summary>As it is said in a message.</summary>
    public override string ToString() =>
        IsScalar ? "a scalar"
        : IsVector ? Invariant($"a vector of {Rows}")
        : Invariant($"a {Rows}x{Columns} matrix");

    /// <summary>The name of the element at a flat index: <c>""</c>, <c>"[2]"</c> or <c>"[0,1]"</c>.</summary>
    public string ElementText(int flat) =>
        IsScalar ? ""
        : IsVector ? Invariant($"[{flat}]")
        : Invariant($"[{flat / Columns},{flat % Columns}]");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
