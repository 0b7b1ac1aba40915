using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using GdScript.Calculus;
using GdScript.Cli.Commands;
using GdScript.Graphs;
using GdScript.Scripting.Sessions;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary>
/// A session as a script that <c>gds run</c> runs: C# word for word, definitions as <c>var f = Formula("…");</c>, questions as the calls
/// that ask the same. What only a session can do stays as a comment.
/// </summary>
internal sealed class Saving(IReadOnlyList<Entry> entries, SavedPieces? pieces)
{
    private readonly Dictionary<string, (string Kind, string Written)> declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> taken = pieces is null ? [] : [.. pieces.Names];
    private readonly HashSet<int> wanted = [];
    private int codes;

    public static string Of(IEnumerable<Entry> entries, Code code) => new Saving([.. entries], code.Pieces).Whole();

    private string Whole()
    {
        foreach (var (i, entry) in entries.Index())
            if (entry.Code is { } code)
                Renamed(code, i);
        var text = new StringBuilder();
        var engine = Engines.Own.Name;
        foreach (var (i, entry) in entries.Index())
        {
            if (entry.Engine.Name != engine)
                text.Append(CultureInfo.InvariantCulture, $"Engine = \"{engine = entry.Engine.Name}\";\n");
            if (entry.Code is not null)
                Add(text, entry, i);
            else if (entry is { Sentences: [], Named: [(var name, Thing.Formal loaded)] })
                text.Append(Comment(entry.Text)).Append(Declared(name, Formal(loaded.What), i + 1));
            else
                foreach (var (k, sentence) in entry.Sentences.Index())
                    Add(text, sentence, entry, i + 1, k == entry.Sentences.Length - 1);
        }
        var head = string.Concat((pieces?.Head ?? []).Select(line => line + "\n"));
        return $"// A session of GdScript; 'gds run' runs it.\n{head}{text}";
    }

