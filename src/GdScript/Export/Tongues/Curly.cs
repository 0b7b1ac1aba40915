using GdScript.Graphs;

namespace GdScript.Export.Tongues;

/// <summary>What C, C# and JavaScript have in common: braces, semicolons, and which operation is a function of the library or of ours.</summary>
internal abstract class Curly(Toolbox tools) : Tongue(tools)
{
    /// <summary>The library's function for an operation; null where it has none of that kind.</summary>
    protected abstract string? Library(Op op);

    public sealed override Code Function(Op op, Code a, Code b)
    {
        var name = Library(op) ?? Tools.Use(HelperOf(op));
        return op.Arity() > 1 ? Code.Call(name, a.Text, b.Text) : Code.Call(name, a.Text);
    }

    public sealed override Code Polygamma(int order, Code x) =>
        order == 0
            ? Code.Call(Tools.Use("digamma"), x.Text)
            : Code.Call(Tools.Use("polygamma"), FormattableString.Invariant($"{order}"), x.Text);

    public sealed override Code Reduced(Op op, ArrayCode a, ArrayCode b) =>
        op switch
        {
            Op.Mean => Quotient(Code.Call(Tools.Use("sum"), Arguments(a)), Number(a.Shape.Count), true),
            Op.Dot => Code.Call(Tools.Use("dot"), [.. Arguments(a), b.Text]),
            _ => Code.Call(Tools.Use(op.ToString().ToLowerInvariant()), Arguments(a)),
        };

    public sealed override string Whole(Op op, string to, ArrayCode a, ArrayCode b)
    {
        string[] arguments = op switch
        {
            Op.Softmax => [.. Arguments(a)],
            Op.Transpose => [a.Text, Text(a.Shape.Rows), Text(a.Shape.Columns)],
            Op.Outer => [a.Text, a.Count, b.Text, b.Count],
            Op.Gather => [a.Text, b.Text, Text(a.Shape.Rows), Text(a.Shape.Columns)],
            Op.Scatter => [a.Text, b.Text, Text(b.Shape.Rows), Text(b.Shape.Columns)],
            _ =>
            [
                a.Text,
                b.Text,
                Text(a.Shape.IsMatrix ? a.Shape.Rows : 1),
                Text(b.Shape.Rows),
                Text(b.Shape.IsMatrix ? b.Shape.Columns : 1),
            ],
        };
        return Code.Call(Tools.Use(op.ToString().ToLowerInvariant()), [.. arguments, to]).Text + ";";
    }

    /// <summary>An array whose length the function wants to know.</summary>
    protected virtual string[] Arguments(ArrayCode a) => [a.Text];

    public override IEnumerable<string> Loop(string index, string count, bool overRows) =>
        [$"for ({Counter(overRows)} {index} = 0; {index} < {count}; {index}++) {{"];

    protected abstract string Counter(bool overRows);

    private static string Text(int number) => FormattableString.Invariant($"{number}");

    private static string HelperOf(Op op) =>
        op switch
        {
            Op.Min => "smaller",
            Op.Max => "larger",
            Op.Pow => "power",
            _ => op.ToString().ToLowerInvariant(),
        };
}
