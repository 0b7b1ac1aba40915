using System.Collections.Immutable;
using GdScript.Cli.Edge;
using GdScript.Csv;
using GdScript.Data;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>The rows a loss is over.</summary>
/// <param name="Name">What the data are called in messages: the path of a file.</param>
/// <param name="Rows">The columns the loss reads.</param>
/// <param name="Columns">Their names.</param>
/// <param name="Reduction">What the losses of the rows become together.</param>
internal sealed record LossData(string Name, Table Rows, ImmutableArray<Column> Columns, Reduction Reduction)
{
    /// <summary>The formula with its columns bound, and reduced to one loss where it is one for every row.</summary>
    public Result<Formula> Bound(Formula loss) =>
        Roles.Bound(loss, Rows).Else(p => p with { File = Name }).Select(bound => Reductions.Of(bound, Reduction));

    /// <summary>A loss over the rows of a CSV file.</summary>
    /// <param name="io">Where the file may be piped in.</param>
    /// <param name="text">The loss; it may declare columns.</param>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="columns">Names with commas, or null: the names the file has.</param>
    /// <param name="parameters">Names that are parameters though the file has them, or null.</param>
    /// <param name="reduce"><c>mean</c> or <c>sum</c>; null for mean.</param>
    public static Result<LossText> Of(Io io, LossText text, string path, string? columns, string? parameters, string? reduce)
    {
        if (text.Script is not null)
            return Problem.Input("GDS0092", "--data goes with a formula, and the loss is a script", "read the data in the script");
        if (path == "-" && text.Name == "<stdin>")
            return Problem.Input("GDS0093", "both the loss and the data are to come from standard input", "give one of them as a file");
        if (path == "-")
            return Read(CsvTable.Open(io.In, "<stdin>"), "<stdin>");
        return Files
            .Open(path)
            .SelectMany(file =>
            {
                using (file)
                    return Read(CsvTable.Open(file, path), path);
            });

        Result<LossText> Read(Result<CsvTable> opened, string name) =>
            opened.SelectMany(csv =>
            {
                using (csv)
                    return Over(
                        text,
                        name,
                        [.. csv.Names.Select(n => new Column(n))],
                        wanted => csv.Rows(wanted),
                        List(columns),
                        List(parameters),
                        reduce
                    );
            });
    }

    /// <summary>A loss over columns whose rows are read once it is known which are wanted.</summary>
    public static Result<LossText> Over(
        LossText text,
        string name,
        ImmutableArray<Column> data,
        Func<string[], Result<Table>> rows,
        IReadOnlyList<string>? columns,
        IReadOnlyList<string>? parameters,
        string? reduce
    ) =>
        from open in text.Names
        from declared in FormulaText.Columns(text.Text)
        let header = data.Select(c => c.Name).ToImmutableArray()
        from roles in Roles.Of(open, data, columns, parameters).Else(p => p.Id == "GDS7802" ? p with { File = name } : p)
        let known = declared.Select(d => Known(d, data)).OfType<Column>()
        let all = roles.Concat(known).ToImmutableArray()
        let wanted = all.SelectMany(c => header.Contains(c.Name) ? [c.Name] : Bundles.PartsOf(c.Name, header, c.Shape)).Distinct().ToArray()
        from used in Results.When(roles.Length + declared.Length > 0, true, () => Unused(name, header))
        from reduction in NumberOption.Choice("--reduce", reduce, "mean", "sum")
        from table in wanted.Length > 0 ? rows(wanted) : Missing(name, declared[0].Name, header)
        let over = new LossData(name, Bundles.Of(table, all), all, Enum.Parse<Reduction>(reduction, ignoreCase: true))
        select text with
        {
            Data = over,
        };

    /// <summary>A declared column as the data have it: by its name, or element by element; null where they do not.</summary>
    private static Column? Known(Column declared, ImmutableArray<Column> data)
    {
        if (data.FirstOrDefault(c => c.Name == declared.Name) is { Name: not null } own)
            return own;
        var parts = Bundles.PartsOf(declared.Name, [.. data.Select(c => c.Name)], declared.Shape);
        return parts.IsEmpty ? null
            : declared.Shape.IsScalar ? declared with { Shape = Shape.Vector(parts.Length) }
            : declared;
    }

    /// <summary>The names of a list with commas.</summary>
    public static string[]? List(string? names) =>
        names?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Problem Unused(string name, ImmutableArray<string> header) =>
        Problem.Input(
            "GDS7804",
            $"the formula uses no column of the data ({string.Join(", ", header.Take(10))})",
            "name a column in it, or leave the data out"
        ) with
        {
            File = name,
        };

    private static Problem Missing(string name, string column, ImmutableArray<string> header) =>
        Roles.Of([column], header, [column]).Problem! with
        {
            File = name,
        };
}
