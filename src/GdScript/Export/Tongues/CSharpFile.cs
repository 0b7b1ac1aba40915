namespace GdScript.Export.Tongues;

/// <summary>A file of C# around the routines: one static class.</summary>
internal sealed class CSharpFile(Sheet sheet, string className, Toolbox tools)
{
    /// <summary>More scratch than this is lent from the pool.</summary>
    private const int OnStack = 512;

    private readonly Page page = new();

    public string Text()
    {
        page.Line("// Written by gds export --to csharp.").Line("#nullable enable");
        if (sheet.Routines.Any(r => r.Parts.Any(p => CSharpTongue.WithItself().IsMatch(p))))
            page.Line("#pragma warning disable CS1718 // the formula compares a value with itself");
        page.Line().Line("using System;");
        if (sheet.Routines.Any(r => r.WorkSize > OnStack))
            page.Line("using System.Buffers;");
        page.Line();
        if (sheet.Options.Namespace.Length > 0)
            page.Line($"namespace {Namespace(sheet.Options.Namespace)};").Line();
        page.Line($"/// <summary>The loss {Escaped(About.Formula(sheet.Loss))}</summary>");
        page.Line($"public static class {className}").Line("{");
        page.Line("    /// <summary>How many numbers a point has.</summary>");
        page.Line($"    public const int PointSize = {About.Count(sheet.Loss.PointSize)};");
        foreach (var data in sheet.Data)
            page.Line().Block(data, "    ");
        foreach (var written in sheet.Routines)
            Method(written);
        foreach (var helper in tools.Texts)
            page.Line().Block(helper, "    ");
        return page.Line("}").ToString();
    }

    private void Method(Written written)
    {
        var (signature, name) = (written.Signature, NameOf(written.Routine.Told));
        page.Line();
        Comment(written);
        page.Line($"    public static {Answer(written, written.Parts.Length - 1)} {name}({Parameters(signature)})").Line("    {");
        Scratch(written, out var givesBack);
        if (written.Parts.Length == 1)
            Body(written.Parts[0], givesBack && written.Routine.Returns);
        else
            Calls(written, name, givesBack);
        if (givesBack)
            page.Line("        ArrayPool<double>.Shared.Return(lent);");
        if (givesBack && written.Routine.Returns)
            page.Line("        return answer;");
        page.Line("    }");
        for (var k = 0; written.Parts.Length > 1 && k < written.Parts.Length; k++)
        {
            page.Line()
                .Line($"    private static {Answer(written, k)} {PartOf(name, k)}({Parameters(signature)}, Span<double> {signature.Work})");
            page.Line("    {");
            Body(written.Parts[k], false);
            page.Line("    }");
        }
    }

    private void Scratch(Written written, out bool givesBack)
    {
        givesBack = written.WorkSize > OnStack;
        var (work, size) = (written.Signature.Work, About.Count(written.WorkSize));
        if (givesBack)
            page.Line($"        var lent = ArrayPool<double>.Shared.Rent({size});").Line($"        var {work} = lent.AsSpan(0, {size});");
        else if (written.WorkSize > 0)
            page.Line($"        Span<double> {work} = stackalloc double[{size}];");
        else if (written.Parts.Length > 1)
            page.Line($"        Span<double> {work} = [];");
    }

    /// <summary>The statements; the answer waits where something must be given back before.</summary>
    private void Body(string body, bool waits)
    {
        if (waits)
        {
            var at = body.LastIndexOf("return ", StringComparison.Ordinal);
            body = body[..at] + "var answer = " + body[(at + 7)..];
        }
        if (body.Length > 0)
            page.Block(body, "        ");
    }

    private void Calls(Written written, string name, bool givesBack)
    {
        var given = string.Join(", ", [.. Names(written.Signature), written.Signature.Work]);
        for (var k = 0; k < written.Parts.Length; k++)
        {
            var keep =
                Answer(written, k) == "void" ? ""
                : givesBack ? "var answer = "
                : "return ";
            page.Line($"        {keep}{PartOf(name, k)}({given});");
        }
    }

    private void Comment(Written written)
    {
        var signature = written.Signature;
        page.Line($"    /// <summary>{written.Routine.About}</summary>");
        page.Line($"    /// <param name=\"{signature.Point}\">{Escaped(About.Point(sheet.Loss))}.</param>");
        foreach (var table in signature.Tables)
        {
            foreach (var (column, given) in table.Columns)
                page.Line($"    /// <param name=\"{given}\">Data: {About.Column(sheet.Loss.Columns[column])}.</param>");
            if (table.IsTold)
                page.Line($"    /// <param name=\"{table.Rows}\">How many rows there are.</param>");
        }
        foreach (var (array, name) in written.Routine.Arrays.Zip(signature.Arrays))
            page.Line($"    /// <param name=\"{name}\">Filled with {Escaped(array.About)}.</param>");
        if (written.Routine.Returns)
            page.Line("    /// <returns>The value.</returns>");
    }

    private static string Answer(Written written, int part) =>
        part == written.Parts.Length - 1 && written.Routine.Returns ? "double" : "void";

    private static string Parameters(Signature signature) =>
        string.Join(
            ", ",
            [
                $"ReadOnlySpan<double> {signature.Point}",
                .. signature.Tables.SelectMany(t =>
                    t.Columns.Select(c => $"ReadOnlySpan<double> {c.Name}").Concat(t.IsTold ? [$"int {t.Rows}"] : [])
                ),
                .. signature.Arrays.Select(a => $"Span<double> {a}"),
            ]
        );

    private static string[] Names(Signature signature) =>
        [
            signature.Point,
            .. signature.Tables.SelectMany(t => t.Columns.Select(c => c.Name).Concat(t.IsTold ? [t.Rows] : [])),
            .. signature.Arrays.Select(a => a.Said),
        ];

    /// <summary>Each word of a namespace as C# can say it; its keywords get an @.</summary>
    private static string Namespace(string name) =>
        string.Join('.', name.Split('.').Select(word => Identifiers.Clean(word.TrimStart('@'), ascii: false)).Select(CSharpTongue.Escaped));

    private static string NameOf(Told told) => told == Told.Gradient ? "ValueAndGradient" : told.ToString();

    private static string PartOf(string method, int part) => FormattableString.Invariant($"{method}Part{part + 1}");

    internal static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
