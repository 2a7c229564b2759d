namespace Patterns.Core;

/// <summary>Reads ranges of one object. Safe for concurrent reads by several threads.</summary>
public interface IObjectReader : IAsyncDisposable
{
    /// <summary>Path of the object in its store.</summary>
    string Path { get; }

    /// <summary>Size of the object in bytes, fixed for the life of the reader.</summary>
    long Length { get; }

    /// <summary>Fills the buffer from a position.</summary>
    /// <param name="offset">0-based position of the first byte.</param>
    /// <param name="buffer">Filled completely unless the object ends first.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Bytes read: the buffer's length, or fewer only at the object's end.</returns>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default);
}
