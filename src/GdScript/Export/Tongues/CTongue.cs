using System.Text.RegularExpressions;
using GdScript.Graphs;

namespace GdScript.Export.Tongues;

/// <summary>C99 over <c>math.h</c>.</summary>
internal sealed partial class CTongue(Toolbox tools, string name) : Curly(tools)
{
    private static readonly string[] Words =
    [
        .. (
            "auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return "
            + "short signed sizeof static struct switch typedef union unsigned void volatile while _Bool _Complex _Imaginary size_t NULL "
            + "NAN INFINITY HUGE_VAL main errno free malloc signgam isnan isinf exp exp2 expm1 log log1p log2 log10 logb sqrt cbrt sin cos tan asin acos "
            + "atan sinh cosh tanh asinh acosh atanh erf erfc lgamma tgamma gamma fabs floor ceil rint round trunc atan2 hypot pow fmin fmax fmod fdim "
            + "fma modf frexp ldexp remainder y0 y1 yn j0 j1 jn abs div labs abort exit rand signbit"
        ).Split(' '),
    ];

    public static Toolbox Shelf(string name) =>
        new(
            [
                new(
                    "smaller",
                    "/* The smaller of two; no number when one of them is none. */\nstatic double §smaller(double a, double b) {\n    return a < b || a != a ? a : b;\n}\n"
                ),
                new(
                    "larger",
                    "/* The larger of two; no number when one of them is none. */\nstatic double §larger(double a, double b) {\n    return a > b || a != a ? a : b;\n}\n"
                ),
                .. CurlyShelf.All.Select(h => new Helper(h.Name, Spoken(h.Text))),
            ],
            helper => $"{name}_{helper}"
        );

    public override int Budget => Arrangement.MethodBytes;

    public override bool OwnsArrays => true;

    public override bool Ascii => true;

    public override bool IsToldRows => true;

    public override IEnumerable<string> Reserved => [.. Words, .. Tools.AllNames, name, .. Identifiers.FunctionsOf(name)];

    protected override Code Endless(double value) =>
        double.IsNaN(value) ? Code.Name("NAN")
        : value > 0 ? Code.Name("INFINITY")
        : new("-INFINITY", Binds.Unary);

    public override Code Letter(Op op) => Code.Finite(op == Op.Pi ? Math.PI : Math.E);

    protected override string? Library(Op op) =>
        op switch
        {
            Op.Abs => "fabs",
            Op.Round => "rint",
            Op.Gamma => "tgamma",
            Op.Min or Op.Max or Op.Sign or Op.Relu or Op.Sigmoid or Op.Softplus => null,
            _ => op.ToString().ToLowerInvariant(),
        };

    public override Code Fma(Code a, Code b, Code c) => Code.Call("fma", a.Text, b.Text, c.Text);

    protected override string[] Arguments(ArrayCode a) => [a.Text, a.Count];

    protected override string Counter(bool overRows) => overRows ? "size_t" : "int";

    public override Code Counted(string rows) => new($"(double){rows}", Binds.Unary);

    public override string Slice(string array, string offset, int count) => offset == "0" ? array : $"{array} + {offset}";

    public override string Let(string name, string value) => $"const double {name} = {value};";

    public override string Begin(string name, string value) => $"double {name} = {value};";

    public override string LetSlice(string name, string memory, int offset, int count, Region region) =>
        FormattableString.Invariant(
            $"{(region == Region.Point ? "const " : "")}double *{name} = {memory}{(offset > 0 ? $" + {offset}" : "")};"
        );

    public override string Array(string name, int count) => FormattableString.Invariant($"double {name}[{count}];");

    public override string? CountRows(string name, string column, int width) => null;

    public override string Rows(string column, int width) => throw new NotSupportedException("C's arrays do not know how long they are");

    public override string? Return(string? value, IReadOnlyList<Given> arrays, bool inPart) => value is null ? null : $"return {value};";

    public override string Data(string name, IReadOnlyList<double> numbers) =>
        FormattableString.Invariant(
            $"static const double {name}[{numbers.Count}] = {{{string.Join(", ", numbers.Select(n => Number(n).Text))}}};\n"
        );

    public override string File(Sheet sheet) => new CFile(sheet, name, Tools).Text();

    /// <summary>A helper of the shelf in C.</summary>
    private static string Spoken(string text)
    {
        text = text.Replace("#int ", "(int)");
        text = Table().Replace(text, "static const double $1[] = {$2};");
        text = Zeros().Replace(text, "double $1[$2] = {0.0};");
        text = text.Replace("#in a", "const double *a, int n").Replace("#more ", "const double *").Replace("#out ", "double *");
        text = text.Replace("#args a", "a, n").Replace("#n;", "n;").Replace("#n ", "n ").Replace("#inf", "INFINITY").Replace("#nan", "NAN");
        text = Comment().Replace(text, "/* $1 */").Replace("$abs", "fabs");
        return LibraryCall().Replace(text, "$1") + "\n";
    }

    [GeneratedRegex(@"#table (\w+) = ([^;]*);")]
    internal static partial Regex Table();

    [GeneratedRegex(@"#zeros (\w+) = (\d+);")]
    internal static partial Regex Zeros();

    [GeneratedRegex(@"// ([^\n]*)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\$(\w+)")]
    internal static partial Regex LibraryCall();
}
