using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GdScript.Scripting.Compiling;
using GdScript.Scripting.Globals;
using GdScript.Scripting.Rewriting;
using GdScript.Scripting.Sources;
using GdScript.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GdScript.Scripting.Sessions;

/// <summary>
/// A session as one script that runs. Directives and usings go to its head; values that were shown are printed; what was declared again
/// gets a name of its own where it was meant before; answers that were used become variables.
/// </summary>
/// <param name="state">What ran.</param>
/// <param name="drafted">An entry as the compiler saw it.</param>
internal sealed class SavedScript(State state, Func<Entry, CSharpCompilation> drafted)
{
    private readonly SortedSet<string> head = new(StringComparer.Ordinal);
    private readonly List<string> usings = [];
    private readonly StringBuilder body = new();
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly HashSet<int> used = [];
    private readonly HashSet<string> given = new(StringComparer.Ordinal);

    /// <summary>The text of the script.</summary>
    public string Text()
    {
        Entry[] entries = [.. state.Entries.Reverse()];
        CSharpCompilation[] seen = [.. entries.Select(drafted)];
        Rename(seen);
        for (var i = 0; i < entries.Length; i++)
            Answers(entries[i], seen[i]);
        for (var i = 0; i < entries.Length; i++)
            Add(entries[i], seen[i]);
        var lines = head.Concat(usings.Distinct()).ToList();
        return string.Concat(lines.Select(l => l + "\n")) + (lines.Count > 0 ? "\n" : "") + body;
    }

    /// <summary>Of declarations that would meet each other in one script, all but the last get a name of their own.</summary>
    private void Rename(CSharpCompilation[] seen)
    {
        var last = new Dictionary<string, (ISymbol Symbol, int Index)>(StringComparer.Ordinal);
        for (var i = 0; i < seen.Length; i++)
            foreach (var member in Naming.Members(seen[i]))
            {
                if (last.TryGetValue(KeyOf(member), out var before) && before.Index != i)
                    renamed[IdOf(before.Symbol)] = string.Create(CultureInfo.InvariantCulture, $"{member.Name}_{before.Index + 1}");
                last[KeyOf(member)] = (member, i);
            }
    }

    /// <summary>Methods of different parameters do not meet.</summary>
    private static string KeyOf(ISymbol member) =>
        member is IMethodSymbol method
            ? $"{method.Name}({string.Join(",", method.Parameters.Select(p => $"{p.RefKind}{p.Type}"))})"
            : member.Name;

    /// <summary>The same declaration in every compilation that speaks of it.</summary>
    private static string IdOf(ISymbol symbol) => $"{symbol.ContainingType?.Name}.{KeyOf(symbol)}";

    private void Answers(Entry entry, CSharpCompilation compilation)
    {
        foreach (var (_, symbol) in NamesIn(compilation, entry))
            if (AnswerOf(symbol, entry) is { } number)
                used.Add(number);
    }

