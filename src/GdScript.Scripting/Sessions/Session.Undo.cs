using System.Collections.Immutable;

namespace GdScript.Scripting.Sessions;

/// <summary>Going back.</summary>
public sealed partial class Session
{
    private readonly Stack<State> past = new();

    /// <summary>Whether there is anything to undo.</summary>
    public bool CanUndo => past.Count > 0;

    /// <summary>
    /// Drops the last submission, definition or kept answer: names, types and the values of variables are what they were before it. What it
    /// did elsewhere stays done: elements it changed in arrays and lists, files, what it printed.
    /// </summary>
    /// <returns>Whether there was anything to undo.</returns>
    public bool Undo()
    {
        lock (gate)
        {
            if (!past.TryPop(out var before))
                return false;
            state = before;
            foreach (var (_, named) in state.Names.Where(n => n.Value.Field is not null))
                if (state.Values.TryGetValue(KeyOf(named), out var value))
                    named.Value = value;
            Array.Clear(slots, Place, slots.Length - Place);
            return true;
        }
    }

    /// <summary>Begins anew: nothing is declared, nothing is kept.</summary>
    public void Reset()
    {
        lock (gate)
        {
            state = State.Empty;
            past.Clear();
            context.Unload();
            (context, slots) = (new(), new object?[16]);
            slots[0] = Bench();
            referred.Clear();
            files.Clear();
            twins.Clear();
        }
    }

    private void Remember() => past.Push(state);

    private static string KeyOf(Named named) => $"{named.Link.Ordinal} {named.Name}";

    /// <summary>Takes down what every variable holds now; what did not change is shared with the state before.</summary>
    private void Observe()
    {
        var values = state.Values.ToBuilder();
        foreach (var (_, named) in state.Names)
            if (named.Field is not null)
            {
                var (key, value) = (KeyOf(named), named.Value);
                if (!values.TryGetValue(key, out var known) || !IsSame(known, value))
                    values[key] = value;
            }
        state = state with { Values = values.ToImmutable() };
    }

    /// <summary>The same object, or the same number to the bit.</summary>
    private static bool IsSame(object? a, object? b) =>
        ReferenceEquals(a, b)
        || (a, b) switch
        {
            (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
            (not null, not null) => a.GetType() == b.GetType() && a.GetType().IsPrimitive && a.Equals(b),
            _ => false,
        };
}
