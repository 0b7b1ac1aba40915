namespace GdScript.Export.Queries;

/// <summary>What things are called in a query: as in the formula, in quotation marks where SQL would read something else.</summary>
internal sealed class SqlNames
{
    /// <summary>Words that mean something to one of the two, and those the query says itself.</summary>
    private static readonly HashSet<string> Words =
    [
        .. (
            "all analyse analyze and any array as asc asymmetric both by case cast check collate column constraint create cross current default "
            + "deferrable desc distinct do else end except exists false fetch for foreign from full grant group having ilike in index initially "
            + "inner intersect into is isnull join lateral leading left like limit localtime natural not notnull null offset on only or order "
            + "outer over overlaps placing primary references returning right select session similar some symmetric table then to trailing "
            + "true union unique user using values variadic verbose when where window with"
        ).Split(' '),
    ];

    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Identifiers placeholders = new([], ascii: true);

    /// <summary>The next free name like the one wanted. SQLite takes w and W for one name, also in quotation marks.</summary>
    public string Next(string wanted)
    {
        var clean = Identifiers.Clean(wanted, ascii: false);
        var name = clean;
        for (var k = 2; !taken.Add(name); k++)
            name = FormattableString.Invariant($"{clean}_{k}");
        return Quoted(name);
    }

    /// <summary>Names of SQL fold to lower case, so only plain lower case stands for itself.</summary>
    public static string Quoted(string name) =>
        Words.Contains(name) || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') ? $"\"{name}\"" : name;

    /// <summary>A placeholder for a parameter: ASCII letters, digits and underscores.</summary>
    public string Placeholder(string parameter) => ":" + placeholders.Next(parameter);

    /// <summary>The table with the rows: <c>data</c>, or <c>data2</c> for the second of several.</summary>
    public static string Table(int table) => table == 0 ? "data" : FormattableString.Invariant($"data{table + 1}");
}
