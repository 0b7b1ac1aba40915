using System.CommandLine;
using GdScript.Calculus;
using GdScript.Cli.Edge;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary><c>gds jac</c>: the derivative of a formula whose value is a vector or a matrix, one row per number of the value.</summary>
internal static class JacCommand
{
    private const int Most = 40_000;

    public static Command For(Io io)
    {
        var shared = new Shared();
        var command = shared.Command(
            "jac",
            "The Jacobian of a vector-valued formula.",
            "gds jac \"[x*y, sin(x), y^2]\" --at x=1,y=2",
            [.. EngineOptions.All]
        );
        shared.Does(
            command,
            io,
            given => from question in shared.Ask(given, io).Select(q => Shared.Noted(q, io)) from answer in Answer(question) select answer
        );
        return command;
    }

    /// <summary>The first derivatives as formulas, or at a point their values.</summary>
    public static Result<Answer> Answer(Question question) =>
        from small in Results.When(
            (long)question.Loss.PointSize * question.Loss.Top.Shape.Count <= Most,
            question.Loss,
            () => TooWide(question.Loss)
        )
        from answer in question.Point is null ? question.Jacobian().Select(entries => Symbolic(question.Loss, entries)) : At(question)
        select answer;

    private static Problem TooWide(Formula f) =>
        Problem.Input(
            "GDS0026",
            $"a Jacobian of {f.Top.Shape} toward {f.PointSize.ToString(System.Globalization.CultureInfo.InvariantCulture)} numbers is too large to show",
            "fix some parameters with --set"
        );

    private static string[] RowNames(Formula f) =>
        [.. Enumerable.Range(0, f.Top.Shape.Count).Select(i => "f" + f.Top.Shape.ElementText(i))];

    private static Answer Symbolic(Formula f, Formula entries)
    {
        var n = f.PointSize;
        string[][] rows =
        [
            .. Enumerable
                .Range(0, f.Top.Shape.Count)
                .Select(i => Enumerable.Range(0, n).Select(j => Printer.Infix(entries, entries.Roots[i * n + j])).ToArray()),
        ];
        return Matrix.Answer(RowNames(f), [.. f.ElementNames], rows, "jacobian");
    }

    private static Result<Answer> At(Question question) =>
        Values(question).Select(rows => Matrix.Answer(RowNames(question.Loss), [.. question.Loss.ElementNames], rows, "jacobian"));

    /// <summary>The Jacobian at the point, a row per number of the value.</summary>
    public static Result<double[][]> Values(Question question)
    {
        var (f, n) = (question.Loss, question.Loss.PointSize);
        return from value in Evaluation.At(f, question.Point!).Else(question.Naming)
            from rows in question.Engine.IsOwn ? Jacobian.Of(f) : question.Jacobian()
            from flat in n == 0 ? Array.Empty<double>() : Evaluation.At(rows, question.Point!).Else(question.Naming)
            select Enumerable.Range(0, f.Top.Shape.Count).Select(i => flat[(i * n)..((i + 1) * n)]).ToArray();
    }
}
