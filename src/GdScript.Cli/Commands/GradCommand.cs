using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using GdScript.Calculus;
using GdScript.Cli.Edge;
using GdScript.Cli.Walking;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Numerics;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary><c>gds grad</c>: value and gradient at a point, exact or measured, and what they say.</summary>
internal static class GradCommand
{
    public static Command For(Io io)
    {
        var shared = new Shared();
        var explain = Shared.Switch("--explain", "say in words what the gradient means");
        var along = new Option<string?>("--along")
        {
            HelpName = "DIRECTION",
            Description = "the slope along a direction: 1,1 or x=1,y=1 (implies --explain)",
        };
        var difference = new Option<string?>("--difference")
        {
            HelpName = "central|forward|backward",
            Description = "measure the gradient with difference quotients instead",
        };
        var h = new Option<string?>("--h") { HelpName = "H", Description = "the width of the difference quotients (1e-4)" };
        var shrinking = new Option<string?>("--shrinking")
        {
            HelpName = "NAME",
            Description = "the difference quotient along one parameter as its width shrinks",
        };
        var machine = new MachineOptions();
        var command = shared.Command(
            "grad",
            "The gradient of a loss, and its value at a point.",
            "gds grad \"x0^2 + x1^2\" --at 3,4 --explain",
            [explain, along, difference, h, shrinking, machine.Kernel, machine.Emit, .. EngineOptions.All]
        );
        shared.Does(
            command,
            io,
            given =>
                from width in NumberOption.Positive("--h", given.GetValue(h), Difference.Width)
                from kind in Measuring.Kind(null, given.GetValue(difference), given.GetValue(h))
                from question in shared.Ask(given, io).Select(q => Shared.Noted(q, io))
                from loss in Losses.Scalar(question.Loss).Else(question.Naming)
                from asked in machine.Read(given)
                from fit in Measuring.Derived(question, kind)
                from written in asked.Written(question)
                from direction in Direction(given.GetValue(along), loss)
                let wanted = new Option[] { explain, along, difference, h, shrinking, machine.Kernel }.FirstOrDefault(o =>
                    given.GetResult(o) is { Implicit: false }
                )
                from answer in question.Point is null ? Symbolic(question, wanted?.Name)
                : given.GetValue(shrinking) is { } name ? Shrunk(question, name)
                : Values(question, kind, width, asked)
                    .Select(values => Answered(loss, values, given.GetValue(explain) || direction is not null, direction))
                select answer
        );
        return command;
    }

    /// <summary>The partial derivatives as formulas, or at a point value and gradient.</summary>
    public static Result<Answer> Answer(Question question) =>
        question.Point is null
            ? Symbolic(question, null)
            : Values(question, null, Difference.Width).Select(values => Answered(question.Loss, values, explain: false, direction: null));

    /// <summary>The loss, then its gradient, flat; a value that is not finite is a problem that names the operation.</summary>
    public static Result<double[]> Values(Question question, DifferenceKind? kind, double h, Machine? machine = null)
    {
        var point = question.Point!;
        if (kind is null)
            return question.Gradient().SelectMany(gradient => (machine ?? Machine.Auto).At(gradient, point)).Else(question.Naming);
        return Evaluation.At(question.Loss, point).Else(question.Naming).SelectMany(_ => Measured(question, kind.Value, h));
    }

    private static Result<double[]> Measured(Question question, DifferenceKind kind, double h)
    {
        var kernel = Kernel.For(question.Loss);
        var values = new double[1 + question.Point!.Length];
        values[0] = Difference.ValueAndGradient(kernel.Value, question.Point, h, kind, values.AsSpan(1), new double[question.Point.Length]);
        var bad = Array.FindIndex(values, v => !double.IsFinite(v));
        return bad < 0
            ? values
            : Problem.Numeric(
                "GDS6090",
                $"the difference quotient along {question.Loss.ElementNames.ElementAt(bad - 1)} is {NumberText.Of(values[bad])}: the loss is not finite {NumberText.Of(h)} away",
                "try a smaller --h, or --difference forward"
            ) with
            {
                File = question.Text.Name,
            };
    }

