using System.Collections.Concurrent;
using GdScript.Cli.Editing.Terminals;
using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Tests.Editing;

/// <summary>
/// A keyboard that is a script, and a screen in memory. A step of the script is a key, or something that happens while the editor waits
/// for one.
/// </summary>
internal sealed class FakeTerminal(int columns, int rows) : ITerminal
{
    private readonly Queue<object> script = new();
    private readonly BlockingCollection<int> rung = [];
    private int waited;

    public EmulatedScreen Screen { get; } = new(columns, rows);

    public (int Columns, int Rows) Size => (Screen.Columns, Screen.Rows);

    public bool Disturbed { get; set; }

    public bool IsOpen { get; private set; }

    public int Suspended { get; private set; }

    /// <summary>Keys that are there at once, as when a person has typed ahead.</summary>
    public FakeTerminal Types(string keys)
    {
        foreach (var key in Keys.Of(keys))
            script.Enqueue(key);
        return this;
    }

    public FakeTerminal Sends(Key key)
    {
        script.Enqueue(key);
        return this;
    }

    /// <summary>Something to do, or to look at, when all keys before are worked off and shown.</summary>
    public FakeTerminal Then(Action act)
    {
        script.Enqueue(act);
        return this;
    }

    public void Open() => IsOpen = true;

    public void Close() => IsOpen = false;

    public Key? Next(int milliseconds)
    {
        if (script.Count > 0 && script.Peek() is Key key)
        {
            script.Dequeue();
            return key;
        }
        if (milliseconds == 0)
            return null;
        if (script.Count == 0)
            return rung.TryTake(out _, 10_000) ? null : new Key(KeyName.Hangup);
        if (script.Peek() is Func<bool> holds && !holds())
        {
            rung.TryTake(out _, 100);
            if (waited++ > 100)
                throw new TimeoutException("what was waited for has not come");
            return null;
        }
        waited = 0;
        if (script.Dequeue() is Action act)
            act();
        return null;
    }

    /// <summary>Lets the editor work off answers until this holds.</summary>
    public FakeTerminal Until(Func<bool> holds)
    {
        script.Enqueue(holds);
        return this;
    }

    public void Wake() => rung.Add(1);

    public void Write(string text) => Screen.Write(text);

    public void Suspend() => Suspended++;

    public void Dispose() => rung.Dispose();
}
