using System.Buffers.Binary;
using System.IO.Hashing;
using Patterns.Core;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Delta.DeletionVectors;

/// <summary>
/// Writes the deletion vectors of one change, one behind the other in one file, which begins with the first. Disposal deletes the file unless
/// <see cref="Keep"/> was called. Not thread safe.
/// </summary>
/// <param name="table">The table.</param>
/// <remarks>Source: Delta transaction log protocol, "Deletion Vector File Storage Format" and "Deletion Vector Descriptor Schema".</remarks>
internal sealed class DeletionVectorWriter(TableContext table) : IAsyncDisposable
{
    private const byte FormatVersion = 1;

    private string _text = "";
    private string? _path;
    private ObjectWriter? _object;
    private int _offset;
    private bool _isKept;

    /// <summary>Vectors written so far.</summary>
    public int Count { get; private set; }

    /// <summary>Writes a vector.</summary>
    /// <param name="rows">All rows of a file that are deleted; at least one.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>What the log says of it.</returns>
    public async Task<DeletionVector> WriteAsync(DeletedRows rows, CancellationToken cancellationToken)
    {
        if (_object is null)
        {
            var id = Guid.Parse(table.Commits.Chance.NewId());
            _text = Z85.Encode(id.ToByteArray(bigEndian: true));
            _path = ObjectPath.Combine(table.Path, $"deletion_vector_{id}.bin");
            _object = await table.Objects.CreateAsync(_path, PutMode.IfAbsent, cancellationToken).ConfigureAwait(false);
            await _object.WriteAsync(new[] { FormatVersion }, cancellationToken).ConfigureAwait(false);
            _offset = 1;
        }

        var content = RoaringWriter.Write(rows);
        var block = new byte[sizeof(int) + content.Length + sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(block, content.Length);
        content.CopyTo(block, sizeof(int));
        BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(sizeof(int) + content.Length), Crc32.HashToUInt32(content));
        await _object.WriteAsync(block, cancellationToken).ConfigureAwait(false);
        var vector = new DeletionVector { StorageType = "u", PathOrInlineDv = _text, Offset = _offset, SizeInBytes = content.Length, Cardinality = rows.Count };
        _offset = checked(_offset + block.Length);
        Count++;
        return vector;
    }

    /// <summary>Makes the file whole and durable.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken) => _object?.CompleteAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Leaves the file where it is when the writer is disposed: a commit names it, or may do so.</summary>
    public void Keep() => _isKept = true;

    /// <summary>Takes <see cref="Keep"/> back: it is certain that no commit names the file.</summary>
    public void Discard() => _isKept = false;

    public async ValueTask DisposeAsync()
    {
        if (_object is null)
        {
            return;
        }

        await _object.DisposeAsync().ConfigureAwait(false);
        if (!_isKept)
        {
            await OrphanFiles.DeleteAsync(table, _path!).ConfigureAwait(false);
        }
    }
}
