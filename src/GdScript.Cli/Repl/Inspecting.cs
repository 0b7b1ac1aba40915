using System.Globalization;
using GdScript.Calculus;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Graphs;
using GdScript.Text;

namespace GdScript.Cli.Repl;

/// <summary><c>#vars</c>, <c>?name</c> and <c>??name</c>: what a session knows.</summary>
internal static class Inspecting
{
    private const int Longest = 60;
    private const int Shortest = 20;

    /// <param name="conversation">The session.</param>
    /// <param name="width">How many columns a line may take.</param>
    public static Outcome Names(Conversation conversation, int width)
    {
        var formal = conversation.Bench.Names.Select(n => new[] { n.Key, Kind(n.Value), Speaking.Of(n.Value) });
        var code = conversation.Code.Variables.Select(v => new[] { v.Name, v.Type, Display.Of(v.Value) });
        string[][] rows = [.. formal.Concat(code).OrderBy(row => row[0], StringComparer.Ordinal)];
        if (rows.Length == 0)
            return new Outcome(null, "no names yet\n");
        var left = width - 2 - rows.Max(r => Edge.Complaint.Width(r[0]) + 2) - rows.Max(r => Edge.Complaint.Width(r[1]) + 2);
        foreach (var row in rows)
            row[2] = Short(row[2], Math.Clamp(left, Shortest, Longest));
        return new Outcome(null, Values.Table(rows));
    }

    /// <summary>The last entries, as they were typed.</summary>
    public static Result<Outcome> History(Conversation conversation, Passage count)
    {
        if (!int.TryParse(count.IsEmpty ? "20" : count.Said, NumberStyles.None, CultureInfo.InvariantCulture, out var most))
            return count.Wrong("GDS0201", $"'{count.Said}' is no number of entries", "write #history 20");
        var entries = conversation.History.Entries is { Count: > 0 } typed ? typed : [.. conversation.Entries.Select(e => e.Text)];
        return new Outcome(null, string.Concat(entries.Skip(Math.Max(0, entries.Count - most)).Select(e => Visible.Lines(e) + "\n")));
    }

    /// <summary>What a name stands for: source, parameters, gradient, where it has a value; with <c>??</c> also the steps.</summary>
    public static Result<Outcome> Name(Conversation conversation, Passage what, bool more)
    {
        var name = what.Said;
        if (name.Length == 0)
            return Help.About("");
        if (conversation.Code.Knows(name) && CodeAdvice.Describe(conversation.Code, name) is { } described)
            return new Outcome(null, described + Slopes(conversation.Bench, name));
        if (conversation.Bench.Find(name) is { } thing)
            return new Outcome(null, Text(name, thing, more));
        if (Functions.Find(name) is { } function)
            return new Outcome(null, $"{function.Signature}: a function of the formula language\n");
        if (Help.Has(name))
            return Help.About(name);
        if (IsOfCode(name))
        {
            conversation.Code.Start(conversation.Entries);
            if (CodeAdvice.Describe(conversation.Code, name) is { } known)
                return new Outcome(null, known);
        }
        if (Words.IsName(name))
            return what.Wrong(
                "GDS0205",
                $"'{name}' stands for nothing yet",
                Suggest.Nearest(name, conversation.Bench.Names.Keys.Concat(Functions.All.Select(f => f.Name))) is { } near
                    ? $"did you mean '{near}'?"
                    : "#vars lists the names"
            );
        return from read in Reading.Of(what, conversation.Bench) select new Outcome(null, Text(name, new Thing.Formal(read), more));
    }

    /// <summary>The partial derivatives of a loss in C#; nothing for what has none without a point.</summary>
    private static string Slopes(Bench bench, string name)
    {
        if (bench.Losses?.Invoke(name) is not { } loss)
            return "";
        var slopes =
            from text in loss
            from question in Question.Of(text, null as string, null, null)
            from partials in Posing.Misfit("grad", question) is { } opaque ? opaque : DiffCommand.Partials(question, [], Printer.Infix)
            select partials.Text;
        return slopes.Is(out var said, out _) ? said : "";
    }

    /// <summary><c>Math.Sqrt</c>, <c>List</c>: a name that C# may know.</summary>
    private static bool IsOfCode(string name) => char.IsUpper(name[0]) && name.Split('.').All(part => Words.IsName(part));

    private static string Text(string name, Thing thing, bool more)
    {
        if (thing is not Thing.Formal { What: { IsNumber: false, Known: { } formula } expression })
            return $"{name}: {Kind(thing)}\n{Speaking.Of(thing)}\n{Members(thing)}";
        var rows = new List<string[]>
        {
            new[] { "formula", Speaking.Of(formula) },
            new[] { "parameters", string.Join(", ", formula.Parameters.Select(Declared)) },
        };
        if (expression.Text.Length > 0 && expression.Text != formula.Infix)
            rows.Insert(0, ["source", expression.Text.ReplaceLineEndings(" ")]);
        if (!formula.Top.Shape.IsScalar)
            rows.Add(["value", formula.Top.Shape.ToString()]);
        else if (formula.Size <= 2000)
            rows.AddRange(DiffCommand.Of(formula).Select(p => new[] { p.Of, Printer.Infix(p.Formula, p.Root, 400) }));
        rows.Add(["domain", Domains.Of(formula)]);
        if (more)
            rows.Add(["graph", FormattableString.Invariant($"{formula.Size} operations and values")]);
        return Values.Table([.. rows]);
    }

    private static string Members(Thing thing) =>
        thing.Members is { Count: > 0 } members ? $"members: {string.Join(", ", members.Select(m => m.Name))}\n" : "";

    private static string Declared(Parameter p) => p.Shape.IsScalar ? p.Name : p.Name + p.Shape.Text;

    public static string Kind(Thing thing) =>
        thing switch
        {
            Thing.Formal { What: { IsNumber: true, Known: { } known } } => known.Top.Shape.IsScalar ? "number" : known.Top.Shape.ToString(),
            Thing.Formal formal =>
                $"formula of {string.Join(", ", formal.What.Names.Take(6))}{(formal.What.Names.Length > 6 ? ", …" : "")}",
            Thing.Slopes => "gradient",
            Thing.Walk => "walk",
            Thing.Page => "answer",
            Thing.Foreign foreign => foreign.Value?.GetType().Name ?? "null",
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Short(string text, int most)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= most ? line : line[..most] + "…";
    }
}
