using System.Collections.Immutable;
using GdScript.Graphs;

namespace GdScript.Text;

/// <summary>What a name of a script stands for.</summary>
internal enum Meaning : byte
{
    Unused,
    Parameter,
    Column,
    Line,
    Pi,
    E,
}

/// <summary>
/// Which names are parameters, which are named lines, which are functions; finds every mistake that needs no shapes.
/// </summary>
internal sealed partial class Scope
{
    private readonly Script script;
    private readonly Meaning[] meanings;
    private readonly Function?[] functions;
    private readonly int[] definedAt;
    private readonly bool[] declared;
    private readonly List<string> parameters = [];

    private Scope(Script script)
    {
        this.script = script;
        var count = script.Names.Count;
        meanings = new Meaning[count];
        functions = [.. script.Names.Select(Functions.Find)];
        definedAt = new int[count];
        Array.Fill(definedAt, -1);
        (declared, bound) = (new bool[count], new Bound[count]);
    }

    /// <summary>The parameters: declared ones first, then in order of first appearance.</summary>
    public IReadOnlyList<string> Parameters => parameters;

    public Script Script => script;

    public Meaning MeaningOf(int name) => meanings[name];

    public Function FunctionOf(in Call call) => functions[call.Name]!;

    public static Result<Scope> Of(Script script)
    {
        var scope = new Scope(script);
        var problem = scope.Declare() ?? scope.FindLines() ?? scope.Walk();
        return problem is null ? scope : problem;
    }

    private Problem? Declare()
    {
        foreach (var declaration in script.Declarations)
        {
            var name = script.Names[declaration.Name];
            if (declared[declaration.Name])
                return At(
                    declaration.At,
                    name.Length,
                    TextProblems.Id.DeclaredTwice,
                    $"'{Lexer.Shorten(name)}' is declared twice",
                    "declare each name once"
                );
            declared[declaration.Name] = true;
            meanings[declaration.Name] = declaration.IsColumn ? Meaning.Column : Meaning.Parameter;
            if (!declaration.IsColumn)
                parameters.Add(name);
        }
        return null;
    }

    /// <summary>Where each named line stands, so that a use before it is seen as one.</summary>
    private Problem? FindLines()
    {
        for (var i = 0; i < script.Count; i++)
        {
            if (script[i] is not { Kind: StepKind.Line, A: >= 0 } line)
                continue;
            var name = script.Names[line.A];
            if (declared[line.A])
                return At(
                    line.At,
                    name.Length,
                    TextProblems.Id.LineNamesParameter,
                    $"'{Lexer.Shorten(name)}' is a declared {(meanings[line.A] == Meaning.Column ? "column" : "parameter")}",
                    "give the line another name"
                );
            if (functions[line.A] is { IsName: false })
                return At(
                    line.At,
                    name.Length,
                    TextProblems.Id.LineNamesFunction,
                    $"'{Lexer.Shorten(name)}' is a function",
                    "give the line another name"
                );
            if (meanings[line.A] == Meaning.Line)
                return At(
                    line.At,
                    name.Length,
                    TextProblems.Id.DefinedTwice,
                    $"'{Lexer.Shorten(name)}' is defined twice",
                    "a name keeps its value; give the second line another name"
                );
            meanings[line.A] = Meaning.Line;
        }
        return null;
    }

    private Problem? Walk()
    {
        for (var i = 0; i < script.Count; i++)
        {
            var step = script[i];
            var problem = step.Kind switch
            {
                StepKind.Name when bound[step.A] != Bound.Free => InTurn(step),
                StepKind.Name => meanings[step.A] is Meaning.Parameter or Meaning.Column ? null : Name(step),
                StepKind.Loop => Bind(step.A, Bound.Index),
                StepKind.LoopEnd or StepKind.ListEnd => Release(1),
                StepKind.Turns => BeginTurns(script.Turns[step.A]),
                StepKind.Let => Let(step.A),
                StepKind.TurnsEnd => EndTurns(script.Turns[step.A]),
                StepKind.Call => Called(step, script.Calls[step.A]),
                StepKind.Line => Line(step, i == script.Count - 1),
                StepKind.Whole or StepKind.Number or StepKind.Sign or StepKind.Array or StepKind.Index or StepKind.IndexBy => null,
            };
            if (problem is not null)
                return problem;
        }
        return null;
    }

