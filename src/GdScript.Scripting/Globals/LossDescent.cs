using System.Collections.Immutable;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Text;
using GdScript.Traces;

namespace GdScript.Scripting.Globals;

/// <summary>A walk downhill: where it ended, why, and everything that happened on the way. It prints its end; <c>Trace</c> prints all of it.</summary>
public sealed class LossDescent
{
    internal LossDescent(Trace trace, Run run) => (Trace, Run) = (trace, run);

    /// <summary>What happened, step by step.</summary>
    public Trace Trace { get; }

    /// <summary>The last point, flat: every parameter's elements, row by row, in the order of the parameters.</summary>
    public double[] Point => [.. Run.Last.Point];

    /// <summary>The loss at the last point.</summary>
    public double Loss => Run.Last.Loss;

    /// <summary>How many steps were made.</summary>
    public long Steps => Run.Steps;

    /// <summary>Why it ended, as programs read it: <c>steps</c>, <c>rest</c>, <c>diverged</c>.</summary>
    public string Stop => Run.Why.Name;

    /// <summary>Why it ended, in a sentence.</summary>
    public string Why => Trace.End.Why;

    /// <summary>False when the walk left the numbers a double can hold, or was broken off.</summary>
    public bool Well => Run.Why.Well;

    /// <summary>The point of the lowest loss on the way, flat.</summary>
    public double[] Best => [.. Run.Best.Point];

    /// <summary>The lowest loss on the way.</summary>
    public double BestLoss => Run.Best.Loss;

    /// <summary>A number of the last point: <c>walk["x"]</c>, <c>walk["W[0,1]"]</c>.</summary>
    public double this[string name] => Answers.Number(Trace.Header.Parameters, Run.Last.Point.AsSpan(), name);

    /// <summary>A vector of the last point.</summary>
    public double[] Vector(string name) => Answers.Vector(Trace.Header.Parameters, Run.Last.Point.AsSpan(), name);

    /// <summary>A matrix of the last point.</summary>
    public double[,] Matrix(string name) => Answers.Matrix(Trace.Header.Parameters, Run.Last.Point.AsSpan(), name);

    /// <summary>As <c>gds descend --quiet</c> says it: the end point, its loss, and why the walk ended.</summary>
    public override string ToString()
    {
        var best =
            Run.Best.Step != Run.Last.Step && !(Run.Last.Loss <= Run.Best.Loss)
                ? $"\nbest: {Answers.Text(Trace.Header.Parameters, Run.Best.Point.AsSpan())}, loss = {NumberText.Of(Run.Best.Loss)}"
                : "";
        var average =
            Run.Average is { } mean && !mean.Point.AsSpan().SequenceEqual(Run.Last.Point.AsSpan())
                ? $"\naverage: {Answers.Text(Trace.Header.Parameters, mean.Point.AsSpan())}, loss = {NumberText.Of(mean.Loss)}"
                : "";
        return $"{Answers.Text(Trace.Header.Parameters, Run.Last.Point.AsSpan())}\nloss = {NumberText.Of(Loss)}{best}{average}\n{Why}";
    }

    internal Run Run { get; }

    /// <summary>The last point as a point is given, every parameter under its name.</summary>
    internal ImmutableArray<Given> Givens()
    {
        var (givens, at) = (ImmutableArray.CreateBuilder<Given>(), 0);
        foreach (var parameter in Trace.Header.Parameters)
        {
            givens.Add(new(parameter.Name, new(parameter.Shape, Run.Last.Point.Slice(at, parameter.Shape.Count))));
            at += parameter.Shape.Count;
        }
        return givens.ToImmutable();
    }
}
