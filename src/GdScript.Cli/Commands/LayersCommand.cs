using System.Globalization;
using System.Text;
using GdScript.Calculus;
using GdScript.Cli.Edge;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary>The backward pass of <c>gds diff --steps</c>: forward line by line, then back layer by layer, with values where a point is given.</summary>
internal static class LayersCommand
{
    private sealed record Line(string Name, string Rule, string Note, Shape Shape, double[]? Value);

    public static Result<Answer> Explained(Question question)
    {
        var passes = Backprop.Of(question.Loss);
        if (question.Point is null)
            return Answered(passes, Lines(passes, question.Loss, null));
        return Evaluation
            .At(passes.Values, question.Point)
            .Else(question.Naming)
            .Select(values => Answered(passes, Lines(passes, question.Loss, values)));
    }

    private static Line[] Lines(Backprop passes, Formula loss, double[]? values)
    {
        var shapes = passes.Values.Roots.Select(r => passes.Values.Nodes[r].Shape).ToArray();
        var offset = 0;
        var lines = new List<Line>();
        foreach (var (i, shape) in shapes.Index())
        {
            var value = values is null ? null : Plain(values.AsSpan(offset, shape.Count));
            offset += shape.Count;
            var back = i - passes.Forward.Length;
            lines.Add(
                back < 0
                    ? new(passes.Forward[i].Name, Alone(loss, passes, i), "", shape, value)
                    : new(passes.Backward[back].Name, passes.Backward[back].Rule.Infix, Note(passes.Backward[back]), shape, value)
            );
        }
        return [.. lines];
    }

    /// <summary>Zeros without a sign: in an explanation it says nothing.</summary>
    private static double[] Plain(ReadOnlySpan<double> values)
    {
        var plain = values.ToArray();
        foreach (ref var value in plain.AsSpan())
            value = value == 0 ? 0 : value;
        return plain;
    }

    /// <summary>A layer written in the names of the layers before it.</summary>
    private static string Alone(Formula loss, Backprop passes, int layer)
    {
        var before = passes.Forward.Take(layer).ToDictionary(l => l.Node, l => l.Name);
        var h = new Sketch();
        var root = Graft.Onto(
            h,
            loss,
            [passes.Forward[layer].Node],
            n => before.TryGetValue(n, out var name) ? h.Param(name, loss.Nodes[n].Shape) : null
        );
        return h.Finish(root).Infix;
    }

    private static string Note(BackwardLine line) =>
        line.Layer.Length == 0 ? $"all that reaches {line.Toward}"
        : line.Layer == line.Toward ? $"all that reaches {line.Toward}"
        : $"through {line.Layer}";

    private static Answer Answered(Backprop passes, Line[] lines)
    {
        var forward = lines[..passes.Forward.Length];
        var backward = lines[passes.Forward.Length..];
        var text = new StringBuilder("forward:\n");
        text.Append(Table(forward));
        text.Append("\nbackward:\n");
        text.Append(Table(backward));
        return new(
            text.ToString(),
            json =>
            {
                Write(json, "forward", forward);
                Write(json, "backward", backward);
            }
        );
    }

    /// <summary>Rules in one column, notes in the next, and under each rule its value.</summary>
    private static string Table(Line[] lines)
    {
        if (lines.Length == 0)
            return "  nothing: every slope is zero\n";
        var width = lines.Max(l => Rule(l).Length);
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var note = line.Note.Length > 0 ? $"  # {line.Note}" : "";
            text.Append($"  {Rule(line).PadRight(width)}{note}".TrimEnd()).Append('\n');
            if (line.Value is not null)
                text.Append("    = ").Append(Values.Of(line.Shape, line.Value)).Append('\n');
        }
        return text.ToString();
    }

    private static string Rule(Line line) => $"{line.Name} = {line.Rule}";

    private static void Write(System.Text.Json.Utf8JsonWriter json, string name, Line[] lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            json.WriteString("rule", line.Rule);
            if (line.Value is not null)
            {
                json.WritePropertyName("value");
                json.Value(line.Shape, line.Value);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
