using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using GdScript.Text;

namespace GdScript.Csv;

/// <summary>
/// What can be wrong with a CSV file, said with the row (counted from 1 below the header) and the column, and shown with the
/// line: GDS7901 nothing in it, GDS7902 no header, GDS7903 a row of another length, GDS7904 an empty cell, GDS7905 no number,
/// GDS7906 no rows, GDS7907 quotes, GDS7908 no such column, GDS7909 a bad name, GDS7910 no text or broken gzip.
/// </summary>
internal sealed class Complaints(string name)
{
    private const int Shown = 200;

    /// <summary>What others write for a number that is not there.</summary>
    private static readonly HashSet<string> Absent = new(StringComparer.OrdinalIgnoreCase)
    {
        "na",
        "n/a",
        "null",
        "none",
        "nan",
        "inf",
        "-inf",
        "?",
        "-",
    };

    /// <summary>True for a finite number with a decimal point; grouping marks are none, or <c>1,5</c> would be fifteen.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> cell, out double number) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The result, or the problem that the bytes are no text, no gzip or no CSV.</summary>
    public Result<T> Guarded<T>(Func<Result<T>> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException e)
        {
            var quotes = Said("GDS7907", "a quote stands where none can be", "inside a quoted cell a quote is written twice: \"\"");
            return e.LineNumber > 0 ? quotes with { Place = new((int)e.LineNumber, 1) } : quotes;
        }
        catch (Exception e) when (e is DecoderFallbackException or InvalidDataException)
        {
            return e is DecoderFallbackException { BytesUnknown: [var unknown, ..] }
                ? Said("GDS7910", $"byte 0x{unknown:X2} is no UTF-8 text", "save the file as UTF-8; it may be in Windows-1252")
                : Said("GDS7910", "the gzip data are damaged", "data are CSV text in UTF-8, plain or gzipped");
        }
    }

    public Problem Empty() => Said("GDS7901", "the file is empty", "begin with a line of column names, as in x,y");

    public Problem? Header(CsvReader reader, ImmutableArray<string> names)
    {
        if (names.All(n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            return At(
                reader,
                0,
                "GDS7902",
                "the first line holds numbers where the names of the columns are expected",
                "begin with a line such as x,y"
            );
        for (var i = 0; i < names.Length; i++)
            if (names[i].Length == 0)
                return At(reader, i, "GDS7909", $"column {Text(i + 1)} has no name", "give every column a name in the first line");
            else if (names.IndexOf(names[i]) < i)
                return At(reader, i, "GDS7909", $"two columns are called '{names[i]}'", "give each a name of its own");
        return null;
    }

    public Problem Ragged(CsvReader reader, int row, ImmutableArray<string> names)
    {
        var cells = reader.FieldCount == 1 ? "1 cell" : $"{Text(reader.FieldCount)} cells";
        return At(
            reader,
            Math.Min(reader.FieldCount, names.Length + 1) - 1,
            "GDS7903",
            $"row {Text(row)} has {cells} and the header has {Text(names.Length)}",
            reader.FieldCount < names.Length ? $"the cell of column '{names[reader.FieldCount]}' is missing"
                : reader.FieldCount == 2 * names.Length && reader.Separator == ',' ? "the decimal sign is a point, as in 1.5"
                : "a cell with a separator in it is written in quotes"
        );
    }

    public Problem Cell(CsvReader reader, int row, int at, string column)
    {
        var cell = reader.GetString(at).Trim();
        var place = $"row {Text(row)}, column '{column}'";
        if (cell.Length == 0)
            return At(reader, at, "GDS7904", $"the cell in {place} is empty", "fill it in, or leave the row out");
        var point = cell.Replace(',', '.');
        var hint =
            IsNumber(Encoding.UTF8.GetBytes(point), out _) ? $"the decimal sign is a point: {point}"
            : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || Absent.Contains(cell)
                ? "a loss needs a number in every row; leave the row out"
            : "write a number such as 1.5, or use only columns that hold numbers";
        var shown = cell.Length > 30 ? cell[..27] + "…" : cell;
        return At(reader, at, "GDS7905", $"'{shown}' in {place} is not a number", hint);
    }

    public Problem NoRows() => Said("GDS7906", "the file has a header and no rows", "add a line of numbers for every row");

    public Problem NoColumn(string column, ImmutableArray<string> names) =>
        Said(
            "GDS7908",
            $"there is no column '{column}'",
            Suggest.Nearest(column, names) is { } near ? $"did you mean '{near}'?" : $"the columns are {string.Join(", ", names.Take(10))}"
        );

    /// <summary>Points at a cell; a record of several lines, or a very long one, is not shown.</summary>
    private Problem At(CsvReader reader, int cell, string id, string what, string hint)
    {
        var record = Encoding.UTF8.GetString(reader.RawRecord);
        var (start, length) = Span(record, reader.Separator, cell);
        var problem = Said(id, what, hint) with { Place = new((int)reader.LineNumber, start + 1, Math.Max(1, length)) };
        return record.Contains('\n') || record.Length > Shown ? problem : problem with { Line = record };
    }

    /// <summary>Where a cell stands in its record.</summary>
    private static (int Start, int Length) Span(string record, char separator, int cell)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < record.Length; i++)
        {
            quoted ^= record[i] == '"';
            if (record[i] != separator || quoted)
                continue;
            if (cell-- == 0)
                return (start, i - start);
            start = i + 1;
        }
        return (start, record.Length - start);
    }

    private Problem Said(string id, string what, string hint) => Problem.Input(id, what, hint) with { File = name };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
