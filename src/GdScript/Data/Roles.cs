using System.Collections.Immutable;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Data;

/// <summary>
/// Which names of a formula come from data and which are parameters. The same formula is trained (weights are parameters)
/// and used (inputs are) by changing roles, not the formula. Problems GDS7801 to GDS7805.
/// </summary>
public static class Roles
{
    /// <summary>
    /// The columns among the names of a formula: those the data have, unless <paramref name="columns"/> names them (then no
    /// others are) or <paramref name="parameters"/> says that a name is none.
    /// </summary>
    /// <param name="names">The names the formula leaves open: <see cref="FormulaText.Names"/>.</param>
    /// <param name="data">The names the data have.</param>
    /// <param name="columns">The columns, when somebody says them; null otherwise.</param>
    /// <param name="parameters">Names that are parameters though the data have them, when somebody says so.</param>
    public static Result<ImmutableArray<Column>> Of(
        IReadOnlyList<string> names,
        IReadOnlyList<string> data,
        IReadOnlyList<string>? columns = null,
        IReadOnlyList<string>? parameters = null
    ) => Of(names, [.. data.Select(name => new Column(name))], columns, parameters);

    /// <summary>
    /// The same for data that may hold arrays. A name that the data do not have is an array where they have its elements
    /// (<c>x0, x1, …</c>: see <see cref="Bundles"/>) and the formula reads none of these by itself.
    /// </summary>
    public static Result<ImmutableArray<Column>> Of(
        IReadOnlyList<string> names,
        IReadOnlyList<Column> data,
        IReadOnlyList<string>? columns = null,
        IReadOnlyList<string>? parameters = null
    )
    {
        string[] header = [.. data.Select(c => c.Name)];
        foreach (var name in columns ?? [])
            if (Listed(name, "--columns", names) is { } unknown)
                return unknown;
            else if (Found(name, data, header, names) is null)
                return Missing(name, header);
            else if (parameters?.Contains(name) == true)
                return Problem.Input("GDS7803", $"'{name}' is listed as a column and as a parameter", "list it once");
        foreach (var name in parameters ?? [])
            if (Listed(name, "--params", names) is { } unknown)
                return unknown;
        var chosen = names.Where(name => columns?.Contains(name) ?? parameters?.Contains(name) != true);
        return chosen.Select(name => Found(name, data, header, names)).OfType<Column>().ToImmutableArray();
    }

    private static Column? Found(string name, IReadOnlyList<Column> data, string[] header, IReadOnlyList<string> names)
    {
        if (Array.IndexOf(header, name) is var own and >= 0)
            return data[own];
        var parts = Bundles.PartsOf(name, header);
        return parts.IsEmpty || parts.Any(names.Contains) ? null : new Column(name) { Shape = Shape.Vector(parts.Length) };
    }

    /// <summary>The formula bound to data, or the problem that a column it declares is not there or that it uses none.</summary>
    public static Result<Formula> Bound(Formula loss, Table data)
    {
        foreach (var column in loss.Columns)
        {
            var at = data.IndexOf(column.Name);
            if (at < 0)
                return Missing(column.Name, data.Names);
            if (data.Shapes[at] != column.Shape)
                return Problem.Input(
                    "GDS7805",
                    $"the column '{column.Name}' is {column.Shape} in the formula, and the data have {data.Shapes[at]} in every row",
                    "declare the column with the shape it has in the data"
                );
        }
        return loss.Columns.Length > 0
            ? loss.With(data)
            : Problem.Input(
                "GDS7804",
                $"the formula uses no column of the data ({Some(data.Names)})",
                "name a column in it, or leave the data out"
            );
    }

    private static Problem? Listed(string name, string list, IReadOnlyList<string> names) =>
        names.Contains(name)
            ? null
            : Problem.Input(
                "GDS7801",
                $"{list} names '{name}', which the formula does not use",
                Suggest.Nearest(name, names) is { } near ? $"did you mean '{near}'?" : $"its names are {Some(names)}"
            );

    private static Problem Missing(string name, IReadOnlyList<string> data) =>
        Problem.Input(
            "GDS7802",
            $"the data have no column '{name}'",
            Suggest.Nearest(name, data) is { } near ? $"did you mean '{near}'?" : $"their columns are {Some(data)}"
        );

    private static string Some(IReadOnlyList<string> names) => string.Join(", ", names.Take(10)) + (names.Count > 10 ? ", …" : "");
}
