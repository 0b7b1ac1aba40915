using System.Collections;
using System.Runtime.CompilerServices;
using GdScript.Cli.Commands;

namespace GdScript.Cli.Repl;

/// <summary>Lists of records, tuples and pairs as tables, a column for each part.</summary>
internal static class Tables
{
    private const int MostRows = 40;
    private const int MostColumns = 20;
    private const int Widest = 60;

    /// <summary>A dictionary as a table of its keys and values; null for one that is short or empty.</summary>
    public static string? Of(IDictionary dictionary, Display display)
    {
        if (dictionary.Count < 2)
            return null;
        var rows = new List<string[]>();
        foreach (DictionaryEntry pair in dictionary)
        {
            if (rows.Count == MostRows)
                break;
            rows.Add([Cell(pair.Key, display), Cell(pair.Value, display)]);
        }
        return Values.Table(rows).TrimEnd('\n') + More(dictionary.Count, rows.Count);
    }

    /// <summary>Two or more things of one type with parts; null for any other sequence.</summary>
    public static string? Of(IEnumerable items, Display display)
    {
        var rows = First(items);
        if (
            rows.Count < 2
            || rows[0] is not { } first
            || rows.Any(r => r?.GetType() != first.GetType())
            || Parts(first) is not { Count: > 0 } parts
        )
            return null;
        var shown = rows.Take(MostRows)
            .Select(r => parts.Select(p => p.Get(r!, out var v, out _) ? Cell(v, display) : "<error>").ToArray());
        string[][] cells =
        [
            [.. parts.Select(p => p.Name)],
            .. shown,
        ];
        int[] widths = [.. parts.Select((_, k) => cells.Max(c => Edge.Complaint.Width(c[k])))];
        var lines = cells.Select(row =>
            string.Join("  ", row.Select((c, k) => new string(' ', widths[k] - Edge.Complaint.Width(c)) + c)).TrimEnd()
        );
        return string.Join('\n', lines) + More(Shown.CountOf(items) ?? rows.Count, Math.Min(rows.Count, MostRows));
    }

    private static List<object?> First(IEnumerable items)
    {
        var rows = new List<object?>();
        try
        {
            foreach (var item in items)
            {
                if (rows.Count > MostRows)
                    break;
                rows.Add(item);
                if (rows.Count == 1 && (item is null || Parts(item).Count == 0))
                    break;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            rows.Clear(); // the list itself will say so
        }
        return rows;
    }

    private static string More(int all, int shown) => all > shown ? "\n" + Speaking.More(all - shown) : "";

    private static string Cell(object? value, Display display)
    {
        var text = display.Inline(value, 1);
        return text.Length <= Widest ? text : text[..Widest] + "…";
    }

    /// <summary>The parts of a record, an anonymous object or a tuple; none for what is one value.</summary>
    private static IReadOnlyList<Shown> Parts(object row)
    {
        var type = row.GetType();
        if (row is ITuple tuple)
            return
            [
                .. Enumerable.Range(0, Math.Min(tuple.Length, MostColumns)).Select(i => new Shown($"Item{i + 1}", of => ((ITuple)of)[i])),
            ];
        if (type.IsPrimitive || row is string or IFormattable or IEnumerable or Delegate)
            return [];
        var isPair = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
        var isRecord = type.GetMethod("ToString", Type.EmptyTypes)?.IsDefined(typeof(CompilerGeneratedAttribute), false) == true;
        var isAnonymous = type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal);
        return isPair || isRecord || isAnonymous ? [.. Shown.Of(type).Take(MostColumns)] : [];
    }
}
