using System.ComponentModel;

namespace GdScript.Scripting.Recording;

/// <summary>
/// A choice whose two sides are both recorded, to stay in the formula as <c>where(c, a, b)</c>. The side that is not taken at the point
/// of the recording may fail there (an index, a division of whole numbers) or branch in its turn; then the choice becomes a guard.
/// </summary>
/// <remarks>
/// <code>
/// var f = Fork.Of(x > 0, 7); var (a, b) = (s, s);
/// if (f.Then()) try { a = … } catch (Exception e) when (f.Absorb(e)) { }
/// if (f.Else()) try { b = … } catch (Exception e) when (f.Absorb(e)) { }
/// s = f.Join(a, b);
/// </code>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Fork
{
    private readonly Cond condition;
    private readonly int place;
    private bool? side;
    private int mark;
    private bool failed;

    private Fork(Cond condition, int place) => (this.condition, this.place) = (condition, place);

    /// <summary>A choice at a span.</summary>
    public static Fork Of(Cond condition, int place) => new(condition, place);

    /// <summary>Whether to run the first side now; a condition without parameters runs only its own.</summary>
    public bool Then() => Begin(true);

    /// <summary>Whether to run the second side now.</summary>
    public bool Else()
    {
        End();
        return Begin(false);
    }

    /// <summary>Takes an exception of the side that the loss, at the point of the recording, does not run.</summary>
    public bool Absorb(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (side == condition.Holds || condition.IsKnown)
            return false;
        failed = true;
        return true;
    }

    /// <summary>One of the two values, or both under the condition.</summary>
    public Scalar Join(Scalar a, Scalar b)
    {
        End();
        if (condition.IsKnown)
            return condition.Holds ? a : b;
        Recorder.Current.Place = place;
        if (!failed)
            return Scalar.Select(condition, a, b);
        return Recorder.Branch(condition) ? a : b;
    }

    /// <summary>A choice between two expressions.</summary>
    public static Scalar Choose(Cond condition, int place, Func<Scalar> a, Func<Scalar> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var fork = new Fork(condition, place);
        var first = fork.Begin(true) ? fork.Try(a) : default;
        var second = fork.Else() ? fork.Try(b) : default;
        return fork.Join(first, second);
    }

    /// <summary><c>a &amp;&amp; b</c>, where b may lean on a.</summary>
    public static Cond And(Cond a, int place, Func<Cond> b) => Both(a, place, b, true);

    /// <summary><c>a || b</c>, where b may lean on a.</summary>
    public static Cond Or(Cond a, int place, Func<Cond> b) => Both(a, place, b, false);

    private static Cond Both(Cond a, int place, Func<Cond> b, bool and)
    {
        ArgumentNullException.ThrowIfNull(b);
        if (a.IsKnown && a.Holds != and)
            return a;
        var fork = new Fork(and ? a : !a, place);
        Cond second = and;
        if (fork.Begin(true))
            try
            {
                second = b();
            }
            catch (Exception e) when (fork.Absorb(e)) { }
        fork.End();
        if (!fork.failed)
            return and ? a & second : a | second;
        Recorder.Current.Place = place;
        return Recorder.Branch(a);
    }

    private Scalar Try(Func<Scalar> value)
    {
        try
        {
            return value();
        }
        catch (Exception e) when (Absorb(e))
        {
            return default;
        }
    }

    private bool Begin(bool which)
    {
        if (condition.IsKnown)
            return condition.Holds == which;
        (side, mark) = (which, Recorder.Current.Mark);
        return true;
    }

    private void End()
    {
        if (side is { } ended && ended != condition.Holds)
            failed |= Recorder.Current.Undo(mark);
        side = null;
    }
}
