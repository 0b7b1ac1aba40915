namespace GdScript.Export.Tongues;

/// <summary>A module of Python around the routines.</summary>
internal sealed class PythonFile(Sheet sheet, string name, Toolbox tools)
{
    private readonly Page page = new();

    public string Text()
    {
        page.Line("# Written by gds export --to python.").Line("import math");
        foreach (var data in sheet.Data)
            page.Line().Block(data);
        foreach (var helper in tools.Texts)
            page.Line().Line().Block(helper);
        foreach (var written in sheet.Routines)
            Function(written);
        return page.ToString();
    }

    private void Function(Written written)
    {
        var signature = written.Signature;
        var function = written.Routine.Told == Told.Gradient ? name : $"{name}_{written.Routine.Told.ToString().ToLowerInvariant()}";
        page.Line().Line().Line($"def {function}({string.Join(", ", Parameters(signature))}):");
        page.Block(Comment(sheet.Loss, written), "    ");
        page.Line($"    {signature.Point} = [float(number) for number in {signature.Point}]");
        foreach (var (length, said) in written.Lengths.Zip(signature.Arrays))
            page.Line($"    {said.Said} = [0.0] * {(length.Contains(' ') ? $"({length})" : length)}");
        page.Block(written.Parts[0], "    ");
    }

    /// <summary>What a function does, is given and answers.</summary>
    internal static string Comment(Graphs.Formula loss, Written written)
    {
        var (signature, text) = (written.Signature, new Page());
        text.Line($"\"\"\"{written.Routine.About}").Line().Line($"    {About.Formula(loss)}").Line();
        text.Line($"{signature.Point}: {About.Point(loss)}");
        foreach (var table in signature.Tables)
        {
            foreach (var (column, given) in table.Columns)
                text.Line($"{given}: {About.Column(loss.Columns[column])}");
            if (table.IsTold)
                text.Line($"{table.Rows}: how many rows there are");
        }
        var said = written.Routine.Arrays.Select(a => $"{a.Name} ({a.About})");
        text.Line($"Returns {string.Join(" and ", written.Routine.Returns ? ["the value", .. said] : said)}.");
        return text.Line("\"\"\"").ToString();
    }

    internal static IEnumerable<string> Parameters(Signature signature) =>
        [signature.Point, .. signature.Tables.SelectMany(t => t.Columns.Select(c => c.Name).Concat(t.IsTold ? [t.Rows] : []))];
}
