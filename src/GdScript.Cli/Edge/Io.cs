using System.Text;

namespace GdScript.Cli.Edge;

/// <summary>The three streams of a command, so that a test can stand in for the terminal.</summary>
/// <param name="Out">Results, and nothing else.</param>
/// <param name="Err">Everything that is not a result.</param>
/// <param name="In">What is piped in; <c>-</c> reads it.</param>
/// <param name="Cancel">Cancelled by Ctrl-C or SIGTERM.</param>
internal sealed record Io(TextWriter Out, TextWriter Err, TextReader In, CancellationToken Cancel = default)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The process's own streams. Output is buffered; whoever writes last flushes.</summary>
    public static Io OfProcess(CancellationToken cancel) =>
        new(
            Writer(StandardStream.Output),
            Writer(StandardStream.Error),
            new StreamReader(Console.OpenStandardInput(), Utf8, detectEncodingFromByteOrderMarks: true),
            cancel
        );

    private static StreamWriter Writer(StandardStream stream) => new(stream, Utf8, bufferSize: 1 << 14) { NewLine = "\n" };
}
