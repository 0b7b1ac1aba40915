namespace GdScript.Export.Tongues;

/// <summary>An ES module around the routines.</summary>
internal sealed class JavaScriptFile(Sheet sheet, string name, Toolbox tools)
{
    private readonly Page page = new();

    public string Text()
    {
        page.Line("// Written by gds export --to javascript.");
        foreach (var data in sheet.Data)
            page.Line().Block(data);
        foreach (var written in sheet.Routines)
            Function(written);
        foreach (var helper in tools.Texts)
            page.Line().Block(helper);
        return page.ToString();
    }

    private void Function(Written written)
    {
        var (signature, function) = (written.Signature, NameOf(written));
        page.Line();
        Comment(written);
        page.Line($"export function {function}({string.Join(", ", Parameters(signature))}) {{");
        foreach (var (length, said) in written.Lengths.Zip(signature.Arrays))
            page.Line($"    const {said.Said} = new Float64Array({length});");
        if (written.Parts.Length == 1)
            page.Block(written.Parts[0], "    ");
        else
            Calls(written, function);
        page.Line("}");
        for (var k = 0; written.Parts.Length > 1 && k < written.Parts.Length; k++)
        {
            page.Line().Line($"function {PartOf(function, k)}({string.Join(", ", OfParts(signature))}) {{");
            page.Block(written.Parts[k], "    ").Line("}");
        }
    }

    private void Calls(Written written, string function)
    {
        var signature = written.Signature;
        page.Line($"    const {signature.Work} = new Float64Array({About.Count(Math.Max(1, written.WorkSize))});");
        for (var k = 0; k < written.Parts.Length; k++)
        {
            var answers = k == written.Parts.Length - 1 && written.Routine.Returns;
            page.Line($"    {(answers ? "const value = " : "")}{PartOf(function, k)}({string.Join(", ", OfParts(signature))});");
        }
        string[] members =
        [
            .. written.Routine.Returns ? (string[])["value"] : [],
            .. signature.Arrays.Select(a => a.Said == a.Name ? a.Name : $"{a.Name}: {a.Said}"),
        ];
        page.Line($"    return {{ {string.Join(", ", members)} }};");
    }

    private void Comment(Written written)
    {
        var signature = written.Signature;
        page.Line("/**").Line($" * {written.Routine.About}").Line(" *");
        page.Line($" *     {About.Formula(sheet.Loss).Replace("*/", "* /")}").Line(" *");
        page.Line($" * @param {{ArrayLike<number>}} {signature.Point} {About.Point(sheet.Loss)}");
        foreach (var table in signature.Tables)
        {
            foreach (var (column, given) in table.Columns)
                page.Line($" * @param {{ArrayLike<number>}} {given} {About.Column(sheet.Loss.Columns[column])}");
            if (table.IsTold)
                page.Line($" * @param {{number}} {table.Rows} how many rows there are");
        }
        var members = written.Routine.Arrays.Select(a => $"{a.Name}: Float64Array");
        page.Line($" * @returns {{{{{string.Join(", ", written.Routine.Returns ? ["value: number", .. members] : members)}}}}}");
        foreach (var array in written.Routine.Arrays)
            page.Line($" *     {array.Name}: {array.About}");
        page.Line(" */");
    }

    private static IEnumerable<string> Parameters(Signature signature) =>
        [signature.Point, .. signature.Tables.SelectMany(t => t.Columns.Select(c => c.Name).Concat(t.IsTold ? [t.Rows] : []))];

    private static IEnumerable<string> OfParts(Signature signature) =>
        [.. Parameters(signature), .. signature.Arrays.Select(a => a.Said), signature.Work];

    private string NameOf(Written written) =>
        written.Routine.Told == Told.Gradient ? name : $"{name}_{written.Routine.Told.ToString().ToLowerInvariant()}";

    private static string PartOf(string function, int part) => FormattableString.Invariant($"{function}_part{part + 1}");
}
