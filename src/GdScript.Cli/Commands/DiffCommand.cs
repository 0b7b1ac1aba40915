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
        var steps = new Option<bool>("--steps") { Description = "explain which rule is used where; named lines become layers" };
        var format = new Option<string?>("--format") { HelpName = "text|latex|mathml", Description = "how formulas are written" };
        var command = shared.Command(
            "diff",
            "The partial derivatives of a loss, as formulas.",
            "gds diff \"x^2/20 + y^2\"",
            wrt,
            steps,
            format
        );
        shared.Does(
            command,
            io,
            given =>
                from style in Style(given.GetValue(format))
                from question in shared.Ask(given, io)
                from loss in Losses.Scalar(question.Loss).Else(question.Naming)
                from names in Wrt(given.GetValue(wrt), loss)
                from explainable in Results.When(!given.GetValue(steps) || loss.Size <= LongestExplained, loss, () => TooLong(loss))
                from answer in given.GetValue(steps) ? Explained(question, names) : Partials(loss, names, style)
                select answer
        );
        return command;
    }

    private static Problem TooLong(Formula loss) =>
        Problem.Input(
            "GDS0027",
            string.Create(CultureInfo.InvariantCulture, $"a formula of {loss.Size} operations is too long to explain step by step"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"--steps takes up to {LongestExplained}; name its parts and explain them one by one"
            )
        );

    /// <summary>The partials a loss has: all first ones, or the one that <paramref name="names"/> asks for.</summary>
    public static (string Of, Formula Formula, int Root)[] Of(Formula loss, ImmutableArray<string> names)
    {
        if (!names.IsEmpty)
        {
            var partial = Gradient.Partial(loss, names.AsSpan());
            return [(Symbol(names), partial, partial.Root)];
        }
        var all = Gradient.Partials(loss);
        return [.. loss.Parameters.Select((p, i) => ($"d/d{p.Name}", all, all.Roots[i]))];
    }

    private static Result<Answer> Partials(Formula loss, ImmutableArray<string> names, Func<Formula, int, string> style)
    {
        var partials = Of(loss, names)
            .Select(p => (p.Of, Text: style(p.Formula, p.Root), Infix: Printer.Infix(p.Formula, p.Root)))
            .ToArray();
        return new Answer(
            string.Concat(partials.Select(p => $"{p.Of} = {p.Text}\n")),
            json =>
            {
                json.WriteStartObject("partials");
                foreach (var (of, _, infix) in partials)
                    json.WriteString(names.IsEmpty ? of["d/d".Length..] : string.Join(',', names), infix);
                json.WriteEndObject();
            }
        );
    }

    /// <summary>d/dx, d2/dx2, d3/dx2 dy.</summary>
    private static string Symbol(ImmutableArray<string> names)
    {
        var runs = names
            .Distinct()
            .Select(n => names.Count(m => m == n) is var k and > 1 ? $"d{n}{k.ToString(CultureInfo.InvariantCulture)}" : $"d{n}");
        return $"d{(names.Length > 1 ? names.Length.ToString(CultureInfo.InvariantCulture) : "")}/{string.Join(' ', runs)}";
    }

    private static Result<ImmutableArray<string>> Wrt(string? given, Formula loss)
    {
        if (given is null)
            return ImmutableArray<string>.Empty;
        var names = given.Split(',', StringSplitOptions.TrimEntries).ToImmutableArray();
        foreach (var name in names)
        {
            var known = loss.Parameters.FirstOrDefault(p => p.Name == name);
            if (known.Name is null)
            {
                var near = Suggest.Nearest(name, loss.Parameters.Select(p => p.Name));
                return Problem.Input(
                    "GDS0020",
                    $"the loss has no parameter '{name}'",
                    near is null ? $"it has {string.Join(", ", loss.Parameters.Select(p => p.Name))}" : $"did you mean '{near}'?"
                );
            }
            if (!known.Shape.IsScalar)
                return Problem.Input(
                    "GDS0021",
                    $"'{name}' is {known.Shape}; --wrt takes numbers",
                    "leave --wrt out to see its partials in its own shape"
                );
        }
        return names;
    }

    private static Result<Func<Formula, int, string>> Style(string? format) =>
        format switch
        {
            null or "text" => (Func<Formula, int, string>)Printer.Infix,
            "latex" => (Func<Formula, int, string>)Latex.Of,
            "mathml" => (Func<Formula, int, string>)MathML.Of,
            _ => Problem.Input("GDS0022", $"unknown format '{format}'", "use text, latex or mathml"),
        };

    private static Result<Answer> Explained(Question question, ImmutableArray<string> names)
    {
        var loss = question.Loss;
        if (!loss.Layers.IsEmpty || loss.Parameters.Any(p => !p.Shape.IsScalar))
            return LayersCommand.Explained(question);
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