    /// <summary>Which answer a variable of the session's own is.</summary>
    private static int? AnswerOf(ISymbol symbol, Entry entry) =>
        !IsGiven(symbol) ? null
        : symbol.Name == "ans" ? entry.Latest
        : symbol.Name is ['_', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
        : null;

    internal static bool IsGiven(ISymbol symbol) => symbol.Locations.FirstOrDefault()?.SourceTree?.FilePath == Session.GivenFile;

    internal static IEnumerable<(SimpleNameSyntax Name, ISymbol Symbol)> NamesIn(CSharpCompilation compilation, Entry entry)
    {
        var tree = compilation.SyntaxTrees.First(t => t.FilePath == entry.File);
        var model = compilation.GetSemanticModel(tree);
        return from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            let known = model.GetSymbolInfo(name)
            let symbol = known.Symbol ?? known.CandidateSymbols.FirstOrDefault()
            where symbol is { ContainingType.IsScriptClass: true }
            select (name, symbol.OriginalDefinition);
    }

    private void Add(Entry entry, CSharpCompilation compilation)
    {
        if (entry.Failed)
        {
            body.Append(string.Concat(entry.Text.Split('\n').Select(l => $"// {l.TrimEnd()}\n"))).Append("// (stopped with an error)\n");
            return;
        }
        var tree = compilation.SyntaxTrees.First(t => t.FilePath == entry.File);
        var (edits, root) = (new Edits(), tree.GetCompilationUnitRoot());
        foreach (var (name, symbol) in NamesIn(compilation, entry))
            if (AnswerOf(symbol, entry) is { } number)
                edits.Replace(name.Identifier.SpanStart, name.Identifier.Text, AnswerName(number));
            else if (IsGiven(symbol))
                Give(symbol.Name);
            else if (renamed.TryGetValue(IdOf(symbol), out var other))
                edits.Replace(name.Identifier.SpanStart, name.Identifier.Text, other);
        foreach (var member in Naming.Members(compilation).Where(m => renamed.ContainsKey(IdOf(m))))
        foreach (var token in member.Locations.Where(l => l.SourceTree == tree))
            edits.Replace(token.SourceSpan.Start, member.Name, renamed[IdOf(member)]);
        foreach (var line in root.Usings)
        {
            usings.Add(line.ToString());
            edits.Replace(line.SpanStart, line.ToString(), "");
        }
        Shown(entry, compilation, root, edits);
        body.Append(WithoutDirectives(entry, edits).Trim('\n', '\r', ' ')).Append('\n');
    }

    /// <summary>What the prompt showed is printed.</summary>
    private void Shown(Entry entry, CSharpCompilation compilation, CompilationUnitSyntax root, Edits edits)
    {
        if (root.Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax last })
            return;
        var (value, open) = (TrailingText.Of(compilation, entry.File, hidden: false).HasValue, last.SemicolonToken.IsMissing);
        var end = last.Expression.Span.End;
        var semicolon = open ? ";" : "";
        if (entry.Answer is { } number && used.Contains(number))
        {
            edits.Begin(last.SpanStart, $"var {AnswerName(number)} = ");
            edits.End(end, open ? $"; Print({AnswerName(number)});" : semicolon);
        }
        else if (open && value)
        {
            edits.Begin(last.SpanStart, "Print(");
            edits.End(end, ");");
        }
        else if (!open && !CanStand(last.Expression))
            edits.Begin(last.SpanStart, "_ = ");
        else
            edits.End(end, semicolon);
    }

    /// <summary>An expression that is a statement by itself.</summary>
    private static bool CanStand(ExpressionSyntax e) =>
        e
            is AssignmentExpressionSyntax
                or InvocationExpressionSyntax
                or AwaitExpressionSyntax
                or ObjectCreationExpressionSyntax
                or ConditionalAccessExpressionSyntax
        || e.Kind()
            is SyntaxKind.PostIncrementExpression
                or SyntaxKind.PostDecrementExpression
                or SyntaxKind.PreIncrementExpression
                or SyntaxKind.PreDecrementExpression;

    private string WithoutDirectives(Entry entry, Edits edits)
    {
        foreach (var directive in Directives.Of(entry.Text))
        {
            var end = entry.Text.IndexOf('\n', directive.At) is var next and >= 0 ? next : entry.Text.Length;
            var line = entry.Text[directive.At..end];
            head.Add(line.TrimEnd());
            edits.Replace(directive.At, line, "");
        }
        return edits.Apply(entry.Text);
    }

    private string AnswerName(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"_{number}");
        if (state.Entries.All(e => e.Answer != number) && given.Add(name) && state.Answers.TryGetValue(number, out var kept))
            body.Append(CultureInfo.InvariantCulture, $"var {name} = {Written(kept.Value)};\n");
        return name;
    }

    /// <summary>A value that came from outside of C#, before its first use.</summary>
    private void Give(string name)
    {
        if (state.Givens.TryGetValue(name, out var value) && given.Add(name))
            body.Append(CultureInfo.InvariantCulture, $"var {name} = {Written(value.Value)};\n");
    }

    private static string Written(object? value) =>
        value switch
        {
            LossFormula formula => $"Formula({SymbolDisplay.FormatLiteral(formula.ToString(), quote: true)})",
            double number => NumberText.Of(number),
            double[] vector => $"new double[] {{ {string.Join(", ", vector.Select(NumberText.Of))} }}",
            double[,] matrix =>
                $"new double[,] {{ {string.Join(", ", Enumerable.Range(0, matrix.GetLength(0)).Select(i => $"{{ {string.Join(", ", Enumerable.Range(0, matrix.GetLength(1)).Select(j => NumberText.Of(matrix[i, j])))} }}"))} }}",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            int or long or bool => string.Create(CultureInfo.InvariantCulture, $"{value}").ToLowerInvariant(),
            _ => "default(object)",
        };
}