    private static Result<double[]?> Direction(string? text, Formula loss) =>
        text is null
            ? (double[]?)null
            : (
                from givens in PointText.Parse(text)
                from flat in PointText.Flatten(loss, givens)
                from direction in flat.Any(d => d != 0)
                    ? (Result<double[]?>)flat
                    : Problem.Input("GDS0023", "a direction of length 0 points nowhere", "give at least one number that is not 0")
                select direction
            ).Else(p => p with { File = "--along" });

    /// <summary>The gradient as formulas; <paramref name="wanted"/> is an option that means nothing without a point.</summary>
    private static Result<Answer> Symbolic(Question question, string? wanted)
    {
        if (wanted is not null)
            return Problem.Input(
                "GDS0024",
                $"{wanted} needs a point",
                "add --at " + string.Join(",", question.Loss.Parameters.Take(4).Select(p => p.Name + "=…"))
            );
        return DiffCommand.Partials(question, [], Printer.Infix);
    }

    private static Answer Answered(Formula loss, double[] values, bool explain, double[]? direction)
    {
        var words = explain ? Explanation.Of([.. loss.ElementNames], values.AsSpan(1), direction) : null;
        return new(
            Table(loss, values) + (words is null ? "" : Words(loss, words)),
            json =>
            {
                json.Number("value", values[0]);
                json.Point("gradient", loss.Parameters, values.AsSpan(1));
                if (words is null)
                    return;
                json.Number("norm", words.Norm);
                json.WritePropertyName("ascent");
                json.List(words.Ascent.AsSpan());
                if (words.Along is { } along)
                    json.Number("along", along);
                if (words.Cosine is { } cosine)
                    json.Number("cosine", cosine);
                json.WriteStartArray("words");
                foreach (var sentence in words.Words)
                    json.WriteStringValue(sentence);
                json.WriteEndArray();
            }
        );
    }

    private static string Table(Formula loss, double[] values)
    {
        var rows = new List<string[]> { new[] { "loss", $"= {NumberText.Of(values[0])}" } };
        var rest = values.AsSpan(1);
        foreach (var parameter in loss.Parameters)
        {
            rows.Add([$"d/d{parameter.Name}", $"= {Commands.Values.Of(parameter.Shape, rest[..parameter.Shape.Count])}"]);
            rest = rest[parameter.Shape.Count..];
        }
        return Commands.Values.Table(rows);
    }

    private static string Words(Formula loss, Explanation words)
    {
        var text = new StringBuilder("\n");
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"length of the gradient: {NumberText.Of(words.Norm)}\n");
        text.Append(
            words.Ascent.IsEmpty
                ? "no direction of steepest ascent: the gradient is zero, this is a stationary point\n"
                : $"steepest ascent: {Commands.Values.Point(loss.Parameters, words.Ascent.AsSpan())}; descent goes the other way\n"
        );
        if (words.Along is { } along)
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"along the direction: slope {NumberText.Of(along)}{(words.Cosine is { } c ? $", cos of the angle to the gradient {NumberText.Of(c)}" : "")}\n"
            );
        foreach (var sentence in words.Words)
            text.Append(sentence).Append('\n');
        return text.ToString();
    }

    private static Result<Answer> Shrunk(Question question, string name)
    {
        var names = question.Loss.ElementNames.ToImmutableArray();
        var i = names.IndexOf(name);
        if (i < 0)
            return DiffCommand.Unknown(name, names).In(name, 0, name.Length) with { File = "--shrinking" };
        return Values(question, null, 0)
            .Select(values =>
            {
                var table = Shrinking.Of(Kernel.For(question.Loss).Value, question.Point, i, values[1 + i]);
                return new Answer(
                    table.Text,
                    json =>
                    {
                        json.WriteString("name", name);
                        json.Number("exact", values[1 + i]);
                        json.WriteStartArray("rows");
                        foreach (var row in table.Rows)
                        {
                            json.WriteStartObject();
                            json.Number("width", row.Width);
                            json.Number("forward", row.Forward);
                            json.Number("central", row.Central);
                            json.WriteEndObject();
                        }
                        json.WriteEndArray();
                    }
                );
            });
    }
}
