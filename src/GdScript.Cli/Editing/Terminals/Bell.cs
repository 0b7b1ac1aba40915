using System.IO.Pipes;

namespace GdScript.Cli.Editing.Terminals;

/// <summary>Ends a wait for keys from another thread: a pipe that is waited for together with the terminal.</summary>
internal sealed class Bell : IDisposable
{
    private readonly AnonymousPipeServerStream reader = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeClientStream writer;
    private int rung;

    public Bell() => writer = new(PipeDirection.Out, reader.ClientSafePipeHandle);

    /// <summary>What is readable while the bell rings.</summary>
    public int Descriptor => (int)reader.SafePipeHandle.DangerousGetHandle();

    public void Ring()
    {
        if (Interlocked.Exchange(ref rung, 1) == 0)
            writer.WriteByte(1);
    }

    public void Quiet()
    {
        Volatile.Write(ref rung, 0);
        reader.ReadByte();
    }

    public void Dispose()
    {
        writer.Dispose();
        reader.Dispose();
    }
}
