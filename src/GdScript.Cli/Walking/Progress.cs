using System.Globalization;
using GdScript.Cli.Edge;

namespace GdScript.Cli.Walking;

/// <summary>One line on a terminal that says how far long work is, from its second second on. A pipe never sees it.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly Io io;
    private readonly Func<TimeSpan, string> line;
    private readonly long began = System.Diagnostics.Stopwatch.GetTimestamp();
    private readonly Timer? timer;
    private readonly Lock gate = new();
    private int shown;
    private bool over;

    /// <param name="io">Where.</param>
    /// <param name="line">What to say after so much time.</param>
    public Progress(Io io, Func<TimeSpan, string> line)
    {
        (this.io, this.line) = (io, line);
        if (io.Watched)
            timer = new Timer(_ => Show(), null, First, Every);
    }

    /// <summary>How far a walk is: <c>step 1,200 of 5,000 (24%), loss 0.5, about 12 s left</c>.</summary>
    public static string Line(long step, long? most, long from, double loss, TimeSpan elapsed)
    {
        var part = most is { } all and > 0 ? string.Create(Culture, $" of {all:N0} ({(double)step / all:P0})") : "";
        var left = most is { } end && step > from ? $", about {Left(elapsed.TotalSeconds * (end - step) / (step - from))} left" : "";
        return string.Create(Culture, $"step {step:N0}{part.Replace(" %", "%", StringComparison.Ordinal)}, loss {loss:G6}{left}");
    }

    private static CultureInfo Culture => CultureInfo.InvariantCulture;

    /// <summary>Seconds as a person says them, however many there are.</summary>
    public static string Left(double seconds) =>
        seconds < 90 ? string.Create(Culture, $"{Math.Ceiling(seconds):F0} s")
        : seconds < 90 * 60 ? string.Create(Culture, $"{seconds / 60:F0} min")
        : string.Create(Culture, $"{seconds / 3600:F0} h");

    /// <summary>The line is taken away.</summary>
    public void Dispose()
    {
        timer?.Dispose();
        lock (gate)
        {
            over = true;
            if (shown == 0)
                return;
            io.Err.Write("\r" + new string(' ', shown) + "\r");
            io.Err.Flush();
        }
    }

    private void Show()
    {
        lock (gate)
        {
            if (over)
                return;
            var text = line(System.Diagnostics.Stopwatch.GetElapsedTime(began));
            io.Err.Write("\r" + text.PadRight(shown));
            io.Err.Flush();
            shown = Math.Max(shown, text.Length);
        }
    }
}
