using GdScript.Cli.Editing.Typing;

namespace GdScript.Cli.Editing.Terminals;

/// <summary>
/// The keyboard and the screen: all that the editor does to the world. Keys are read and bytes are written on the thread of the
/// reading; only <see cref="Wake"/> is called by others.
/// </summary>
internal interface ITerminal : IDisposable
{
    /// <summary>Columns and rows.</summary>
    public (int Columns, int Rows) Size { get; }

    /// <summary>
    /// Set when what the screen shows is not known any more: another size, or the process was stopped and goes on. The reader
    /// resets it.
    /// </summary>
    public bool Disturbed { get; set; }

    /// <summary>Editing begins: keys are ours, one by one. What was typed before comes first.</summary>
    public void Open();

    /// <summary>Editing ends: the terminal is as it was, and Ctrl-C is a signal.</summary>
    public void Close();

    /// <summary>The next key; null when there was none in time, or <see cref="Wake"/> was called, or the screen was disturbed.</summary>
    /// <param name="milliseconds">How long to wait; −1 for ever.</param>
    public Key? Next(int milliseconds);

    /// <summary>Ends a wait for the next key, from any thread.</summary>
    public void Wake();

    /// <summary>Writes to the screen at once.</summary>
    public void Write(string text);

    /// <summary>Stops the process as Ctrl-Z does, and returns when it goes on.</summary>
    public void Suspend();
}
