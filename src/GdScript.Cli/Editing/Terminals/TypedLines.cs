using System.Text;
using GdScript.Scripting;

namespace GdScript.Cli.Editing.Terminals;

/// <summary>
/// What a script of the session reads from the terminal: the kernel edits the line, and Ctrl-C ends the wait. A wait inside
/// <see cref="Console"/> could not be ended, and left behind it would take the next line away from the prompt.
/// </summary>
internal sealed class TypedLines : TextReader
{
    private const int Often = 50; // milliseconds between two looks at whether the script is to stop
    private const int NoBell = -1;

    private readonly Decoder decoder = new UTF8Encoding(false).GetDecoder();
    private readonly Queue<char> typed = new();

    public override int Peek() => typed.Count > 0 || Filled() ? typed.Peek() : -1;

    public override int Read() => typed.Count > 0 || Filled() ? typed.Dequeue() : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || Peek() < 0)
            return 0;
        var given = Math.Min(count, typed.Count);
        for (var i = 0; i < given; i++)
            buffer[index + i] = typed.Dequeue();
        return given;
    }

    /// <summary>Waits for one line; false at Ctrl-D.</summary>
    /// <exception cref="ScriptStopped">The script is asked to stop.</exception>
    private bool Filled()
    {
        Span<byte> bytes = stackalloc byte[4096];
        Span<char> characters = stackalloc char[4096];
        while (typed.Count == 0)
        {
            Interrupt.Check();
            if (!TerminalMode.Wait(NoBell, Often).Input)
                continue;
            var count = TerminalMode.Read(bytes);
            if (count == 0)
                return false;
            if (count < 0)
                continue;
            foreach (var c in characters[..decoder.GetChars(bytes[..count], characters, flush: false)])
                typed.Enqueue(c);
        }
        return true;
    }
}
