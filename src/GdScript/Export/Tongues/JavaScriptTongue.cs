using System.Text.RegularExpressions;
using GdScript.Graphs;

namespace GdScript.Export.Tongues;

/// <summary>JavaScript over <c>Math</c>, as an ES module; arrays it makes are <c>Float64Array</c>.</summary>
internal sealed partial class JavaScriptTongue(Toolbox tools, string name) : Curly(tools)
{
    private static readonly string[] Words =
    [
        .. (
            "abstract arguments await boolean break byte case catch char class const continue debugger default delete do double else enum "
            + "eval export extends false final finally float for function goto if implements import in instanceof int interface let long "
            + "native new null package private protected public return short static super switch synchronized this throw throws transient "
            + "true try typeof undefined var void volatile while with yield async of get set Math Number Infinity NaN Float64Array Array Object"
        ).Split(' '),
    ];

    private static readonly Helper[] Own =
    [
        new(
            "round",
            """
            // The nearest integer; halves go to the even one.
            function §round(x) {
                const near = Math.round(x);
                return near - x === 0.5 && near % 2 !== 0 ? near - 1 : near;
            }

            """
        ),
        new(
            "power",
            """
            // x to the power of y, with 1 for 1 to whatever power and for -1 to an endless one.
            function §power(x, y) {
                return x === 1 || (x === -1 && (y === Infinity || y === -Infinity)) ? 1 : Math.pow(x, y);
            }

            """
        ),
    ];

    public static Toolbox Shelf(string name) =>
        new([.. Own, .. CurlyShelf.All.Select(h => new Helper(h.Name, Spoken(h.Text)))], helper => $"{name}_{helper}");

    public override int Budget => Arrangement.MethodBytes;

    public override bool OwnsArrays => true;

    public override IEnumerable<string> Reserved => [.. Words, .. Tools.AllNames, name, .. Identifiers.FunctionsOf(name)];

    public override string Equal => "===";

    public override string Unequal => "!==";

    protected override Code Endless(double value) =>
        double.IsNaN(value) ? Code.Name("NaN")
        : value > 0 ? Code.Name("Infinity")
        : new("-Infinity", Binds.Unary);

    public override Code Letter(Op op) => Code.Name(op == Op.Pi ? "Math.PI" : "Math.E");

    protected override string? Library(Op op) =>
        op switch
        {
            Op.Sign or Op.Relu or Op.Sigmoid or Op.Softplus or Op.Erf or Op.Lgamma or Op.Round or Op.Pow => null,
            _ => "Math." + op.ToString().ToLowerInvariant(),
        };

    protected override string Counter(bool overRows) => "let";

    public override string Slice(string array, string offset, int count) =>
        int.TryParse(offset, out var at)
            ? FormattableString.Invariant($"{array}.slice({at}, {at + count})")
            : FormattableString.Invariant($"{array}.slice({offset}, {offset} + {count})");

    public override string Let(string name, string value) => $"const {name} = {value};";

    public override string Begin(string name, string value) => $"let {name} = {value};";

    public override string LetSlice(string name, string memory, int offset, int count, Region region) =>
        FormattableString.Invariant(
            $"const {name} = {memory}.{(region == Region.Point ? "slice" : "subarray")}({offset}, {offset + count});"
        );

    public override string Array(string name, int count) => FormattableString.Invariant($"const {name} = new Float64Array({count});");

    public override string Rows(string column, int width) =>
        FormattableString.Invariant($"{column}.length{(width > 1 ? $" / {width}" : "")}");

    public override string? Return(string? value, IReadOnlyList<Given> arrays, bool inPart)
    {
        if (inPart)
            return value is null ? null : $"return {value};";
        var members = arrays.Select(a => a.Said == a.Name ? a.Name : $"{a.Name}: {a.Said}");
        return $"return {{ {string.Join(", ", value is null ? members : [value == "value" ? "value" : $"value: {value}", .. members])} }};";
    }

    public override string Data(string name, IReadOnlyList<double> numbers) =>
        $"const {name} = [{string.Join(", ", numbers.Select(n => Number(n).Text))}];\n";

    public override string File(Sheet sheet) => new JavaScriptFile(sheet, name, Tools).Text();

    /// <summary>A helper of the shelf in JavaScript.</summary>
    private static string Spoken(string text)
    {
        text = text.Replace("#int ", "");
        text = CTongue.Table().Replace(text, "const $1 = [$2];");
        text = CTongue.Zeros().Replace(text, "const $1 = new Float64Array($2);");
        text = text.Replace("#in a", "a").Replace("#more ", "").Replace("#out ", "").Replace("#args a", "a").Replace("#n;", "a.length;");
        text = text.Replace("#inf", "Infinity").Replace("#nan", "NaN").Replace(" == ", " === ").Replace(" != ", " !== ");
        text = Head().Replace(text, m => $"function {m.Groups[1].Value}({Type().Replace(m.Groups[2].Value, "")}) {{");
        text = Type().Replace(text, "let ");
        return CTongue.LibraryCall().Replace(text, "Math.$1") + "\n";
    }

    [GeneratedRegex(@"static \w+ (§\w+)\(([^)]*)\) \{")]
    private static partial Regex Head();

    [GeneratedRegex(@"\b(double|int) ")]
    private static partial Regex Type();
}
