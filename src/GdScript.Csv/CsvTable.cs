using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using GdScript.Graphs;

namespace GdScript.Csv;

/// <summary>
/// Rows of a CSV file: a header with the names of the columns, then numbers. UTF-8 (or UTF-16 with a byte order mark), plain
/// or gzipped; separated by commas, semicolons, tabs or bars, as the first lines show; cells may be quoted; numbers have a
/// decimal point. Only the columns asked for need to hold numbers; blank lines are skipped.
/// </summary>
public sealed class CsvTable : IDisposable
{
    private static readonly CsvReaderOptions Settings = new()
    {
        HasHeader = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private readonly CsvReader reader;
    private readonly Complaints complaints;

    private CsvTable(CsvReader reader, Complaints complaints, ImmutableArray<string> names) =>
        (this.reader, this.complaints, Names) = (reader, complaints, names);

    /// <summary>The names in the header, in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Every column of a file as numbers.</summary>
    /// <param name="stream">The bytes of the file; it is not closed.</param>
    /// <param name="name">What the file is called in problems.</param>
    public static Result<Table> Read(Stream stream, string name) => Open(stream, name).SelectMany(AllOf);

    /// <summary>Every column of a text as numbers.</summary>
    public static Result<Table> Read(TextReader text, string name) => Open(text, name).SelectMany(AllOf);

    /// <summary>Reads the header; the rows wait until it is known which columns are wanted.</summary>
    public static Result<CsvTable> Open(Stream stream, string name) =>
        new Complaints(name).Guarded(() => Opened(CsvText.Of(stream), new(name)));

    /// <summary>Reads the header; the rows wait until it is known which columns are wanted.</summary>
    public static Result<CsvTable> Open(TextReader text, string name) => new Complaints(name).Guarded(() => Opened(text, new(name)));

    /// <summary>The rows, of the columns asked for. To be called once.</summary>
    /// <param name="columns">Names of the header, each once.</param>
    /// <returns>The table with the columns in that order, or the first problem with its row and column.</returns>
    public Result<Table> Rows(params ReadOnlySpan<string> columns)
    {
        var wanted = new (int At, string Name, List<double> Values)[columns.Length];
        for (var i = 0; i < wanted.Length; i++)
        {
            var at = Names.IndexOf(columns[i]);
            if (at < 0)
                return complaints.NoColumn(columns[i], Names);
            wanted[i] = (at, columns[i], []);
        }
        return complaints.Guarded(() => Rows(wanted));
    }

    public void Dispose() => reader.Dispose();

    private static Result<CsvTable> Opened(TextReader text, Complaints complaints)
    {
        var reader = CsvReader.Create(text, Settings, leaveOpen: true);
        if (!reader.Read())
            return complaints.Empty();
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToImmutableArray();
        return complaints.Header(reader, names) is { } problem ? problem : new CsvTable(reader, complaints, names);
    }

    private static Result<Table> AllOf(CsvTable csv)
    {
        using (csv)
            return csv.Rows(csv.Names.AsSpan());
    }

    private Result<Table> Rows((int At, string Name, List<double> Values)[] wanted)
    {
        var rows = 0;
        for (; reader.Read(); rows++)
        {
            if (reader.FieldCount != Names.Length)
                return complaints.Ragged(reader, rows + 1, Names);
            foreach (var (at, name, values) in wanted)
                if (Complaints.IsNumber(reader.GetSpan(at), out var number))
                    values.Add(number);
                else
                    return complaints.Cell(reader, rows + 1, at, name);
        }
        if (rows == 0 || wanted.Length == 0)
            return complaints.NoRows();
        return Table.Of([.. wanted.Select(w => (w.Name, w.Values.ToArray()))]);
    }
}
