using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Export.Queries;

/// <summary>
/// A loss and its slopes as one SELECT that PostgreSQL and SQLite both understand. Shared subterms are columns of common table
/// expressions, one level on the other; what is worked out for every row stands over the table <c>data</c>, reductions are aggregates, and the
/// parameters are placeholders.
/// </summary>
/// <remarks>
/// Values go through phases: phase 0 needs no rows reduced, phase 1 the sums over what phase 0 could say of each row, and so on. In each
/// phase first what is the same for all rows is worked out, then what is not. Every level is MATERIALIZED: SQLite would write the
/// expressions of one into the next, twice where they are used twice.
/// </remarks>
internal sealed class SqlText
{
    private const string Double = "DOUBLE PRECISION";

    private readonly Formula formula;
    private readonly SqlExpressions code;
    private readonly SqlNames names = new();
    private readonly List<(string Name, string Body)> tables = [];
    private readonly bool[] live;
    private readonly int[] phase;
    private readonly int[] table;
    private readonly int[] level;
    private readonly bool[] named;
    private readonly string[] parameters;
    private readonly string[] placeholders;
    private readonly string[] columns;
    private readonly Dictionary<int, int> since = [];

    private SqlText(Formula formula)
    {
        this.formula = formula;
        live = formula.Reached();
        (phase, table, level) = (new int[live.Length], new int[live.Length], new int[live.Length]);
        named = new bool[live.Length];
        code = new(formula);
        parameters = [.. formula.Parameters.Select(p => names.Next(p.Name))];
        placeholders = [.. formula.Parameters.Select(p => names.Placeholder(p.Name))];
        columns = [.. formula.Columns.Select(c => names.Next(c.Name))];
    }

    /// <summary>One query for each routine: value and gradient, and the second derivatives where they are asked for.</summary>
    public static Result<string> Of(Formula loss, ImmutableArray<Routine> routines)
    {
        var text = "";
        foreach (var routine in routines)
            if (Of(loss, routine).Is(out var query, out var problem))
                text += (text.Length > 0 ? "\n" : "") + query;
            else
                return problem;
        return text;
    }

    private static Result<string> Of(Formula loss, Routine routine)
    {
        var formula = routine.Formula;
        var reached = formula.Reached();
        for (var i = 0; i < reached.Length; i++)
            if (reached[i] && Refused(formula, i) is { } what)
                return Vocabulary.Lacking(Target.Sql, what);
        return new SqlText(formula).Text(loss, routine.Told);
    }

    private static string? Refused(Formula f, int node)
    {
        var n = f.Nodes[node];
        return n.Shape.IsScalar && SqlFunctions.Has(n.Op) ? null
            : n.Op == Op.Param ? $"arrays: '{f.Parameters[n.A].Name}' is {n.Shape}"
            : n.Op == Op.Column ? $"arrays: '{f.Columns[n.A].Name}' is {n.Shape} in each row"
            : $"'{Vocabulary.Called(n)}'";
    }

    private string Text(Formula loss, Told told)
    {
        Place();
        var same = Given();
        var rows = new string?[formula.Columns.Select(c => c.Table).Append(0).Max() + 1];
        for (var now = 0; now <= phase.Max(); now++)
        {
            same = now > 0 ? Summed(now, same, rows) : same;
            var before = same;
            same = Levels(now, -1, "step", same);
            for (var t = 0; t < rows.Length; t++)
                if (IsNeeded(now, t))
                    rows[t] = Levels(now, t, "rows", Beside(now, t, rows[t], same));
        }
        return Query(loss, told, same);
    }

    /// <summary>Which phase, which table, which level of it, and what gets a name.</summary>
    private void Place()
    {
        var uses = new int[live.Length];
        for (var i = live.Length - 1; i >= 0; i--)
        {
            var arguments = formula.Arguments(i);
            for (var k = 0; live[i] && k < arguments.Count; k++)
                uses[arguments[k]] += code.Mentions(i, k);
        }
        for (var i = 0; i < live.Length; i++)
        {
            var n = formula.Nodes[i];
            table[i] = formula.TableOf(i);
            var isSum = n.Op.Family() == Family.Rows;
            foreach (var argument in formula.Arguments(i))
                phase[i] = Math.Max(phase[i], phase[argument] + (isSum ? 1 : 0));
            foreach (var argument in formula.Arguments(i))
                if (!isSum && phase[argument] == phase[i] && table[argument] == table[i])
                    level[i] = Math.Max(level[i], level[argument]);
            named[i] = live[i] && !code.IsNumber(i) && n.Op is not (Op.Param or Op.Column) && (isSum || uses[i] > 1);
            level[i] += named[i] && !isSum ? 1 : 0;
        }
    }

    /// <summary>The parameters, a row of placeholders; a query without any has a row too.</summary>
    private string Given()
    {
        var said = placeholders.Select((placeholder, p) => $"CAST({placeholder} AS {Double}) AS {parameters[p]}");
        return Add("given", "SELECT " + string.Join(", ", formula.Parameters.IsEmpty ? ["1 AS one"] : said));
    }

