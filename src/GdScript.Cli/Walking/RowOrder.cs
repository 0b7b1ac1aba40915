using System.Globalization;
using GdScript.Cli.Commands;
using GdScript.Data;
using GdScript.Descent;
using GdScript.Graphs;
using GdScript.Kernels;

namespace GdScript.Cli.Walking;

/// <summary>Which rows of the data a walk sees at each step, and which it never sees.</summary>
/// <param name="All">All rows.</param>
/// <param name="Training">The rows to learn from.</param>
/// <param name="Held">The rows held out; null for none.</param>
/// <param name="Batching">How the first are dealt out.</param>
/// <param name="Seed">Chooses the order and what is held out.</param>
internal sealed record RowOrder(Table All, Table Training, Table? Held, Batching Batching, ulong Seed)
{
    private Kernel? judge;
    private Classifier? classifier;

    /// <param name="question">The loss over all rows.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="size">How many a step sees; more than there are for all.</param>
    /// <param name="share">How much is held out; null for nothing.</param>
    /// <param name="seed">Chooses.</param>
    /// <param name="machine">On how many threads the walk is judged.</param>
    public static RowOrder Of(Question question, Table rows, int size, double? share, ulong seed, Machine machine)
    {
        var split = share is { } part ? HoldOut.Of(rows, part, seed) : null;
        var training = split?.Training ?? rows;
        return new(rows, training, split?.Held, new Batching(training.Count, Math.Min(size, training.Count)), seed)
        {
            judge = Judge(question.Loss.With(split?.Held ?? training), machine),
            classifier = Classifier.Of(question.Loss, rows),
        };
    }

    private static Kernel Judge(Formula loss, Machine machine) => Kernel.For(loss.WithRoots(loss.Root)).OnThreads(machine.ThreadsFor(loss));

    /// <summary>True where steps see different rows.</summary>
    public bool Varies => Batching.PerEpoch > 1;

    /// <summary>The question about the rows to learn from.</summary>
    public Question Learning(Question question) =>
        Held is null
            ? question
            : question with
            {
                Loss = question.Loss.With(Training),
                Text = question.Text with { Data = question.Text.Data! with { Rows = Training } },
            };

    /// <summary>A walk that sees part of the rows is judged by the others at the end of each epoch, or by all of them together.</summary>
    public Stops Judging(Stops stops) =>
        Held is null && !Varies
            ? stops
            : stops with
            {
                Patience = null,
                Exam = new Exam(Held is null ? "loss over all rows" : "held-out loss", judge!.Value, Batching.PerEpoch)
                {
                    Patience = stops.Patience,
                },
            };

    /// <summary>In words, for the head of a trace.</summary>
    public string Text =>
        !Varies && Held is null
            ? ""
            : Counted(Training.Count)
                + (Held is null ? "" : $" to learn from, {Whole(Held.Count)} held out")
                + (Varies ? $", {(Batching.Size == 1 ? "one" : Whole(Batching.Size))} at a step" : "")
                + $", seed {Seed.ToString(CultureInfo.InvariantCulture)}; the best point is that of the lowest "
                + (Held is null ? "loss over all rows after an epoch" : "held-out loss" + (Varies ? " after an epoch" : ""));

    /// <summary>How well a point does on the rows of either side.</summary>
    public Learned Learned(Run run, Oracle oracle) =>
        new(
            this,
            run.Steps / (double)Batching.PerEpoch,
            oracle.Value(run.Last.Point.AsSpan()),
            Held is null ? null : judge!.Value(run.Last.Point.AsSpan()),
            run.Best,
            run.Best.Point.IsEmpty ? double.NaN : oracle.Value(run.Best.Point.AsSpan())
        )
        {
            Accuracy = classifier is { } c ? new(c.Label, At(c, Training, run), Held is null ? null : At(c, Held, run)) : null,
        };

    private static double At(Classifier classifier, Table rows, Run run) => classifier.Accuracy(rows, run.Last.Point.AsSpan());

    internal static string Counted(int rows) => rows == 1 ? "1 row" : Whole(rows) + " rows";

    private static string Whole(int n) => n.ToString(CultureInfo.InvariantCulture);
}
