using System.Text.RegularExpressions;
using GdScript.Graphs;

namespace GdScript.Export.Tongues;

/// <summary>C# over <c>System.Math</c> and spans.</summary>
internal sealed partial class CSharpTongue(Toolbox tools, string className) : Curly(tools)
{
    private static readonly string[] Words =
    [
        .. (
            "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else "
            + "enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock "
            + "long namespace new null object operator out override params private protected public readonly ref return sbyte sealed "
            + "short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort "
            + "using virtual void volatile while var await async field file global nameof record required scoped where when with yield "
            + "Math System Span ReadOnlySpan ArrayPool Double PointSize ValueAndGradient Gradient Hessian Residuals Jacobian Values lent answer"
        ).Split(' '),
    ];

    public static Toolbox Shelf() => new([.. CurlyShelf.All.Select(h => new Helper(h.Name, Spoken(h.Text)))], Capital);

    public override int Budget => Arrangement.MethodBytes;

    public override bool OwnsArrays => false;

    public override IEnumerable<string> Reserved => [.. Words, .. Tools.AllNames, className];

    protected override Code Endless(double value) =>
        Code.Name(
            double.IsNaN(value) ? "double.NaN"
            : value > 0 ? "double.PositiveInfinity"
            : "double.NegativeInfinity"
        );

    public override Code Letter(Op op) => Code.Name(op == Op.Pi ? "Math.PI" : "Math.E");

    protected override string? Library(Op op) =>
        op switch
        {
            Op.Ceil => "Math.Ceiling",
            Op.Hypot => "double.Hypot",
            Op.Sign or Op.Relu or Op.Sigmoid or Op.Softplus or Op.Log1p or Op.Expm1 or Op.Erf or Op.Lgamma => null,
            _ => "Math." + op,
        };

    public override Code Fma(Code a, Code b, Code c) => Code.Call("Math.FusedMultiplyAdd", a.Text, b.Text, c.Text);

    public override IEnumerable<string> Loop(string index, string count, bool overRows) =>
        [$"for (var {index} = 0; {index} < {count}; {index}++)", "{"];

    protected override string Counter(bool overRows) => "var";

    public override string Slice(string array, string offset, int count) =>
        FormattableString.Invariant($"{array}.Slice({offset}, {count})");

    public override string Let(string name, string value) => $"var {name} = {value};";

    public override string Begin(string name, string value) => $"var {name} = {value};";

    public override string LetSlice(string name, string memory, int offset, int count, Region region) =>
        FormattableString.Invariant($"var {name} = {memory}.Slice({offset}, {count});");

    public override string Array(string name, int count) => FormattableString.Invariant($"var {name} = new double[{count}];");

    public override string Rows(string column, int width) =>
        FormattableString.Invariant($"{column}.Length{(width > 1 ? $" / {width}" : "")}");

    public override string? Return(string? value, IReadOnlyList<Given> arrays, bool inPart) => value is null ? null : $"return {value};";

    public override string Data(string name, IReadOnlyList<double> numbers) =>
        $"private static ReadOnlySpan<double> {name} => [{string.Join(", ", numbers.Select(n => Number(n).Text))}];\n";

    public override string File(Sheet sheet) => new CSharpFile(sheet, className, Tools).Text();

    /// <summary>A word of a name, set off where it is one of the language's own.</summary>
    public static string Escaped(string word) => Words.Contains(word) && char.IsAsciiLetterLower(word[0]) ? "@" + word : word;

    private static string Capital(string helper) => char.ToUpperInvariant(helper[0]) + helper[1..];

    /// <summary>A helper of the shelf in C#: braces on lines of their own, spans for arrays.</summary>
    private static string Spoken(string text)
    {
        text = text.Replace("#int ", "(int)");
        text = CTongue.Table().Replace(text, "ReadOnlySpan<double> $1 = [$2];");
        text = CTongue.Zeros().Replace(text, "var $1 = new double[$2];");
        text = text.Replace("#in a", "ReadOnlySpan<double> a").Replace("#more ", "ReadOnlySpan<double> ").Replace("#out ", "Span<double> ");
        text = text.Replace("#args a", "a")
            .Replace("#n;", "a.Length;")
            .Replace("#inf", "double.PositiveInfinity")
            .Replace("#nan", "double.NaN");
        text = text.Replace("static ", "private static ")
            .Replace("    double ", "    var ")
            .Replace("(int ", "(var ")
            .Replace("(var n, ", "(int n, ");
        text = LibraryCall().Replace(text, m => Library(m.Groups[1].Value));
        text = Different().Replace(text, "double.IsNaN($1)");
        text = Alike().Replace(text, "!double.IsNaN($1)");
        text = OpenBrace().Replace(text, "$1$2\n$1{");
        return Comment().Replace(text, m => $"/// <summary>{CSharpFile.Escaped(m.Groups[1].Value)}</summary>") + "\n";
    }

    private static string Library(string name) => name is "log1p" or "expm1" ? "§" + name : "Math." + Capital(name);

    [GeneratedRegex(@"^( *)(\S[^\n]*) \{", RegexOptions.Multiline)]
    private static partial Regex OpenBrace();

    [GeneratedRegex(@"\b(\w+) != \1\b")]
    private static partial Regex Different();

    [GeneratedRegex(@"\b(\w+) == \1\b")]
    private static partial Regex Alike();

    [GeneratedRegex(@"\b(\w+) [=!<>]=? \1\b")]
    internal static partial Regex WithItself();

    [GeneratedRegex(@"// ([^\n]*)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\$([a-z]\w*)")]
    private static partial Regex LibraryCall();
}
