namespace GdScript.Export.Tongues;

/// <summary>A file of C around the routines.</summary>
internal sealed class CFile(Sheet sheet, string name, Toolbox tools)
{
    /// <summary>More scratch than this is asked of the heap.</summary>
    private const int OnStack = 16_384;

    private readonly Page page = new();

    public string Text()
    {
        page.Line("/* Written by gds export --to c. C99: link with -lm. */").Line("#include <math.h>").Line("#include <stddef.h>");
        if (sheet.Routines.Any(r => r.WorkSize > OnStack))
            page.Line("#include <stdlib.h>");
        foreach (var helper in tools.Texts)
            page.Line().Block(helper);
        foreach (var data in sheet.Data)
            page.Line().Block(data);
        foreach (var written in sheet.Routines)
            Function(written);
        return page.ToString();
    }

    private void Function(Written written)
    {
        var (signature, function) = (written.Signature, NameOf(written));
        for (var k = 0; written.Parts.Length > 1 && k < written.Parts.Length; k++)
        {
            page.Line().Line($"static {Answer(written, k)} {PartOf(function, k)}({Parameters(signature)}, double *{signature.Work}) {{");
            Body(written.Parts[k], [.. Names(signature), signature.Work]);
            page.Line("}");
        }
        page.Line();
        Comment(written);
        page.Line($"{(written.Routine.Returns ? "double" : "void")} {function}({Parameters(signature)}) {{");
        if (written.Parts.Length == 1)
            Body(written.Parts[0], Names(signature));
        else
            Calls(written, function);
        page.Line("}");
    }

    /// <summary>Statements; what they do not mention is mentioned, so that no compiler complains.</summary>
    private void Body(string body, IEnumerable<string> names)
    {
        foreach (var unused in names.Where(n => !Written.Mentions(body, n)))
            page.Line($"    (void){unused};");
        if (body.Length > 0)
            page.Block(body, "    ");
    }

    private void Calls(Written written, string function)
    {
        var (work, size) = (written.Signature.Work, Math.Max(1, written.WorkSize));
        var onHeap = size > OnStack;
        if (onHeap)
        {
            page.Line($"    double *{work} = malloc({About.Count(size)} * sizeof(double));");
            page.Line($"    if ({work} == NULL)").Line(written.Routine.Returns ? "        return NAN;" : "        return;");
        }
        else
            page.Line($"    double {work}[{About.Count(size)}];");
        var given = string.Join(", ", [.. Names(written.Signature), work]);
        for (var k = 0; k < written.Parts.Length; k++)
        {
            var keep =
                Answer(written, k) == "void" ? ""
                : onHeap ? "const double answer = "
                : "return ";
            page.Line($"    {keep}{PartOf(function, k)}({given});");
        }
        if (onHeap)
            page.Line($"    free({work});");
        if (onHeap && written.Routine.Returns)
            page.Line("    return answer;");
    }

    private void Comment(Written written)
    {
        var (signature, loss) = (written.Signature, sheet.Loss);
        page.Line("/*")
            .Line($" * {written.Routine.About}")
            .Line(" *")
            .Line($" *     {About.Formula(loss).Replace("*/", "* /")}")
            .Line(" *");
        page.Line($" * {signature.Point}: {About.Point(loss)}");
        foreach (var table in signature.Tables)
        {
            foreach (var (column, given) in table.Columns)
                page.Line($" * {given}: {About.Column(loss.Columns[column])}");
            page.Line($" * {table.Rows}: how many rows there are");
        }
        foreach (var (array, name) in written.Routine.Arrays.Zip(signature.Arrays))
            page.Line($" * {name}: filled with {array.About}");
        page.Line(written.Routine.Returns ? " * Returns the value.\n */" : " */");
    }

    private static string Answer(Written written, int part) =>
        part == written.Parts.Length - 1 && written.Routine.Returns ? "double" : "void";

    private static string Parameters(Signature signature) =>
        string.Join(
            ", ",
            [
                $"const double *{signature.Point}",
                .. signature.Tables.SelectMany(t => t.Columns.Select(c => $"const double *{c.Name}").Append($"size_t {t.Rows}")),
                .. signature.Arrays.Select(a => $"double *{a}"),
            ]
        );

    private static string[] Names(Signature signature) =>
        [
            signature.Point,
            .. signature.Tables.SelectMany(t => t.Columns.Select(c => c.Name).Append(t.Rows)),
            .. signature.Arrays.Select(a => a.Said),
        ];

    private string NameOf(Written written) =>
        written.Routine.Told == Told.Gradient ? name : $"{name}_{written.Routine.Told.ToString().ToLowerInvariant()}";

    private static string PartOf(string function, int part) => FormattableString.Invariant($"{function}_part{part + 1}");
}