    /// <summary>What stands in each level: the nodes of one phase and one table.</summary>
    private string Levels(int now, int of, string stem, string from)
    {
        var here = Enumerable.Range(0, live.Length).Where(i => live[i] && phase[i] == now && table[i] == of).ToArray();
        var last = here.Select(i => level[i]).DefaultIfEmpty(0).Max();
        for (var at = 0; at <= last; at++)
        {
            string[] made = [.. here.Where(i => level[i] == at).Select(Write).OfType<string>()];
            if (made.Length > 0)
                from = Add(stem, $"SELECT *, {string.Join(", ", made)} FROM {from}");
        }
        return from;
    }

    /// <summary>The text of a node; where it gets a name, the column that defines it.</summary>
    private string? Write(int i)
    {
        var n = formula.Nodes[i];
        if (n.Op.Family() == Family.Rows)
            return null;
        var text =
            n.Op == Op.Param ? Code.Name(parameters[n.A])
            : n.Op == Op.Column ? Code.Name(columns[n.A])
            : code.Of(i);
        if (!named[i])
        {
            code.Set(i, text);
            return null;
        }
        var name = NameOf(i);
        code.Set(i, Code.Name(name));
        return $"{text.Text} AS {name}";
    }

    private string NameOf(int node)
    {
        foreach (var layer in formula.Layers)
            if (layer.Node == node)
                return names.Next(layer.Name);
        return names.Next(FormattableString.Invariant($"t{node}"));
    }

    /// <summary>True where rows of a table are asked of in a phase, now or to be summed.</summary>
    private bool IsNeeded(int now, int t)
    {
        for (var i = 0; i < live.Length; i++)
            if (
                live[i]
                && (
                    phase[i] == now && table[i] == t
                    || formula.Nodes[i].Op.Family() == Family.Rows && formula.Nodes[i].B == t && phase[i] == now + 1
                )
            )
                return true;
        return false;
    }

    /// <summary>The rows, with what is the same for all of them beside: everything at first, later what is new.</summary>
    private string Beside(int now, int t, string? rows, string same)
    {
        if (rows is null)
        {
            since[t] = now;
            var read = formula
                .Columns.Index()
                .Where(c => c.Item.Table == t)
                .Select(c => $"CAST(d.{SqlNames.Quoted(c.Item.Name)} AS {Double}) AS {columns[c.Index]}");
            return Add("rows", $"SELECT {string.Join(", ", read.Append("s.*"))} FROM {SqlNames.Table(t)} AS d CROSS JOIN {same} AS s");
        }
        var known = Enumerable.Range(0, live.Length).Where(i => live[i] && named[i] && table[i] < 0 && phase[i] > 0 && phase[i] <= now);
        string[] fresh = [.. known.Where(i => phase[i] > since[t]).Select(i => $"s.{code[i].Text}")];
        since[t] = now;
        return fresh.Length == 0 ? rows : Add("rows", $"SELECT r.*, {string.Join(", ", fresh)} FROM {rows} AS r CROSS JOIN {same} AS s");
    }

    /// <summary>The reductions that begin a phase.</summary>
    private string Summed(int now, string same, string?[] rows)
    {
        for (var t = 0; t < rows.Length; t++)
        {
            List<string> made = [];
            for (var i = 0; i < live.Length; i++)
                if (
                    live[i]
                    && phase[i] == now
                    && formula.Nodes[i] is { Op: Op.RowSum or Op.RowMean or Op.RowMax or Op.RowMin } n
                    && n.B == t
                )
                {
                    var (text, name) = (code.Of(i).Text, NameOf(i));
                    made.Add($"{text} AS {name}");
                    code.Set(i, Code.Name(name));
                }
            if (made.Count == 0)
                continue;
            var sums = Add("sums", $"SELECT {string.Join(", ", made)} FROM {rows[t]}");
            same = Add("step", $"SELECT * FROM {same} CROSS JOIN {sums}");
        }
        return same;
    }

    private string Add(string stem, string body)
    {
        var name = FormattableString.Invariant($"{stem}{tables.Count + 1}");
        tables.Add((name, body));
        return name;
    }

    private string Query(Formula loss, Told told, string from)
    {
        var page = new Page().Line("-- Written by gds export --to sql, for PostgreSQL and SQLite.").Line($"-- {About.Formula(loss)}");
        if (!formula.Parameters.IsEmpty)
            page.Line($"-- Parameters: {string.Join(", ", placeholders)}");
        foreach (var group in formula.Columns.GroupBy(c => c.Table))
            page.Line($"-- Table {SqlNames.Table(group.Key)} with columns {string.Join(", ", group.Select(c => SqlNames.Quoted(c.Name)))}");
        for (var k = 0; k < tables.Count; k++)
            page.Line($"{(k == 0 ? "WITH " : "  ")}{tables[k].Name} AS MATERIALIZED ({tables[k].Body}){(k < tables.Count - 1 ? "," : "")}");
        string[] own = [.. formula.Parameters.Select(p => p.Name)];
        string[] called =
            told == Told.Gradient ? ["loss", .. own.Select(p => "d_" + p)] : [.. own.SelectMany(p => own.Select(q => $"d2_{p}_{q}"))];
        var results = formula.Roots.Select((root, r) => $"{Result(root)} AS {names.Next(called[r])}");
        return page.Line($"SELECT {string.Join(", ", results)}").Line($"FROM {from};").ToString();
    }

    private string Result(int root) => code.IsNumber(root) ? $"CAST({code[root].Text} AS {Double})" : code[root].Text;
}