    /// <summary>C#, with its names as the script has them.</summary>
    private void Add(StringBuilder text, Entry entry, int index)
    {
        var code = Renamed(pieces!.Text(codes, name => declared.TryGetValue(name, out var known) ? known.Written : name), index);
        foreach (var name in pieces.DeclaredBy(codes++))
            declared.Remove(name);
        if (code.Length > 0)
            text.Append(entry.Code == entry.Text ? "" : Comment(entry.Text)).Append(Printed(code, entry, index + 1)).Append('\n');
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private string Printed(string code, Entry entry, int number) =>
        Printing.Of(code, wanted.Contains(number) ? "_" + Text(number) : null, entry.Result is not null, entry.IsHidden);

    /// <summary><c>ans</c> by the number of the result it was, so that every result asked for later has a name of its own.</summary>
    private string Renamed(string code, int index)
    {
        var text = new StringBuilder(code);
        foreach (var word in Words.Of(code).Reverse())
            if (word.Kind == WordKind.Name && word.In(code).ToString() is var name && Bench.IsRecall(name))
            {
                var number =
                    name == "ans" ? LastBefore(index) : int.Parse(name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
                wanted.Add(number);
                text.Remove(word.Start, word.Length).Insert(word.Start, "_" + Text(number));
            }
        return text.ToString();
    }

    private int LastBefore(int index)
    {
        while (index > 0 && entries[index - 1].Result is null)
            index--;
        return index;
    }

    private void Add(StringBuilder text, Sentence sentence, Entry entry, int number, bool last)
    {
        text.Append(Comment(sentence.All.Said));
        var keep = last && wanted.Contains(number) ? "_" + Text(number) : null;
        if (Value(sentence, entry) is not { } value)
            return;
        if (sentence.Name is { Said: var name })
            text.Append(Declared(name, value, number));
        else if (keep is not null)
            text.Append(Declared(keep, value, number));
        if (sentence.Name is { } kept && keep is not null)
            text.Append($"var {keep} = {declared[kept.Said].Written};\n");
        if (entry.Text.AsSpan().TrimEnd().EndsWith(";") || (sentence.Name is not null && sentence.Verb is not "descend"))
            return;
        text.Append($"Print({(sentence.Name is { } shown ? declared[shown.Said].Written : keep ?? value)});\n");
    }

    /// <summary>A name that is defined again is assigned; one that becomes something else, or is C#'s elsewhere, gets a variable of its own.</summary>
    private string Declared(string name, string value, int number)
    {
        var kind = value[..(value.IndexOfAny(['(', '[', '{']) is var end and > 0 ? end : 0)];
        if (declared.TryGetValue(name, out var before) && before.Kind == kind)
            return $"{before.Written} = {value};\n";
        var written = name;
        while (!taken.Add(written))
            written = written == name ? $"{name}_{Text(number)}" : written + "_";
        declared[name] = (kind, written);
        return $"var {written} = {value};\n";
    }

    /// <summary>The C# whose value is the sentence's result; null for what only a session can do.</summary>
    private string? Value(Sentence sentence, Entry entry)
    {
        var bench = entry.Seen;
        foreach (var (name, thing) in entry.Named)
            if (sentence.Name?.Said == name && thing is Thing.Formal formal && sentence.Verb.Length == 0)
                return Formal(formal.What);
        if (sentence.Verb == "tex" || sentence.Verb is "grad" or "hess" or "check" or "descend" or "simplify" or "expand" or "")
            foreach (var (name, thing) in entry.Named)
                bench = name == sentence.Name?.Said ? bench : bench.With(name, thing);
        if (
            entries.Any(e => e.Code is not null)
            && sentence.Verb.Length > 0
            && bench.Find(sentence.Target.Said) is null or Thing.Foreign { Value: Delegate }
            && IsFunction(sentence.Target.Said)
        )
            return Value(sentence, null, bench);
        return Reading.Of(sentence.Target, bench, sentence.Own, sentence.Declared).Is(out var target, out _)
            ? Value(sentence, target, bench)
            : null;
    }

    /// <summary>A C# method that the session declared.</summary>
    private bool IsFunction(string name) =>
        Words.IsName(name)
        && entries.Any(e =>
            e.Code?.Contains(name + "(", StringComparison.Ordinal) == true
            || e.Code?.Contains(name + " =", StringComparison.Ordinal) == true
        );

    /// <param name="sentence">The sentence.</param>
    /// <param name="target">The formula; null for a function of C#.</param>
    /// <param name="bench">What was known.</param>
    private string? Value(Sentence sentence, Expression? target, Bench bench)
    {
        if (target is null && sentence.Verb is "simplify" or "")
            return null;
        var formula = target is null ? "" : $"Formula({Quoted(Source(target))})";
        var named =
            target is null ? pieces?.Written(sentence.Target.Said, codes) ?? sentence.Target.Said
            : !target.IsNumber && declared.TryGetValue(sentence.Target.Said, out var known) ? known.Written
            : formula;
        var at = Point(sentence["at"] ?? sentence["from"], bench);
        return sentence.Verb switch
        {
            "" when sentence["at"] is not null => $"{named}.Value({Quoted(at ?? "")})",
            "" => target is { IsNumber: true, Known.Top.Shape.IsScalar: true } ? $"{formula}.Value()" : Formal(Speaking.Simpler(target!)),
            "grad" => $"Grad({named}{At(at)})",
            "check" => $"Check({named}{At(at)})",
            "hess" when at is not null => $"Hess({named}{At(at)})",
            "tex" => target is null ? $"Grad({named}).Formula.Latex" : $"{named}.Latex",
            "simplify" => $"Formula({Quoted(Source(Speaking.Simpler(target!)))})",
            "descend" when at is not null => $"Descend({named}, from: {Quoted(at)}{Method(sentence)}{Steps(sentence, bench)})",
            _ => null,
        };
    }

    private static string At(string? at) => at is null ? "" : $", at: {Quoted(at)}";

    private static string Method(Sentence sentence) => sentence["with"] is { } with ? $", method: {Quoted(with.Said.Trim('"'))}" : "";

    private static string Steps(Sentence sentence, Bench bench) =>
        sentence["for"] is { } steps && Walks.Count(steps, bench).Is(out var count, out _) ? $", steps: {count}" : "";

    private static string? Point(Passage? at, Bench bench) =>
        at is null || !Places.Point(at, bench).Is(out var givens, out _)
            ? null
            : string.Join(
                ", ",
                givens.Select(g => (g.Name.Length > 0 ? g.Name + "=" : "") + Values.Of(g.Value.Shape, g.Value.Data.AsSpan()))
            );

    private static string Formal(Expression expression) =>
        expression is { IsNumber: true } && expression.Value.Is(out var value, out _)
            ? Number(value)
            : $"Formula({Quoted(Source(expression))})";

    private static string Number(Tensor value)
    {
        if (value.Shape.IsScalar)
            return double.IsInteger(value.Data[0]) && Math.Abs(value.Data[0]) < 1e15
                ? NumberText.Of(value.Data[0]) + ".0"
                : NumberText.Of(value.Data[0]);
        if (value.Shape.IsVector)
            return $"new double[] {{ {string.Join(", ", value.Data.Select(NumberText.Of))} }}";
        var rows = Enumerable
            .Range(0, value.Shape.Rows)
            .Select(i =>
                $"{{ {string.Join(", ", value.Data.Skip(i * value.Shape.Columns).Take(value.Shape.Columns).Select(NumberText.Of))} }}"
            );
        return $"new double[,] {{ {string.Join(", ", rows)} }}";
    }

    /// <summary>The formula as text that reads back with its parameters in the same order and shapes.</summary>
    private static string Source(Expression expression)
    {
        if (expression.Known is not { } formula)
            return expression.Text;
        var infix = formula.Infix;
        var same =
            FormulaText.Names(infix).Is(out var names, out _)
            && names.SequenceEqual(formula.Parameters.Select(p => p.Name))
            && formula.Parameters.All(p => p.Shape.IsScalar);
        return same || infix.StartsWith("param ", StringComparison.Ordinal)
            ? infix
            : $"param {string.Join(", ", formula.Parameters.Select(Parameter))}; {infix}";
    }

    private static string Parameter(Parameter p) =>
        p.Shape.IsScalar ? p.Name
        : p.Shape.IsVector ? FormattableString.Invariant($"{p.Name}[{p.Shape.Rows}]")
        : FormattableString.Invariant($"{p.Name}[{p.Shape.Rows},{p.Shape.Columns}]");

    private static string Comment(string text) => $"// {text.Trim().ReplaceLineEndings(" ")}\n";

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
