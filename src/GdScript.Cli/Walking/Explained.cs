using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GdScript.Cli.Commands;
using GdScript.Cli.Edge;
using GdScript.Descent;
using GdScript.Graphs;

namespace GdScript.Cli.Walking;

/// <summary>What a walk says about itself when it has ended: sentences, and a member of the JSON.</summary>
internal sealed record Explained(Diagnosis Diagnosis, ImmutableArray<string> Sentences)
{
    private const int MostNodes = 20_000;
    private const int MostNumbers = 10_000;

    /// <summary>Null where there is nothing to explain, or it would take longer than the walk.</summary>
    /// <param name="order">What was walked on.</param>
    /// <param name="run">How it went.</param>
    /// <param name="oracle">The loss of the walk.</param>
    public static Explained? Of(WalkOrder order, Run run, Func<Oracle> oracle)
    {
        var loss = order.Question.Loss;
        if (run.Why is Stop.Interrupted || loss.PointSize is 0 or > MostNumbers || loss.Nodes.Length > MostNodes)
            return null;
        var pairs = Effort.Pairs(loss, opaque: !order.HasFormula);
        if (pairs < 0)
            return null;
        var formula = order.HasFormula ? loss : null;
        var land = formula is null ? Landscape.Of(oracle()) : Landscape.Of(formula);
        var diagnosis = Diagnosis.Of(run, order.Question.Point, land, formula, order.Method, pairs);
        return new(diagnosis, [.. diagnosis.Sentences([.. loss.ElementNames], run.Steps), .. Besides(order, diagnosis)]);
    }

    /// <summary>What the place alone does not tell: that batches shake the walk, that it was a climb.</summary>
    private static IEnumerable<string> Besides(WalkOrder order, Diagnosis diagnosis)
    {
        if (
            order.Rows is { Varies: true } rows
            && diagnosis.Terrain == Terrain.Slope
            && diagnosis.Rate is { } rate
            && rate.Rate < rate.Limit
        )
            yield return $"Every step sees {RowOrder.Counted(rows.Batching.Size)} of {rows.Training.Count.ToString(CultureInfo.InvariantCulture)}: at a fixed rate the walk keeps shaking; let the rate fall, as in cosine(...).";
        if (order.Climbs)
            yield return "All of this is about minus the loss, whose minimum is the maximum of the loss.";
    }

    /// <summary>The sentences, each on its line.</summary>
    public string Text => string.Concat(Sentences.Select(s => s + "\n"));

    /// <summary>The member <c>diagnosis</c>; numbers that were computed to six digits, so that they are the same everywhere.</summary>
    public void Write(Utf8JsonWriter json, ImmutableArray<Parameter> parameters)
    {
        var d = Diagnosis;
        json.WriteStartObject("diagnosis");
        json.WriteString("place", d.Terrain.ToString().ToLowerInvariant());
        json.WriteNumber("step", d.At.Step);
        json.Number("gradientNorm", Tidy(d.GradientNorm));
        json.WriteString("curvatureFrom", d.Derived ? "derived" : "measured");
        if (d.Spectrum is { } s)
            Curvature(json, parameters, s, d.Terrain);
        if (d.Rate is { } rate)
            Advice(json, rate);
        if (d.Sharpness is { } sharp)
        {
            json.WriteStartObject("sharpness");
            json.Number("largest", Tidy(sharp.Largest));
            json.Number("radius", Tidy(sharp.Radius));
            json.Number("rise", Tidy(sharp.Rise));
            json.Number("meanRise", Tidy(sharp.MeanRise));
            json.WriteEndObject();
        }
        json.WriteString("convex", d.Convexity.Verdict.ToString().ToLowerInvariant());
        if (d.Convexity.Verdict == ConvexityVerdict.Disproven)
        {
            json.Point("convexFrom", parameters, d.Convexity.From.AsSpan());
            json.Point("convexTo", parameters, d.Convexity.To.AsSpan());
        }
        json.WriteStartArray("sentences");
        foreach (var sentence in Sentences)
            json.WriteStringValue(sentence);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Curvature(Utf8JsonWriter json, ImmutableArray<Parameter> parameters, Spectrum s, Terrain place)
    {
        json.WriteStartObject("curvature");
        json.Number("least", Tidy(s.Least));
        json.Number("largest", Tidy(s.Largest));
        if (s.Condition is { } condition)
            json.Number("condition", Tidy(condition));
        json.WriteBoolean("complete", s.Complete);
        if (place == Terrain.Saddle)
            json.Point("escape", parameters, s.LeastAlong.Select(Tidy).ToArray());
        json.WriteEndObject();
    }

    private static void Advice(Utf8JsonWriter json, RateAdvice rate)
    {
        json.WriteStartObject("rate");
        json.Number("used", rate.Rate);
        json.Number("limit", Tidy(rate.Limit));
        json.Number("best", Tidy(rate.Best));
        json.Number("factor", Tidy(rate.Factor));
        if (rate.Needs is { } needs)
            json.Number("needs", Tidy(needs));
        json.WriteEndObject();
    }

    internal static double Tidy(double x) =>
        double.IsFinite(x) ? double.Parse(x.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : x;
}
