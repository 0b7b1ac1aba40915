namespace GdScript.Descent;

/// <summary>What is made of losses: which point is best, and when they leave.</summary>
internal sealed partial class Judge
{
    private void Examine(Walker at, Exam exam)
    {
        Ask(at, exam);
        if (at.Step % exam.PerEpoch != 0)
            return;
        var loss = seen;
        if (examinedStep >= 0 && (!double.IsFinite(loss) || (double.IsFinite(examinedLoss) && loss >= examinedLoss)))
            return;
        at.Point.CopyTo(examined);
        (examinedLoss, examinedStep) = (loss, at.Step);
    }

    /// <summary>Asks the exam where it is its turn, and tells the walk where that sees batches only.</summary>
    private void Ask(Walker at, Exam exam)
    {
        var due = at.Step % exam.PerEpoch == 0;
        if (due)
            seen = exam.Loss(at.Point);
        if (at.Oracle.Varies)
            at.Hear(due ? seen : null);
    }

    private Stop? Divergence(Walker at)
    {
        if (Far(at) is { } loss)
            return Told(Kind.Diverging) ? null : new Stop.Diverged(at.Step, loss, smooth.Least ?? BestMark.Loss, firstLoss);
        var then = Slot(at.Step + 1);
        if (!(at.Loss > losses[then]) || !(at.Loss > firstLoss))
            return null; // momentum swings through a minimum it is coming to: only above where it began is a walk on the run
        var rises = at.Loss > (at.Oracle.Varies ? Highest : losses[Slot(at.Step + Window - 1)]);
        var flees = rises && lengths[then] > 0 && at.Length >= 10 * lengths[then];
        return flees && !Told(Kind.Diverging) ? new Stop.Fled(at.Step, at.Length, lengths[then], at.Loss, losses[then]) : null;
    }

    /// <summary>
    /// The loss that is far above the best, if it is. One batch of hard rows proves nothing, nor is the best batch a measure:
    /// where batches vary it is the exam's loss, or without one a mean over the last hundred.
    /// </summary>
    private double? Far(Walker at)
    {
        if (!at.Oracle.Varies)
            return at.Loss > bestLoss + far ? at.Loss : null;
        if (stops.Exam is { } exam)
            return at.Step % exam.PerEpoch == 0 && seen > examinedLoss + far ? seen : null;
        return smooth.Far(at.Step, at.Loss);
    }

    /// <summary>The highest of the last losses; NaN before there are eleven.</summary>
    private double Highest
    {
        get
        {
            var highest = double.NegativeInfinity;
            foreach (var loss in losses)
                highest = Math.Max(highest, loss);
            return highest;
        }
    }
}
