using System.Text;

namespace GdScript.Cli.Edge;

/// <summary>The three streams of a command, so that a test can stand in for the terminal.</summary>
/// <param name="Out">Results, and nothing else.</param>
/// <param name="Err">Everything that is not a result.</param>
/// <param name="In">What is piped in; <c>-</c> reads it.</param>
/// <param name="Signals">Ctrl-C and SIGTERM; null where nobody sends any.</param>
/// <param name="Watched">True where a person looks at <paramref name="Err"/>: a terminal, not a pipe.</param>
internal sealed record Io(TextWriter Out, TextWriter Err, TextReader In, Signals? Signals = null, bool Watched = false)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The process's own streams. Output is buffered; whoever writes last flushes.</summary>
    public static Io OfProcess(Signals signals) =>
        new(
            Writer(StandardStream.Output),
            Writer(StandardStream.Error),
            StandardStream.HasInput
                ? new StreamReader(Console.OpenStandardInput(), Utf8, detectEncodingFromByteOrderMarks: true)
                : TextReader.Null,
            signals,
            Watched: !Console.IsErrorRedirected
        );

    /// <summary>Where the loss of a script prints while it is computed for a command.</summary>
    public LossPrints Prints { get; } = new(Err);

    /// <summary>What ends the work: a signal, or whatever stands in for it.</summary>
    public CancellationToken Cancel => Ending.CanBeCanceled ? Ending : Signals?.Token ?? default;

    /// <summary>How remarks are coloured on <paramref name="Err"/>.</summary>
    public Ink Ink { get; init; }

    /// <summary>Says what is wrong, or what should be known, on <paramref name="Err"/>.</summary>
    public void Say(Problem problem, string severity = "error") => Err.Write(Complaint.Of(problem, severity, Ink));

    /// <summary>Ends the work for another reason as well; it is linked to the signals by whoever gives it.</summary>
    public CancellationToken Ending { get; init; }

    /// <summary>Writes a whole answer. Where its reader has gone the rest is for nobody, and the exit code earned stands.</summary>
    public void Answer(string text)
    {
        try
        {
            Out.Write(text);
            Out.Flush();
        }
        catch (ClosedOutput)
        {
            // head -1 has what it wanted.
        }
    }

    private static StreamWriter Writer(StandardStream stream) => new(stream, Utf8, bufferSize: 1 << 14) { NewLine = "\n" };
}
