using System.Globalization;
using System.Text;

namespace GdScript.Scripting.Running;

/// <summary>
/// Output of a script: gathered, so that a million lines do not take a million system calls, and yet seen within a moment. What
/// cannot be written is told to the run and thrown to the script.
/// </summary>
internal sealed class PromptWriter(TextWriter inner, bool atOnce, Action<IOException> lost) : TextWriter(CultureInfo.InvariantCulture)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(40);

    private readonly Lock one = new();
    private Timer? timer;
    private bool waiting;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (one)
            try
            {
                inner.Write(buffer);
                Later();
            }
            catch (IOException e)
            {
                lost(e);
                throw;
            }
    }

    public override void WriteLine() => Write('\n');

    public override void WriteLine(string? value)
    {
        lock (one)
        {
            Write(value.AsSpan());
            Write('\n');
        }
    }

    public override void Flush()
    {
        lock (one)
            try
            {
                waiting = false;
                inner.Flush();
            }
            catch (IOException e)
            {
                lost(e);
                throw;
            }
    }

    private void Later()
    {
        if (atOnce)
            inner.Flush();
        else if (!waiting)
        {
            waiting = true;
            timer ??= new Timer(_ => Quietly());
            timer.Change(Moment, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Nobody is there to catch what the clock's own flush meets; the run has been told.</summary>
    private void Quietly()
    {
        try
        {
            Flush();
        }
        catch (IOException)
        {
            // The script meets it at its next write or check.
        }
    }

    protected override void Dispose(bool disposing)
    {
        timer?.Dispose();
        base.Dispose(disposing);
    }
}
