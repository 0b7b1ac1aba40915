using System.IO.Compression;
using System.Text;

namespace GdScript.Csv;

/// <summary>From bytes to the text of a CSV file.</summary>
internal static class CsvText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A gzip file that breaks off is an error and not an end: rows that are missing would change every answer in silence.</summary>
    static CsvText() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>The text of a stream: unpacked when it begins like gzip, without its byte order mark; bytes that are no UTF-8 throw.</summary>
    public static TextReader Of(Stream stream)
    {
        var first = new byte[2];
        var count = stream.ReadAtLeast(first, 2, throwOnEndOfStream: false);
        var whole = new Continued(first.AsMemory(0, count), stream);
        Stream plain = first is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
        return new StreamReader(plain, Strict, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
    }

    /// <summary>Bytes read ahead, then the stream they came from.</summary>
    private sealed class Continued(ReadOnlyMemory<byte> ahead, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> ahead = ahead;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (ahead.IsEmpty)
                return rest.Read(buffer);
            var count = Math.Min(buffer.Length, ahead.Length);
            ahead.Span[..count].CopyTo(buffer);
            ahead = ahead[count..];
            // A reader that gets two bytes alone would look for a byte order mark once more behind them.
            return count + rest.Read(buffer[count..]);
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
