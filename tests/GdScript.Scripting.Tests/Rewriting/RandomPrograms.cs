using System.Globalization;
using System.Text;

namespace GdScript.Scripting.Tests.Rewriting;

/// <summary>Numeric methods that nobody would write: every statement and operator the rewriter has to keep the meaning of, at random.</summary>
internal sealed class RandomPrograms(int seed)
{
    private readonly Random random = new(seed);
    private readonly StringBuilder text = new();
    private int names;

    /// <summary>A method <c>double Loss…(double x, double y)</c> and a helper that it calls.</summary>
    public string Method(string name)
    {
        text.Clear();
        names = 0;
        text.Append(
            CultureInfo.InvariantCulture,
            $"double Help{name}(double u, double v, int n)\n{{\n    double a = u, b = v, c = 0.5;\n    var h = new double[] {{ u, 1, v }};\n"
        );
        Statements(new Scope(["u", "v", "a", "b", "c"], ["n"], MayReturn: true, Help: null, Loops: false), 2, "    ");
        text.Append(
            CultureInfo.InvariantCulture,
            $"    return a + {Number(new Scope(["u", "v", "a", "b", "c"], ["n"], false, null, false), 2)};\n}}\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"double {name}(double x, double y)\n{{\n    double a = x, b = y, c = 1;\n    var h = new double[] {{ x, 2, y }};\n"
        );
        Statements(new Scope(["x", "y", "a", "b", "c"], [], MayReturn: true, Help: "Help" + name, Loops: false), 3, "    ");
        text.Append("    return a + b * 0.5 + c + h[0] + h[1] + h[2] + x * 0.25 + y;\n}\n");
        return text.ToString();
    }

    /// <param name="Numbers">Variables that may be read and written.</param>
    /// <param name="Counts">Whole numbers that may be read.</param>
    /// <param name="MayReturn">Whether a return may stand here.</param>
    /// <param name="Help">A method to call.</param>
    /// <param name="Loops">Whether break and continue may stand here.</param>
    private sealed record Scope(string[] Numbers, string[] Counts, bool MayReturn, string? Help, bool Loops);

    private int Next(int n) => random.Next(n);

    private T One<T>(params T[] of) => of[Next(of.Length)];

    private void Statements(Scope scope, int depth, string indent)
    {
        for (var n = 1 + Next(4); n > 0; n--)
            scope = Statement(scope, depth, indent);
    }

    private Scope Statement(Scope scope, int depth, string indent)
    {
        var target = One(scope.Numbers);
        switch (Next(depth > 0 ? 16 : 6))
        {
            case 0 or 1:
                Line($"{target} = {Number(scope, 3)};");
                return scope;
            case 2:
                Line($"{target} {One("+=", "-=", "*=")} {Number(scope, 2)};");
                return scope;
            case 3:
                Line(One($"{target}++;", $"--{target};", $"h[{Next(3)}] = {Number(scope, 2)};", $"h[{Next(3)}] += {Number(scope, 1)};"));
                return scope;
            case 4:
                var local = $"t{names++}";
                Line($"{One("double", "var")} {local} = {Number(scope, 2)} * 1.0;");
                return scope with { Numbers = [.. scope.Numbers, local] };
            case 5:
                Line($"({target}, _) = ({Number(scope, 1)}, 0);");
                return scope;
            case 6 or 7 or 8 or 9:
                Block($"if ({Truth(scope, 2)})", scope, depth, indent);
                if (Next(2) == 0)
                    Block(Next(3) == 0 ? $"else if ({Truth(scope, 1)})" : "else", scope, depth, indent);
                return scope;
            case 10:
                var i = $"i{names++}";
                Block(
                    $"for (int {i} = 0; {i} < {1 + Next(4)}; {i}++)",
                    scope with
                    {
                        Counts = [.. scope.Counts, i],
                        Loops = true,
                        MayReturn = scope.MayReturn && Next(2) == 0,
                    },
                    depth,
                    indent
                );
                return scope;
            case 11:
                var k = $"k{names++}";
                Line($"int {k} = {Next(3)};");
                Line($"while ({k}++ < 3)");
                Block("", scope with { Counts = [.. scope.Counts, k], Loops = true }, depth, indent);
                return scope;
            case 12 when scope.MayReturn:
                Line($"if ({Truth(scope, 1)}) return {Number(scope, 2)};");
                return scope;
            case 13 when scope.Loops:
                Line($"if ({Truth(scope, 1)}) {One("break", "continue")};");
                return scope;
            case 14:
                Line($"switch ({Number(scope, 1)} + 0.0)");
                Line(
                    $"{{ case < {One("0", "-1", "0.5", "1")}: {target} = {Number(scope, 2)}; break; case > 1 and < 3: {target} -= 1; break; {One("default: " + target + " *= 0.5; break; ", "")}}}"
                );
                return scope;
            default:
                Line($"foreach (var e{names} in h) {target} = {target} * 0.5 + e{names++} * {Number(scope, 1)};");
                return scope;
        }

        void Line(string line) => text.Append(indent).Append(line).Append('\n');
    }

    private void Block(string head, Scope scope, int depth, string indent)
    {
        text.Append(indent).Append(head).Append('\n').Append(indent).Append("{\n");
        Statements(scope, depth - 1, indent + "    ");
        text.Append(indent).Append("}\n");
    }

    private string Literal() => One("0", "1", "2", "-1", "0.5", "1.25", "3", "1e-3");

    private string Number(Scope scope, int depth) =>
        Next(depth <= 0 ? 3 : 16) switch
        {
            0 or 1 => One(scope.Numbers),
            2 => Next(4) switch
            {
                0 when scope.Counts.Length > 0 => One(scope.Counts),
                1 => $"h[{Next(3)}]",
                _ => $"({Literal()})",
            },
            3 or 4 => $"({Number(scope, depth - 1)} + {Number(scope, depth - 1)})",
            5 => $"({Number(scope, depth - 1)} - {Number(scope, depth - 1)})",
            6 or 7 => $"({Number(scope, depth - 1)} * {Number(scope, depth - 1)})",
            8 => $"({Number(scope, depth - 1)} / (1.5 + Math.Abs({Number(scope, depth - 1)})))",
            9 => $"Math.{One("Sin", "Cos", "Tanh", "Abs", "Atan", "Floor")}({Number(scope, depth - 1)} + 0.0)",
            10 => $"Math.{One("Max", "Min")}({Number(scope, depth - 1)}, {Number(scope, depth - 1)})",
            11 or 12 => $"({Truth(scope, depth - 1)} ? {Number(scope, depth - 1)} : {Number(scope, depth - 1)})",
            13 =>
                $"({One(scope.Numbers)} switch {{ < {One("0", "-1", "0.5", "1")} => {Number(scope, depth - 1)}, > 2 => {Number(scope, depth - 1)}, _ => {Number(scope, depth - 1)} }})",
            14 => scope.Counts.Length > 0 ? $"({One(scope.Counts)} / 2 + {Number(scope, depth - 1)})" : $"-{One(scope.Numbers)}",
            _ => scope.Help is { } help
                ? $"{help}({Number(scope, depth - 1)}, {Number(scope, depth - 1)}, {Next(3)})"
                : $"Math.Sqrt(Math.Abs({Number(scope, depth - 1)}))",
        };

    private string Truth(Scope scope, int depth) =>
        Next(depth <= 0 ? 3 : 8) switch
        {
            0 or 1 => $"{Number(scope, 1)} {One("<", ">", "<=", ">=")} {Number(scope, 0)}",
            2 => scope.Counts.Length > 0 ? $"{One(scope.Counts)} % 2 == {Next(2)}" : $"{One(scope.Numbers)} is > {Literal()}",
            3 => $"({Truth(scope, depth - 1)} && {Truth(scope, depth - 1)})",
            4 => $"({Truth(scope, depth - 1)} || {Truth(scope, depth - 1)})",
            5 => $"!({Truth(scope, depth - 1)})",
            6 => $"{One(scope.Numbers)} is > {Literal()} and < 4",
            _ => $"{Number(scope, 1)} > {Number(scope, 1)}",
        };
}
