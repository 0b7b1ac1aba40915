using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GdScript.Calculus;
using GdScript.Checking;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;
using GdScript.Text;

namespace GdScript.Cli.Commands;

/// <summary><c>gds check</c>: the gradient, derived two ways and measured, side by side, with a verdict for each component.</summary>
internal static class CheckCommand
{
    private const int DefaultPoints = 4;

    public static Command For(Io io)
    {
        var shared = new Shared();
        var claim = new Option<string?>("--claim")
        {
            HelpName = "CLAIM",
            Description = "a gradient to judge: \"x: 2*x, y: 2*y\", or numbers for the point in @grad.json",
        };
        var strict = new Option<bool>("--strict") { Description = "fail also where nothing could be decided" };
        var machine = new MachineOptions();
        var command = shared.Command(
            "check",
            "Does the gradient agree with independent measurements?",
            "gds check \"x^2/20 + y^2\" --at 3,4 --claim \"x: x/10, y: 2*y\"",
            claim,
            strict,
            machine.Kernel,
            machine.Emit
        );
        shared.Does(
            command,
            io,
            given =>
                from asked in machine.Read(given)
                from question in shared.Ask(given, io)
                from claimed in Claimed(given.GetValue(claim), question)
                from report in Report(question, claimed, question.Point is { } point ? [point] : null)
                from seen in Witnessed(question.Loss, report, asked)
                select Answered(question.Loss, seen, given.GetValue(strict))
        );
        return command;
    }

    /// <summary>The report at the given points, or where none are given at a few points spread over the loss's domain.</summary>
    public static Result<CheckReport> Report(Question question, Claim? claim, ImmutableArray<double[]>? points) =>
        from loss in Losses.Scalar(question.Loss).Else(question.Naming)
        from open in Results.When(
            loss.PointSize > 0,
            loss,
            () => Problem.Input("GDS0061", "the loss has no parameters, so there is no gradient to check", "name what may vary: x^2")
        )
        from chosen in points is { } given ? Finite(question, given) : Chosen(loss)
        from claimed in Results.When(
            claim is not Claim.Numbers || points is not null,
            claim,
            () => Problem.Input("GDS0060", "numbers can only be judged at a point", "add --at")
        )
        select Check.Gradient(loss, claimed, chosen);

    /// <summary>The report with a column for the kernel that was asked for; roslyn brings il along, so that all three are compared.</summary>
    private static Result<CheckReport> Witnessed(Formula loss, CheckReport report, Machine machine)
    {
        if (machine.Choice == KernelChoice.Auto)
            return report;
        var gradient = Gradient.Of(loss);
        KernelChoice[] kernels = machine.Choice == KernelChoice.Roslyn ? [KernelChoice.Il, KernelChoice.Roslyn] : [machine.Choice];
        foreach (var kernel in kernels)
            report = report.With(new(Machine.NameOf(kernel), Slopes(new Machine(kernel).Of(gradient), report)));
        return machine.Written(loss).Select(_ => report);
    }

    /// <summary>The gradient at each point of the report, one after the other.</summary>
    private static ImmutableArray<double> Slopes(LossAndGradient kernel, CheckReport report)
    {
        var all = ImmutableArray.CreateBuilder<double>(report.Components.Length);
        foreach (var point in report.Components.DistinctBy(c => c.PointNumber).Select(c => c.Point))
        {
            var slopes = new double[point.Length];
            kernel(point.AsSpan(), slopes);
            all.AddRange(slopes);
        }
        return all.ToImmutable();
    }

    private static Result<ImmutableArray<double[]>> Chosen(Formula loss)
    {
        var points = Points.Spread(loss, DefaultPoints);
        return points.IsEmpty
            ? Problem.Numeric("GDS6091", "the loss is finite at none of the points tried", "say where to check with --at")
            : points;
    }

    private static Result<ImmutableArray<double[]>> Finite(Question question, ImmutableArray<double[]> points)
    {
        foreach (var point in points)
            if (Evaluation.At(question.Loss, point).Problem is { } problem)
                return question.Naming(problem);
        return points;
    }

    private static Result<Claim?> Claimed(string? text, Question question)
    {
        if (text is null)
            return (Claim?)null;
        if (!text.StartsWith('@'))
            return ClaimText.Parse(text, question.Loss).Else(p => p with { File = "--claim" }).Select(c => (Claim?)c);
        return Files
            .Read(text[1..])
            .SelectMany(PointText.Json)
            .SelectMany(givens => PointText.Flatten(question.Loss, givens))
            .Else(p => p with { File = text[1..] })
            .Select(numbers => (Claim?)new Claim.Numbers(numbers));
    }

    /// <summary>The points by number, when the table speaks of several.</summary>
    private static string Where(Formula loss, CheckReport report)
    {
        var points = report.Components.DistinctBy(c => c.PointNumber).ToArray();
        return points.Length < 2
            ? ""
            : "\n"
                + string.Concat(
                    points.Select(c =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"point {c.PointNumber}: {Values.Point(loss.Parameters, c.Point.AsSpan())}\n"
                        )
                    )
                );
    }

    private static Answer Answered(Formula loss, CheckReport report, bool strict) =>
        new(
            CheckText.Of(report),
            json => Write(json, loss, report),
            report.Fails || (strict && report.FailsStrictly) ? Exit.CheckFailed : Exit.Ok
        );

    /// <summary>The verdict of a check and of each of its components, as DESIGN's batch answers have it.</summary>
    public static void Write(Utf8JsonWriter json, Formula loss, CheckReport report)
    {
        json.WriteString("verdict", report.Word);
        json.WriteStartArray("components");
        foreach (var (i, component) in report.Components.Index())
        {
            json.WriteStartObject();
            json.WriteString("name", component.Name);
            json.Point("point", loss.Parameters, component.Point.AsSpan());
            json.WriteString("verdict", component.Verdict.Word);
            json.Number("claimed", component.Claimed);
            json.Number("exact", component.Exact);
            json.Number("forward", component.Forward);
            json.Number("numeric", component.Numeric);
            json.Number("bar", component.Bar);
            json.WriteNumber("digits", component.Digits);
            json.Number("central", component.Lesson);
            json.Number("step", component.Step);
            json.WriteNumber("evaluations", component.Evaluations);
            foreach (var witness in report.Witnesses)
                json.Number(witness.Name, witness.Values[i]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("name", finding.Name);
            json.WriteString("first", finding.First);
            json.WriteString("second", finding.Second);
            json.Number("firstValue", finding.FirstValue);
            json.Number("secondValue", finding.SecondValue);
            json.Number("allowed", finding.Allowed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("evaluations", report.Evaluations);
    }
}