    private Problem? Name(Step step)
    {
        var name = script.Names[step.A];
        if (meanings[step.A] == Meaning.Line)
            return definedAt[step.A] >= 0
                ? null
                : At(
                    step.At,
                    name.Length,
                    TextProblems.Id.UsedTooEarly,
                    $"'{Lexer.Shorten(name)}' is used before the line that defines it",
                    "lines are read from top to bottom"
                );
        if (functions[step.A] is { IsName: false } function)
            return At(
                step.At,
                name.Length,
                TextProblems.Id.FunctionWithoutCall,
                $"'{Lexer.Shorten(name)}' is a function and needs parentheses",
                $"write {function.Signature}"
            );
        if (meanings[step.A] == Meaning.Unused)
        {
            meanings[step.A] =
                name == "pi" ? Meaning.Pi
                : name == "e" ? Meaning.E
                : Meaning.Parameter;
            if (meanings[step.A] == Meaning.Parameter)
                parameters.Add(name);
        }
        return null;
    }

    private Problem? Called(Step step, Call call)
    {
        var name = script.Names[call.Name];
        if (functions[call.Name] is not { } function)
            return Unknown(step, call, name);
        if (function.Form == Form.Turns)
            return At(
                step.At,
                name.Length,
                TextProblems.Id.ArgumentCount,
                $"{name} has states with their starts, an index with its first and last value, and what each turn does",
                $"write {Turns.Example(name)}"
            );
        var fits = call.Count >= function.Least && call.Count <= function.Most && (function.Form != Form.OneHot || call.Count != 3);
        return fits
            ? null
            : At(
                step.At,
                name.Length,
                TextProblems.Id.ArgumentCount,
                CountText(function, call.Count),
                CountHint(step, function, call.Count)
            );
    }

    private Problem Unknown(Step step, Call call, string name)
    {
        var isValue = meanings[call.Name] != Meaning.Unused || name is "pi" or "e" || Appears(call.Name);
        var hint = isValue || name.Length == 1 ? "" : Functions.Instead(name);
        if (hint.Length > 0 || call.Count != 1)
            return At(step.At, name.Length, TextProblems.Id.UnknownFunction, $"unknown function '{Lexer.Shorten(name)}'", hint);
        var (id, what) =
            isValue || name.Length == 1
                ? (TextProblems.Id.NotAFunction, $"'{Lexer.Shorten(name)}' is not a function")
                : (TextProblems.Id.UnknownFunction, $"unknown function '{Lexer.Shorten(name)}'");
        return At(step.At, name.Length, id, what, Product(step, name));
    }

    /// <summary><c>write x*(2)</c>, the group itself when it is short.</summary>
    private string Product(Step step, string name)
    {
        var open = script.Text.IndexOf('(', step.At);
        var close = script.Text.IndexOf(')', open);
        var inside = close < 0 ? default : script.Text.AsSpan(open + 1, close - open - 1);
        return inside.Length is 0 or > 24 || inside.ContainsAny('(', '\n')
            ? $"for a product write {Lexer.Shorten(name)}*(…)"
            : $"for a product write {Lexer.Shorten(name)}*({inside})";
    }

    private bool Appears(int name)
    {
        for (var i = 0; i < script.Count; i++)
            if (script[i] is { Kind: StepKind.Name } step && step.A == name)
                return true;
        return false;
    }

    private static string CountText(Function function, int count)
    {
        var wanted =
            function.Form == Form.OneHot ? "2 or 4 arguments"
            : function.Form == Form.Fill ? "2 or 3 arguments"
            : function.Most == int.MaxValue ? $"{function.Least} or more arguments"
            : function.Most > function.Least ? FormattableString.Invariant($"{function.Least} or {function.Most} arguments")
            : function.Least == 1 ? "1 argument"
            : FormattableString.Invariant($"{function.Least} arguments");
        return FormattableString.Invariant($"{function.Name} takes {wanted}, not {count}");
    }

    private string CountHint(Step step, Function function, int count)
    {
        var hint = $"write {function.Signature}";
        return count == function.Least + 1 && function.Form == Form.Plain && HasDecimalComma(step)
            ? $"{hint}; the decimal sign is a point, as in 1.5"
            : hint;
    }

    private bool HasDecimalComma(Step step)
    {
        var text = script.Text;
        var comma = text.IndexOf(',', step.At);
        return comma > 0 && comma + 1 < text.Length && char.IsAsciiDigit(text[comma - 1]) && char.IsAsciiDigit(text[comma + 1]);
    }

    private Problem? Line(Step step, bool last)
    {
        if (step.A >= 0)
            definedAt[step.A] = step.At;
        if (last || step.A >= 0)
            return null;
        var rest = script.Text.AsSpan(step.At);
        var length = rest.IndexOfAny(";\r\n#") is var end and >= 0 ? rest[..end].TrimEnd().Length : rest.Length;
        return At(
            step.At,
            length,
            TextProblems.Id.UnnamedLine,
            "this line has no name and is not the last one",
            "name it, as in h = …, or end it with an operator to go on in the next line"
        );
    }

    private Problem At(int at, int length, string id, string what, string hint) =>
        Problem.Input(id, what, hint).In(script.Text, at, length);
}
