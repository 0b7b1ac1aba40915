using System.Text.Json;
using GdScript.Checking;
using GdScript.Cli.Edge;
using GdScript.Graphs;

namespace GdScript.Cli.Commands;

/// <summary>A check as a program reads it: every number a person was shown, and those he was spared.</summary>
internal static class CheckJson
{
    /// <summary>The verdict of a check and of each of its components, as DESIGN's batch answers have it.</summary>
    public static void Write(Utf8JsonWriter json, Formula loss, CheckReport report, Func<CheckedComponent, VCurve>? curves)
    {
        json.WriteString("verdict", report.Word);
        json.WriteBoolean("fails", report.Fails);
        json.WriteStartArray("components");
        foreach (var (i, component) in report.Components.Index())
            Write(json, loss, report, i, component, curves);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
            Write(json, finding);
        json.WriteEndArray();
        json.WriteStartArray("diagnoses");
        foreach (var diagnosis in report.Diagnoses)
            Write(json, diagnosis);
        json.WriteEndArray();
        if (report.Counterexample is { } found)
            Write(json, loss, found);
        if (report.Hunt is { } hunt)
            Write(json, hunt);
        if (report.Survey is { } survey)
            Write(json, survey);
        json.WriteNumber("evaluations", report.Evaluations);
    }

    private static void Write(
        Utf8JsonWriter json,
        Formula loss,
        CheckReport report,
        int i,
        CheckedComponent component,
        Func<CheckedComponent, VCurve>? curves
    )
    {
        json.WriteStartObject();
        json.WriteString("name", component.Name);
        json.Point("point", loss.Parameters, component.Point.AsSpan());
        json.WriteString("verdict", component.Verdict.Word);
        json.WriteString("says", CheckText.Of(component.Verdict));
        json.Number("claimed", component.Claimed);
        json.Number("exact", component.Exact);
        json.Number("forward", component.Forward);
        json.Number("numeric", component.Numeric);
        json.Number("bar", component.Bar);
        if (Sides(component.Verdict) is var (left, right))
        {
            json.Number("left", left);
            json.Number("right", right);
        }
        json.WriteNumber("digits", component.Digits);
        json.Number("central", component.Lesson);
        json.Number("step", component.Step);
        json.WriteNumber("tier", component.Tier);
        json.WriteNumber("evaluations", component.Evaluations);
        json.WriteNumber("firstTierEvaluations", component.FirstEvaluations);
        json.WriteStartObject("sources");
        foreach (var source in component.Sources)
            json.Number(source.Name, source.Value);
        json.WriteEndObject();
        foreach (var witness in report.Witnesses)
            json.Number(witness.Name, witness.Values[i]);
        if (component.Proof is { } proof)
            Write(json, component, proof);
        if (curves is not null)
            Write(json, curves(component));
        json.WriteEndObject();
    }

    /// <summary>The slopes of the two sides of a kink; null elsewhere.</summary>
    private static (double Left, double Right)? Sides(Verdict verdict) =>
        verdict switch
        {
            Verdict.KinkValid kink => (kink.Left, kink.Right),
            Verdict.KinkInvalid kink => (kink.Left, kink.Right),
            _ => null,
        };

    private static void Write(Utf8JsonWriter json, CheckedComponent component, Proof proof)
    {
        json.WriteStartObject("proof");
        json.Number("low", proof.Low);
        json.Number("high", proof.High);
        json.WriteBoolean("refuted", proof.Refutes(component.Claimed));
        json.WriteString("how", proof.How);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VCurve curve)
    {
        json.WriteStartArray("curve");
        foreach (var one in curve.Rungs)
        {
            json.WriteStartObject();
            json.Number("h", one.Step);
            json.Number("central", one.Central);
            json.Number("error", one.Error);
            json.Number("rounding", one.Rounding);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("name", finding.Name);
        json.WriteNumber("point", finding.PointNumber);
        json.WriteString("first", finding.First);
        json.WriteString("second", finding.Second);
        json.Number("firstValue", finding.FirstValue);
        json.Number("secondValue", finding.SecondValue);
        json.Number("allowed", finding.Allowed);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Diagnosis diagnosis)
    {
        json.WriteStartObject();
        json.WriteString("name", diagnosis.Name);
        json.WriteString("kind", diagnosis.Kind);
        json.WriteString("text", diagnosis.Text);
        json.WriteString("sureness", diagnosis.Sureness);
        json.WriteNumber("agreeing", diagnosis.Agreeing);
        json.WriteNumber("seen", diagnosis.Seen);
        if (diagnosis.At is { } at)
        {
            json.WriteNumber("start", at.Start);
            json.WriteNumber("length", at.Length);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Formula loss, Counterexample found)
    {
        json.WriteStartObject("counterexample");
        json.WriteString("name", found.Name);
        json.Point("point", loss.Parameters, found.Point.AsSpan());
        json.Number("claimed", found.Claimed);
        json.Number("numeric", found.Measured);
        json.Number("bar", found.Bar);
        if (found.Loss is not null)
        {
            json.WriteString("loss", found.Loss);
            json.WriteString("claim", found.Claim);
        }
        json.WriteNumber("checks", found.Checks);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Hunt hunt)
    {
        json.WriteStartObject("search");
        json.WriteNumber("points", hunt.Points);
        json.WriteNumber("entered", hunt.Entered);
        json.WriteNumber("notEntered", hunt.NotEntered);
        json.WriteNumber("skipped", hunt.Skipped);
        json.WriteNumber("failures", hunt.Failures);
        json.WriteNumber("undecided", hunt.Undecided);
        json.WriteNumber("seed", hunt.Seed);
        json.WriteNumber("evaluations", hunt.Evaluations);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Survey survey)
    {
        json.WriteStartObject("survey");
        json.WriteNumber("components", survey.Components);
        json.WriteNumber("checks", survey.Checks);
        json.Number("blind", survey.Blind);
        json.WriteNumber("wrong", survey.Wrong);
        json.WriteBoolean("complete", survey.IsComplete);
        json.WriteNumber("unsettled", survey.Unsettled);
        json.WriteNumber("kinked", survey.Torn);
        json.WriteNumber("seed", survey.Seed);
        json.WriteNumber("evaluations", survey.Evaluations);
        json.WriteEndObject();
    }
}
