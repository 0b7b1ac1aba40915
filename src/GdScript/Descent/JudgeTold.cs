namespace GdScript.Descent;

/// <summary>A reason that was passed over is told once.</summary>
internal sealed partial class Judge
{
    private enum Kind
    {
        Broken,
        Resting,
        Diverging,
        Circling,
        Done,
    }

    private bool Told(Kind kind)
    {
        foreach (var warning in warnings)
            if (
                kind switch
                {
                    Kind.Broken => warning is Stop.NonFinite,
                    Kind.Resting => warning is Stop.Unchanged,
                    Kind.Diverging => warning is Stop.Diverged or Stop.Fled,
                    Kind.Circling => warning is Stop.Cycle,
                    Kind.Done => warning is Stop.Flat or Stop.Converged or Stop.Stuck or Stop.Saddle or Stop.Plateau,
                }
            )
                return true;
        return false;
    }
}
