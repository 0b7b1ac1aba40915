using System.CommandLine;
using GdScript.Algebra;
using GdScript.Calculus;
using GdScript.Cli.Edge;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary><c>gds hess</c>: the matrix of second derivatives, as formulas or at a point.</summary>
internal static class HessCommand
{
    private const int Most = 2000;

    public static Command For(Io io)
    {
        var shared = new Shared();
        var command = shared.Command(
            "hess",
            "The Hessian of a loss: all second derivatives.",
            "gds hess \"x^2*y\" --at x=3,y=4",
            [.. EngineOptions.All]
        );
        shared.Does(
            command,
            io,
            given =>
                from question in shared.Ask(given, io).Select(q => Shared.Noted(q, io))
                from known in question.SlopeGiven is { } given ? given : (Result<bool>)true
                from answer in Answer(question)
                select answer
        );
        return command;
    }

    /// <summary>The second derivatives as formulas, or at a point their values.</summary>
    public static Result<Answer> Answer(Question question) =>
        from loss in Losses.Scalar(question.Loss).Else(question.Naming)
        from small in Results.When(loss.PointSize <= (question.Point is null ? 200 : Most), loss, () => TooWide(loss))
        from answer in question.Point is null
            ? Entries(question).Select(entries => Symbolic(loss, Simplify.Of(entries)))
            : Values(question).Select(rows => Answered(loss, rows))
        select answer;

    /// <summary>The Hessian at the point, row by row: forward over reverse, one run per column.</summary>
    public static Result<double[][]> Values(Question question)
    {
        var (loss, point) = (question.Loss, question.Point!);
        if (!question.Engine.IsOwn)
            return Entries(question).SelectMany(entries => Evaluation.At(entries, point)).Else(question.Naming).Select(Unpacked);
        return Evaluation.At(Gradient.Of(loss), point).Else(question.Naming).SelectMany(_ => Rows(question, Hessian.Along(loss), point));
    }

    private static Result<Formula> Entries(Question question) =>
        question.Gradient().SelectMany(_ => question.Engine.Hessian(question.Loss, question.Used)).Else(question.Naming);

    private static double[][] Unpacked(double[] packed)
    {
        var n = 0;
        while (n * (n + 1) / 2 < packed.Length)
            n++;
        return [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => packed[Hessian.At(i, j)]).ToArray())];
    }

    private static Result<double[][]> Rows(Question question, Formula along, double[] point)
    {
        var n = point.Length;
        var kernel = Kernel.For(along);
        var (extended, results, rows) = (new double[2 * n], new double[kernel.ResultSize], new double[n][]);
        point.CopyTo(extended, 0);
        for (var i = 0; i < n; i++)
        {
            Array.Clear(extended, n, n);
            extended[n + i] = 1;
            kernel.Run(extended, results);
            rows[i] = results[^n..];
            if (rows[i].Any(v => !double.IsFinite(v)))
                return Evaluation.At(along, extended).Select(_ => Array.Empty<double[]>()).Else(question.Naming);
        }
        return rows;
    }

    private static Problem TooWide(Formula loss) =>
        Problem.Input(
            "GDS0025",
            $"the Hessian of {loss.PointSize.ToString(System.Globalization.CultureInfo.InvariantCulture)} numbers is too large to show",
            "fix some parameters with --set, or ask at a point with --at"
        );

    private static Answer Symbolic(Formula loss, Formula entries)
    {
        var n = loss.PointSize;
        string Entry(int i, int j) => Printer.Infix(entries, entries.Roots[Hessian.At(i, j)]);
        string[][] rows = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => Entry(i, j)).ToArray())];
        return Matrix.Answer([.. loss.ElementNames], [.. loss.ElementNames], rows, "hessian");
    }

    private static Answer Answered(Formula loss, double[][] rows) =>
        Matrix.Answer([.. loss.ElementNames], [.. loss.ElementNames], rows, "hessian");
}

/// <summary>A matrix with names along both sides.</summary>
internal static class Matrix
{
    public static Answer Answer(string[] left, string[] top, string[][] rows, string name) =>
        new(
            Text(left, top, rows),
            json =>
            {
                Names(json, top);
                json.WriteStartArray(name);
                foreach (var row in rows)
                {
                    json.WriteStartArray();
                    foreach (var entry in row)
                        json.WriteStringValue(entry);
                    json.WriteEndArray();
                }
                json.WriteEndArray();
            }
        );

    public static Answer Answer(string[] left, string[] top, double[][] rows, string name) =>
        new(
            Text(left, top, [.. rows.Select(r => r.Select(NumberText.Of).ToArray())]),
            json =>
            {
                Names(json, top);
                Rows(json, name, rows);
            }
        );

    public static void Rows(System.Text.Json.Utf8JsonWriter json, string name, double[][] rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
            json.List(row);
        json.WriteEndArray();
    }

    public static void Names(System.Text.Json.Utf8JsonWriter json, IEnumerable<string> names)
    {
        json.WriteStartArray("names");
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static string Text(string[] left, string[] top, string[][] rows) =>
        top.Length == 0
            ? ""
            : Values.Table([
                ["", .. top],
                .. rows.Select((row, i) => new[] { left[i] }.Concat(row).ToArray()),
            ]);
}
