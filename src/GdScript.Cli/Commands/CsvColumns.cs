using System.Collections.Immutable;
using GdScript.Csv;
using GdScript.Scripting.Globals;

namespace GdScript.Cli.Commands;

/// <summary>What a script's <c>Csv&lt;Row&gt;("points.csv")</c> reads with: the scripts' own room knows no CSV.</summary>
internal static class CsvColumns
{
    /// <summary>From now on scripts can read CSV files.</summary>
    public static void Use() => Workbench.Reader = Read;

    private static Result<DataColumns> Read(string path, Func<ImmutableArray<string>, Result<ImmutableArray<string>>> choose)
    {
        try
        {
            using var file = File.OpenRead(path);
            return from table in CsvTable.Open(file, path)
                from wanted in choose(table.Names)
                from rows in table.Rows(wanted.AsSpan())
                select new DataColumns(path, wanted, [.. wanted.Select(name => rows[name].ToArray())]);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Problem("GDS0014", ProblemKind.File, $"there is no file '{path}'", "the path is relative to the script");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem("GDS0014", ProblemKind.File, $"'{path}' cannot be read: {e.Message.TrimEnd('.')}");
        }
    }
}
