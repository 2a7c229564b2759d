using System.Buffers.Binary;
using Patterns.Columnar.Parquet.Format;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Finds and reads the footer. Source: parquet-format, README.md, "File format".</summary>
internal static class Footer
{
    private const int TailByteCount = 8;
    private const int SmallestFileByteCount = 12;
    private const int FirstReadByteCount = 64 << 10;
    private const int MaxByteCount = 256 << 20;

    public static async Task<FileMetadata> ReadAsync(IObjectReader source, CancellationToken cancellationToken)
    {
        if (source.Length < SmallestFileByteCount)
        {
            throw new CorruptDataException($"it has {source.Length} bytes, fewer than the {SmallestFileByteCount} of the smallest Parquet file");
        }

        var bytes = new byte[(int)Math.Min(source.Length, FirstReadByteCount)];
        await ReadEndAsync(source, bytes, cancellationToken).ConfigureAwait(false);
        var length = FooterLength(bytes, source.Length);
        if (length + TailByteCount > bytes.Length)
        {
            bytes = new byte[length + TailByteCount];
            await ReadEndAsync(source, bytes, cancellationToken).ConfigureAwait(false);
        }

        return FileMetadata.Read(bytes.AsSpan(bytes.Length - TailByteCount - length, length));
    }

    private static async Task ReadEndAsync(IObjectReader source, Memory<byte> bytes, CancellationToken cancellationToken)
    {
        var read = await source.ReadAsync(source.Length - bytes.Length, bytes, cancellationToken).ConfigureAwait(false);
        if (read != bytes.Length)
        {
            throw new CorruptDataException($"its last {bytes.Length} bytes were asked for and {read} were there");
        }
    }

    private static int FooterLength(ReadOnlySpan<byte> bytes, long fileLength)
    {
        var tail = bytes[^TailByteCount..];
        if (tail[4..].SequenceEqual("PARE"u8))
        {
            throw new CorruptDataException("its footer is encrypted, which is not supported");
        }

        if (!tail[4..].SequenceEqual("PAR1"u8))
        {
            throw new CorruptDataException("it does not end with PAR1; it is another kind of file, or was cut off");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        return length <= fileLength - SmallestFileByteCount && length <= MaxByteCount
            ? (int)length
            : throw new CorruptDataException($"a footer of {length} bytes in a file of {fileLength} bytes; at most {MaxByteCount} are read");
    }
}
