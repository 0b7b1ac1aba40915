namespace GdScript.Cli.Editing.Typing;

/// <summary>One thing a person did at the keyboard, however the terminal says it.</summary>
/// <param name="Name">Which key.</param>
/// <param name="Text">What <see cref="KeyName.Text"/> types or <see cref="KeyName.Paste"/> pastes; the lower-case letter of Ctrl and Alt chords.</param>
/// <param name="With">What was held down.</param>
internal readonly record struct Key(KeyName Name, string Text = "", Held With = Held.Nothing)
{
    public static Key Typed(string text) => new(KeyName.Text, text);

    public static Key Ctrl(char letter) => new(KeyName.Text, letter.ToString(), Held.Ctrl);

    public static Key Alt(char letter) => new(KeyName.Text, letter.ToString(), Held.Alt);

    public static Key Paste(string text) => new(KeyName.Paste, text);
}

internal enum KeyName
{
    /// <summary>A character, or a chord of one.</summary>
    Text,

    /// <summary>A block that the terminal marked as pasted.</summary>
    Paste,
    Enter,
    Tab,
    Backspace,
    Delete,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,

    /// <summary>The terminal has gone.</summary>
    Hangup,

    /// <summary>A key that means nothing here (F5, Insert).</summary>
    Other,
}

/// <summary>The keys that were held down with another.</summary>
[Flags]
internal enum Held
{
    Nothing = 0,
    Shift = 1,
    Alt = 2,
    Ctrl = 4,
}
