using System.IO.Compression;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>Compresses gzip, one member. Source: RFC 1952.</summary>
internal static class GzipEncoder
{
    /// <summary>Appends the compressed bytes and returns how many they are.</summary>
    public static int Encode(ReadOnlySpan<byte> source, BufferBuilder<byte> output)
    {
        var start = output.Count;
        using var target = new AppendingStream(output);
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(source);
        }

        return output.Count - start;
    }

    private sealed class AppendingStream(BufferBuilder<byte> output) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => output.Append(buffer);

        public override void Write(byte[] buffer, int offset, int count) => output.Append(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
