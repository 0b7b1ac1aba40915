using GdScript.Graphs;

namespace GdScript.Export.Tongues;

/// <summary>Python over its own <c>math</c>; arrays are lists of numbers.</summary>
internal sealed class PythonTongue(Toolbox tools, string name) : Tongue(tools)
{
    internal static readonly string[] Words =
    [
        .. (
            "False None True and as assert async await break class continue def del elif else except finally for from global if import in is "
            + "lambda nonlocal not or pass raise return try while with yield match case type _ math sum range float int len abs min max round "
            + "list tuple zip any next enumerate print object"
        ).Split(' '),
    ];

    public static Toolbox Shelf() => new(PythonShelf.All, helper => "_" + helper);

    public override int Budget => int.MaxValue;

    public override bool OwnsArrays => true;

    public override bool SlicesCopy => true;

    public override bool FoldsNames => true;

    public override IEnumerable<string> Reserved => [.. Words, .. Tools.AllNames, name, .. Identifiers.FunctionsOf(name)];

    protected override Code Endless(double value) =>
        double.IsNaN(value) ? Code.Name("math.nan")
        : value > 0 ? Code.Name("math.inf")
        : new("-math.inf", Binds.Unary);

    public override Code Letter(Op op) => Code.Name(op == Op.Pi ? "math.pi" : "math.e");

    public override Code Function(Op op, Code a, Code b)
    {
        var name = op switch
        {
            Op.Abs => "abs",
            Op.Atan or Op.Tanh or Op.Asinh or Op.Erf or Op.Atan2 or Op.Hypot => "math." + op.ToString().ToLowerInvariant(),
            _ => Tools.Use(op.ToString().ToLowerInvariant()),
        };
        return op.Arity() > 1 ? Code.Call(name, a.Text, b.Text) : Code.Call(name, a.Text);
    }

    public override Code Polygamma(int order, Code x) =>
        order == 0 ? Code.Call(Tools.Use("digamma"), x.Text) : Code.Call(Tools.Use("polygamma"), About.Count(order), x.Text);

    public override Code Quotient(Code top, Code bottom, bool certain) =>
        certain ? base.Quotient(top, bottom, certain) : Code.Call(Tools.Use("div"), top.Text, bottom.Text);

    public override Code Choice(Code condition, Code yes, Code no) =>
        new($"{yes.As(Binds.Or)} if {condition.As(Binds.Or)} else {no.As(Binds.Or)}", Binds.Choice);

    public override string And => "and";

    public override string Or => "or";

    public override Code Not(Code condition) => new("not " + condition.As(Binds.Comparison), Binds.Equality);

    public override Code Reduced(Op op, ArrayCode a, ArrayCode b) =>
        op switch
        {
            Op.Sum => Code.Call("sum", a.Text),
            Op.Mean => new($"sum({a.Text}) / {a.Count}", Binds.Product),
            Op.Dot => Code.Call(Tools.Use("dot"), a.Text, b.Text),
            _ => Code.Call(Tools.Use(op.ToString().ToLowerInvariant()), a.Text),
        };

    public override string Whole(Op op, string to, ArrayCode a, ArrayCode b)
    {
        string[] arguments = op switch
        {
            Op.Softmax => [a.Text],
            Op.Transpose => [a.Text, About.Count(a.Shape.Rows), About.Count(a.Shape.Columns)],
            Op.Outer => [a.Text, b.Text],
            Op.Gather => [a.Text, b.Text, About.Count(a.Shape.Rows), About.Count(a.Shape.Columns)],
            Op.Scatter => [a.Text, b.Text, About.Count(b.Shape.Rows), About.Count(b.Shape.Columns)],
            _ =>
            [
                a.Text,
                b.Text,
                About.Count(a.Shape.IsMatrix ? a.Shape.Rows : 1),
                About.Count(b.Shape.Rows),
                About.Count(b.Shape.IsMatrix ? b.Shape.Columns : 1),
            ],
        };
        return $"{to}[:] = {Code.Call(Tools.Use(op.ToString().ToLowerInvariant()), arguments).Text}";
    }

    public override string Slice(string array, string offset, int count) =>
        int.TryParse(offset, out var at)
            ? FormattableString.Invariant($"{array}[{at}:{at + count}]")
            : FormattableString.Invariant($"{array}[{offset}:{offset} + {count}]");

    public override string Let(string name, string value) => $"{name} = {value}";

    public override string Begin(string name, string value) => $"{name} = {value}";

    public override string LetSlice(string name, string memory, int offset, int count, Region region) =>
        FormattableString.Invariant($"{name} = {memory}[{offset}:{offset + count}]");

    public override string Array(string name, int count) => FormattableString.Invariant($"{name} = [0.0] * {count}");

    public override string End => "";

    public override IEnumerable<string> Loop(string index, string count, bool overRows) => [$"for {index} in range({count}):"];

    public override string? Close => null;

    public override string Rows(string column, int width) =>
        FormattableString.Invariant($"len({column}){(width > 1 ? $" // {width}" : "")}");

    public override string? Return(string? value, IReadOnlyList<Given> arrays, bool inPart) =>
        "return " + string.Join(", ", value is null ? arrays.Select(a => a.Said) : [value, .. arrays.Select(a => a.Said)]);

    public override string Data(string name, IReadOnlyList<double> numbers) =>
        $"{name} = ({string.Join(", ", numbers.Select(n => Number(n).Text))},)\n";

    public override string File(Sheet sheet) => new PythonFile(sheet, name, Tools).Text();
}
