using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using GdScript.Calculus;
using GdScript.Cli.Edge;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary><c>gds diff</c>: the partial derivatives as formulas, and how a person gets to them.</summary>
internal static class DiffCommand
{
    /// <summary>Nobody reads a longer blackboard, and each line of it prints a part of the formula.</summary>
    private const int LongestExplained = 2_000;

    public static Command For(Io io)
    {
        var shared = new Shared();
        var wrt = new Option<string?>("--wrt")
        {
            HelpName = "NAMES",
            Description = "toward these, one after the other: x,x,y is the third derivative",
        };
        var steps = Shared.Switch("--steps", "explain which rule is used where; named lines become layers");
        var format = new Option<string?>("--format") { HelpName = "text|latex|mathml", Description = "how formulas are written" };
        var command = shared.Command(
            "diff",
            "The partial derivatives of a loss, as formulas.",
            "gds diff \"x^2/20 + y^2\"",
            [wrt, steps, format, .. EngineOptions.All]
        );
        shared.Does(
            command,
            io,
            given =>
                from style in Style(given.GetValue(format))
                from plain in Results.When(!given.GetValue(steps) || given.GetValue(format) is null or "text", true, Written)
                from question in shared.Ask(given, io).Select(q => Shared.Noted(q, io))
                from loss in Losses.Scalar(question.Loss).Else(question.Naming)
                from names in Wrt(given.GetValue(wrt), loss)
                from ours in Results.When(!given.GetValue(steps) || question.Engine.IsOwn, true, NotOurs)
                from answer in given.GetValue(steps) ? Explained(question, names) : Partials(question, names, style)
                select answer
        );
        return command;
    }

    private static Problem NotOurs() =>
        Problem.Input("GDS0016", "--steps explains the rules of gds, and another engine derives", "leave out --engine or --steps");

    private static Problem TooLong(Formula loss) =>
        Problem.Input(
            "GDS0027",
            string.Create(CultureInfo.InvariantCulture, $"a formula of {loss.Size} operations is too long to explain step by step"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"--steps takes up to {LongestExplained}; name its parts and explain them one by one"
            )
        );

    /// <summary>The first partials of a loss, ours.</summary>
    public static (string Of, Formula Formula, int Root)[] Of(Formula loss) => Gradient.Partials(loss) is var all ? Named(loss, all) : [];

    /// <summary>The same by the engine that was asked for.</summary>
    private static Result<(string Of, Formula Formula, int Root)[]> Of(Question question, ImmutableArray<string> names) =>
        names.IsEmpty
            ? question.Partials().Select(all => Named(question.Loss, all))
            : question
                .Engine.Partial(question.Loss, names.AsSpan(), question.Used)
                .Else(question.Naming)
                .Select<(string, Formula, int)[]>(partial => [(Symbol(names), partial, partial.Root)]);

    private static (string Of, Formula Formula, int Root)[] Named(Formula loss, Formula all) =>
        [.. loss.Parameters.Select((p, i) => ($"d/d{p.Name}", all, all.Roots[i]))];

    /// <summary>The partials as formulas, with their values where a point is given.</summary>
    public static Result<Answer> Partials(Question question, ImmutableArray<string> names, Func<Formula, int, string> style) =>
        from partials in Of(question, names)
        from parts in Valued(question, [.. partials.Select(p => (p.Of, Text: style(p.Formula, p.Root), p.Formula, p.Root))])
        select new Answer(
            string.Concat(parts.Select(p => $"{p.Of} = {p.Text}{(p.Value is null ? "" : " = " + Values.Of(p.Shape, p.Value))}\n")),
            json =>
            {
                string Key(string of) => names.IsEmpty ? of["d/d".Length..] : string.Join(',', names);
                json.WriteStartObject("partials");
                foreach (var part in parts)
                    json.WriteString(Key(part.Of), part.Text);
                json.WriteEndObject();
                if (question.Point is null || parts.Count == 0)
                    return;
                json.WriteStartObject("values");
                foreach (var part in parts)
                {
                    json.WritePropertyName(Key(part.Of));
                    json.Value(part.Shape, part.Value);
                }
                json.WriteEndObject();
            }
        );

    /// <summary>The partials with their values at the point, where one is given.</summary>
    private static Result<List<(string Of, string Text, Shape Shape, double[]? Value)>> Valued(
        Question question,
        (string Of, string Text, Formula Formula, int Root)[] partials
    )
    {
        var valued = new List<(string, string, Shape, double[]?)>();
        if (question.Point is { } at && Evaluation.At(question.Loss, at).Problem is { } nowhere)
            return question.Naming(nowhere);
        foreach (var (of, text, formula, root) in partials)
        {
            double[]? value = null;
            if (question.Point is { } point && !Evaluation.At(formula.WithRoots(root), point).Is(out value, out var problem))
                return question.Naming(problem);
            valued.Add((of, text, formula.Nodes[root].Shape, value));
        }
        return valued;
    }

