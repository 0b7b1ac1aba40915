namespace GdScript.Descent;

/// <summary>What a rule says about the step it makes: the rate it really used, what happened on the way, whether it is done.</summary>
public sealed class Report
{
    private readonly List<Event> events = [];

    /// <summary>The rate of the step: the schedule's, or what the rule made of it (the length a line search found).</summary>
    public double Rate { get; set; }

    /// <summary>Why the rule thinks that going on is pointless; null while it does not.</summary>
    public Stop? Enough { get; set; }

    /// <summary>What happened during the step; nearly always nothing.</summary>
    public IReadOnlyList<Event> Events => events;

    /// <summary>Takes note of something that happened.</summary>
    public void Add(Event happened) => events.Add(happened);

    /// <summary>True where a schedule is shown a loss per epoch, not per step.</summary>
    internal bool ByEpoch { get; set; }

    /// <summary>True when something happened.</summary>
    internal bool Any => events.Count > 0;

    /// <summary>Before a step.</summary>
    internal void Begin()
    {
        Enough = null;
        if (Any)
            events.Clear();
    }
}

/// <summary>Something that happened at a point of a walk.</summary>
/// <param name="Name">As programs read it: <c>restart</c>.</param>
/// <param name="Sentence">In one sentence.</param>
/// <param name="Stop">The reason to stop that was passed over, where it is one.</param>
public sealed record Event(string Name, string Sentence, Stop? Stop = null);
