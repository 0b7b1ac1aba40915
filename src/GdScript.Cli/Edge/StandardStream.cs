using System.Runtime.InteropServices;

namespace GdScript.Cli.Edge;

/// <summary>The reader of our output has gone (<c>gds … | head -1</c>): the rest of the work is for nobody.</summary>
internal sealed class ClosedOutput() : IOException("the reader has closed the pipe");

/// <summary>
/// Standard output or error written as the system does it. <see cref="Console.Out"/> hides a closed pipe, so that a
/// command would go on for nobody; here it is an exception, and so is a full disk. What is said on standard error is lost
/// quietly when it cannot be written: there is nowhere left to say so.
/// </summary>
internal sealed partial class StandardStream(int descriptor) : Stream
{
    private const int BadDescriptor = 9;
    private const int GetFlags = 1; // F_GETFD
    private const int ClosedOnExec = 1; // FD_CLOEXEC
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int BrokenPipe = 32;

    private readonly Stream? elsewhere = OperatingSystem.IsWindows()
        ? descriptor == 1
            ? Console.OpenStandardOutput()
            : Console.OpenStandardError()
        : null;

    private bool gone = !IsInherited(descriptor);

    public static StandardStream Output => new(1);

    public static StandardStream Error => new(2);

    /// <summary>False when the process was started with its standard input closed (<c>&lt;&amp;-</c>).</summary>
    public static bool HasInput => IsInherited(0);

    /// <summary>
    /// A descriptor that was closed when the process began is soon given to some file of the runtime's own. Those carry
    /// the close-on-exec flag, and an inherited descriptor never does.
    /// </summary>
    private static bool IsInherited(int descriptor) =>
        OperatingSystem.IsWindows() || FlagsOf(descriptor, GetFlags) is var flags && flags >= 0 && (flags & ClosedOnExec) == 0;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (elsewhere is not null)
        {
            elsewhere.Write(buffer);
            return;
        }
        while (!buffer.IsEmpty && !gone)
        {
            var written = WriteTo(descriptor, in MemoryMarshal.GetReference(buffer), buffer.Length);
            if (written >= 0)
                buffer = buffer[(int)written..];
            else
                Refused(Marshal.GetLastPInvokeError());
        }
        if (gone && descriptor == 1)
            throw new ClosedOutput();
    }

    private void Refused(int error)
    {
        switch (error)
        {
            case Interrupted:
                return;
            case TryAgain:
                Thread.Sleep(1);
                return;
            case BrokenPipe or BadDescriptor:
                gone = true;
                return;
            case var _ when descriptor == 2:
                gone = true;
                return;
            default:
                throw new IOException($"cannot write the result: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteTo(int descriptor, in byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int FlagsOf(int descriptor, int command);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => elsewhere?.Flush();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