    private static Problem Written() => Problem.Input("GDS0029", "steps are written as text only", "leave out --format or --steps");

    /// <summary>d/dx, d2/dx2, d3/dx2 dy.</summary>
    private static string Symbol(ImmutableArray<string> names)
    {
        var runs = names
            .Distinct()
            .Select(n => names.Count(m => m == n) is var k and > 1 ? $"d{n}{k.ToString(CultureInfo.InvariantCulture)}" : $"d{n}");
        return $"d{(names.Length > 1 ? names.Length.ToString(CultureInfo.InvariantCulture) : "")}/{string.Join(' ', runs)}";
    }

    public static Result<ImmutableArray<string>> Wrt(string? given, Formula loss)
    {
        if (given is null)
            return ImmutableArray<string>.Empty;
        var names = ImmutableArray.CreateBuilder<string>();
        var at = 0;
        foreach (var word in given.Split(','))
        {
            if (Unfit(word.Trim(), loss) is { } problem)
                return problem.In(given, at + word.Length - word.TrimStart().Length, Math.Max(1, word.Trim().Length)) with
                {
                    File = "--wrt",
                };
            names.Add(word.Trim());
            at += word.Length + 1;
        }
        return names.ToImmutable();
    }

    private static Problem? Unfit(string name, Formula loss)
    {
        var known = loss.Parameters.FirstOrDefault(p => p.Name == name);
        if (known.Name is null)
            return Unknown(name, loss.Parameters.Select(p => p.Name));
        return known.Shape.IsScalar
            ? null
            : Problem.Input(
                "GDS0021",
                $"'{name}' is {known.Shape}, and --wrt takes numbers",
                "leave --wrt out to see its partials in its own shape"
            );
    }

    /// <summary>A name the loss does not have, with the nearest one it has.</summary>
    public static Problem Unknown(string name, IEnumerable<string> known)
    {
        string[] all = [.. known];
        return Problem.Input(
            "GDS0020",
            name.Length == 0 ? "a name is missing" : $"the loss has no parameter '{Complaint.Clipped(name)}'",
            name.Length == 0 ? $"write one of {string.Join(", ", all.Take(8))}"
                : Suggest.Nearest(name, all) is { } near ? $"did you mean '{near}'?"
                : all.Length == 0 ? "it has none at all"
                : $"it has {string.Join(", ", all.Take(8))}{(all.Length > 8 ? ", …" : "")}"
        );
    }

    private static Result<Func<Formula, int, string>> Style(string? format) =>
        NumberOption
            .Choice("--format", format, "text", "latex", "mathml")
            .Select<Func<Formula, int, string>>(word =>
                word == "latex" ? Latex.Of
                : word == "mathml" ? MathML.Of
                : Printer.Infix
            );

    /// <summary>How a person gets to the partial derivatives, rule by rule; layers where there are some.</summary>
    public static Result<Answer> Explained(Question question, ImmutableArray<string> names)
    {
        var loss = question.Loss;
        if (loss.Size > LongestExplained)
            return TooLong(loss);
        if (loss.Parameters.IsEmpty)
            return new Answer(
                "",
                json =>
                {
                    json.WriteStartObject("steps");
                    json.WriteEndObject();
                }
            );
        if (!loss.Layers.IsEmpty || loss.Parameters.Any(p => !p.Shape.IsScalar))
            return names.IsEmpty
                ? LayersCommand.Explained(question)
                : Problem.Input("GDS0016", "layers are explained toward every parameter", "leave out --wrt or --steps");
        var wanted = names.IsEmpty ? [.. loss.Parameters.Select(p => p.Name)] : names.Distinct().ToImmutableArray();
        var blackboards = wanted.Select(name => (Name: name, Lines: Steps.Of(loss, name))).ToArray();
        var text = new StringBuilder();
        foreach (var (name, lines) in blackboards)
        {
            text.Append(CultureInfo.InvariantCulture, $"toward {name}:\n");
            text.Append(
                Values.Table([
                    .. lines.Select(l => new[] { "", l.Number.ToString(CultureInfo.InvariantCulture), l.Rule, $"{l.Left} = {l.Right}" }),
                ])
            );
            text.Append('\n');
        }
        text.Length--;
        return new Answer(
            text.ToString(),
            json =>
            {
                json.WriteStartObject("steps");
                foreach (var (name, lines) in blackboards)
                {
                    json.WriteStartArray(name);
                    foreach (var line in lines)
                    {
                        json.WriteStartObject();
                        json.WriteNumber("number", line.Number);
                        json.WriteString("rule", line.Rule);
                        json.WriteString("left", line.Left);
                        json.WriteString("right", line.Right);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                }
                json.WriteEndObject();
            }
        );
    }
}
