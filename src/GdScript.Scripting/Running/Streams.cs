using System.Globalization;
using System.Text;

namespace GdScript.Scripting.Running;

/// <summary>The three streams of one script; null is the process's own.</summary>
internal sealed record Streams(TextWriter? Out, TextWriter? Err, TextReader? In)
{
    private static readonly AsyncLocal<Streams?> Mine = new();
    private static readonly Lock Installing = new();
    private static bool written;
    private static bool read;

    /// <summary>From here on <see cref="Console"/> means these streams, in this flow of control and in what it starts.</summary>
    public static void Use(Streams streams)
    {
        Mine.Value = streams;
        lock (Installing)
            Install(streams);
    }

    /// <summary>Once in a process; a second script waits until it is done, or its first words would go elsewhere.</summary>
    private static void Install(Streams streams)
    {
        if (!written)
        {
            Console.SetOut(new Routed(s => s.Out, Console.OpenStandardOutput));
            Console.SetError(new Routed(s => s.Err, Console.OpenStandardError));
            written = true;
        }
        if (streams.In is null || read)
            return;
        Console.SetIn(new RoutedReader());
        read = true;
    }

    /// <summary>Writes to the stream of the script that writes; outside of any script to the process's own.</summary>
    private sealed class Routed(Func<Streams, TextWriter?> mine, Func<Stream> otherwise) : TextWriter(CultureInfo.InvariantCulture)
    {
        private TextWriter? own;

        private TextWriter Target => Mine.Value is { } streams && mine(streams) is { } writer ? writer : Own;

        private TextWriter Own => own ??= new StreamWriter(otherwise(), new UTF8Encoding(false)) { AutoFlush = true };

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Target.Write(value);

        public override void Write(string? value) => Target.Write(value);

        public override void Write(char[] buffer, int index, int count) => Target.Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Target.Write(buffer);

        public override void WriteLine() => Target.Write('\n');

        public override void WriteLine(string? value) => Target.WriteLine(value);

        public override void Flush() => Target.Flush();
    }

    private sealed class RoutedReader : TextReader
    {
        private readonly Lazy<TextReader> own = new(() => new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)));

        private TextReader Source => Mine.Value?.In ?? own.Value;

        public override int Peek() => Source.Peek();

        public override int Read() => Source.Read();

        public override int Read(char[] buffer, int index, int count) => Source.Read(buffer, index, count);

        public override string? ReadLine() => Source.ReadLine();

        public override string ReadToEnd() => Source.ReadToEnd();
    }
}
