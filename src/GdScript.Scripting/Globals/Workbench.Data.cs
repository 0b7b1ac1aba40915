namespace GdScript.Scripting.Globals;

public sealed partial class Workbench
{
    /// <summary>Who runs scripts puts a reader of files here; without one <see cref="Csv{T}"/> says so.</summary>
    internal static ColumnReader? Reader { get; set; }

    /// <summary>
    /// The rows of a CSV file: <c>record Point(double x, double y); var points = Csv&lt;Point&gt;("points.csv");</c> Columns are found by
    /// the names of the record's members; a tuple takes them in order, <c>double[]</c> takes the whole row.
    /// </summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="path">Relative to the script.</param>
    /// <exception cref="ProblemException">The file cannot be read, or has no column for a member.</exception>
    public T[] Csv<T>(string path)
    {
        var whole = Path.Combine(Path.GetDirectoryName(ScriptPath) ?? "", path);
        var read = Reader ?? ((_, _) => Problem.Input("GDS0135", "no reader of CSV files is there", "run the script with gds"));
        return read(whole, names => RowReader.Wanted(typeof(T), path, names)).SelectMany(RowReader.Of<T>).OrThrow();
    }
}
