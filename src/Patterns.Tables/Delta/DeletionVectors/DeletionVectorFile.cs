using System.Buffers.Binary;
using System.IO.Hashing;
using Patterns.Core;

namespace Patterns.Tables.Delta.DeletionVectors;

/// <summary>Loads the rows that a deletion vector names, from the log itself or from a file beside the data.</summary>
/// <remarks>Source: Delta transaction log protocol, "Deletion Vectors" and "Deletion Vector File Storage Format".</remarks>
internal static class DeletionVectorFile
{
    private const int UuidCharacters = 20;
    private const int LengthBytes = sizeof(int);
    private const int ChecksumBytes = sizeof(uint);

    /// <summary>The deleted rows of a data file.</summary>
    /// <param name="store">The store of the table.</param>
    /// <param name="tablePath">Folder of the table.</param>
    /// <param name="vector">What the log says.</param>
    /// <param name="rowCount">Rows in the data file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DeletionVectorException">The vector is missing or damaged; reading without it would bring deleted rows back.</exception>
    public static async Task<DeletedRows> LoadAsync(
        IObjectStore store, string tablePath, DeletionVector vector, long rowCount, CancellationToken cancellationToken)
    {
        var path = vector.StorageType == "i" ? null : PathOf(tablePath, vector);
        try
        {
            var bytes = path is null
                ? Z85.Decode(vector.PathOrInlineDv) ?? throw new InvalidDataException("the text in the log is no Z85")
                : await ReadFileAsync(store, path, vector, cancellationToken).ConfigureAwait(false);
            return Decode(bytes.AsSpan(0, Math.Min(bytes.Length, vector.SizeInBytes)), vector, rowCount);
        }
        catch (Exception exception) when (exception is InvalidDataException or ObjectNotFoundException)
        {
            throw new DeletionVectorException(tablePath, path, exception.Message, exception);
        }
    }

    /// <summary>Path of the file that a deletion vector is in; null when it is in the log itself or outside the table's folder.</summary>
    public static string? TryPathOf(string tablePath, DeletionVector vector) => vector.StorageType switch
    {
        "p" => DeltaPath.TryResolve(tablePath, vector.PathOrInlineDv),
        "u" when RelativePath(vector.PathOrInlineDv) is { } path => ObjectPath.Combine(tablePath, path),
        _ => null,
    };

    private static DeletedRows Decode(ReadOnlySpan<byte> bytes, DeletionVector vector, long rowCount)
    {
        var rows = new DeletedRows(rowCount);
        RoaringReader.Read(bytes, rows.Add);
        return rows.Count == vector.Cardinality
            ? rows
            : throw new InvalidDataException($"{rows.Count} rows are deleted where the log says {vector.Cardinality}");
    }

    private static async Task<byte[]> ReadFileAsync(IObjectStore store, string path, DeletionVector vector, CancellationToken cancellationToken)
    {
        var reader = await store.OpenReadAsync(path, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var offset = vector.Offset ?? 1;
            var needed = (long)LengthBytes + vector.SizeInBytes + ChecksumBytes;
            if (offset < 0 || vector.SizeInBytes < 0 || offset + needed > reader.Length)
            {
                throw new InvalidDataException($"{needed} bytes were expected at byte {offset} of {reader.Length}");
            }

            var block = new byte[needed];
            await reader.ReadAsync(offset, block, cancellationToken).ConfigureAwait(false);
            return Verify(block, vector.SizeInBytes, offset);
        }
    }

    /// <summary>Takes off the length before and the checksum behind.</summary>
    private static byte[] Verify(byte[] block, int expected, int offset)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(block);
        if (length != expected)
        {
            throw new InvalidDataException($"the length at byte {offset} is {length} where the log says {expected}");
        }

        var bytes = block.AsSpan(LengthBytes, length);
        var checksum = BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(LengthBytes + length));
        var actual = Crc32.HashToUInt32(bytes);
        return actual == checksum
            ? bytes.ToArray()
            : throw new InvalidDataException($"the checksum of the bytes from {offset + LengthBytes} on is {actual:x8} where {checksum:x8} is written");
    }

    private static string PathOf(string tablePath, DeletionVector vector) => vector.StorageType switch
    {
        "p" => DeltaPath.Resolve(tablePath, vector.PathOrInlineDv),
        "u" => ObjectPath.Combine(tablePath, RelativePath(vector.PathOrInlineDv)
            ?? throw new DeletionVectorException(tablePath, null, $"'{vector.PathOrInlineDv}' names no file", null)),
        _ => throw new UnsupportedTableException(
            tablePath, $"deletionVectors of storage type '{vector.StorageType}'", "The protocol knows 'u', 'i' and 'p'. Use another Delta reader."),
    };

    /// <summary>The file of an identifier behind an optional folder; null when the text is none.</summary>
    private static string? RelativePath(string text)
    {
        if (text.Length < UuidCharacters || Z85.Decode(text.AsSpan()[^UuidCharacters..]) is not { } id)
        {
            return null;
        }

        var name = $"deletion_vector_{new Guid(id, bigEndian: true)}.bin";
        var path = text.Length == UuidCharacters ? name : $"{text[..^UuidCharacters]}/{name}";
        return ObjectPath.IsValid(path) ? path : null;
    }
}
