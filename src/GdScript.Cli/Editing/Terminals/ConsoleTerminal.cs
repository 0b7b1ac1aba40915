using GdScript.Cli.Edge;
using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Editing.Terminals;

/// <summary>
/// The terminal as .NET knows it, for systems whose own calls we do not make: keys without pastes in brackets. There is no wait for keys
/// that can be ended, so it looks again and again.
/// </summary>
internal sealed class ConsoleTerminal(Io io) : ITerminal
{
    private const int Pause = 8;
    private readonly ManualResetEventSlim woken = new();
    private (int Columns, int Rows) size;

    public (int Columns, int Rows) Size => (Math.Max(1, Console.WindowWidth), Math.Max(1, Console.WindowHeight));

    public bool Disturbed { get; set; }

    public void Open()
    {
        io.Out.Flush();
        Console.TreatControlCAsInput = true;
        size = Size;
    }

    public void Close() => Console.TreatControlCAsInput = false;

    public Key? Next(int milliseconds)
    {
        for (var waited = 0; !Console.KeyAvailable; waited += Pause)
        {
            if (size != Size)
                (size, Disturbed) = (Size, true);
            if (Disturbed || milliseconds >= 0 && waited >= milliseconds)
                return null;
            if (!woken.Wait(Pause))
                continue;
            woken.Reset();
            return null;
        }
        return Of(Console.ReadKey(intercept: true));
    }

    public void Wake() => woken.Set();

    public void Write(string text)
    {
        io.Out.Write(text);
        io.Out.Flush();
    }

    /// <summary>There is no job control to hand over to.</summary>
    public void Suspend() { }

    public void Dispose()
    {
        Close();
        woken.Dispose();
    }

    /// <summary>A key of .NET as one of ours.</summary>
    internal static Key Of(ConsoleKeyInfo info)
    {
        var with =
            (info.Modifiers.HasFlag(ConsoleModifiers.Shift) ? Held.Shift : 0)
            | (info.Modifiers.HasFlag(ConsoleModifiers.Alt) ? Held.Alt : 0)
            | (info.Modifiers.HasFlag(ConsoleModifiers.Control) ? Held.Ctrl : 0);
        var name = Named(info.Key);
        if (name != KeyName.Text)
            return new(name, "", with);
        if ((with & (Held.Ctrl | Held.Alt)) == 0)
            return info.KeyChar < ' ' ? new(KeyName.Other) : Key.Typed(info.KeyChar.ToString());
        if (info.Key is >= ConsoleKey.A and <= ConsoleKey.Z)
            return new(KeyName.Text, ((char)('a' + info.Key - ConsoleKey.A)).ToString(), with & (Held.Ctrl | Held.Alt));
        // AltGr comes as Ctrl and Alt with the character it types.
        return info.KeyChar == '\u001f' ? Key.Ctrl('_')
            : info.KeyChar >= ' ' ? Key.Typed(info.KeyChar.ToString())
            : new(KeyName.Other);
    }

    private static KeyName Named(ConsoleKey key) =>
        key switch
        {
            ConsoleKey.Enter => KeyName.Enter,
            ConsoleKey.Tab => KeyName.Tab,
            ConsoleKey.Backspace => KeyName.Backspace,
            ConsoleKey.Delete => KeyName.Delete,
            ConsoleKey.Escape => KeyName.Escape,
            ConsoleKey.UpArrow => KeyName.Up,
            ConsoleKey.DownArrow => KeyName.Down,
            ConsoleKey.LeftArrow => KeyName.Left,
            ConsoleKey.RightArrow => KeyName.Right,
            ConsoleKey.Home => KeyName.Home,
            ConsoleKey.End => KeyName.End,
            ConsoleKey.PageUp => KeyName.PageUp,
            ConsoleKey.PageDown => KeyName.PageDown,
            ConsoleKey.Insert or (>= ConsoleKey.F1 and <= ConsoleKey.F24) => KeyName.Other,
            _ => KeyName.Text,
        };
}
