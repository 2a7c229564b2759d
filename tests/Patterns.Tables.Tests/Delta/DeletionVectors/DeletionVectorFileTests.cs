using System.Buffers.Binary;
using System.IO.Hashing;
using Patterns.Core;
using Patterns.Tables.Delta.DeletionVectors;

namespace Patterns.Tables.Tests.Delta.DeletionVectors;

public sealed class DeletionVectorFileTests
{
    // Delta transaction log protocol, "Deletion Vector Descriptor Schema": the example of a file named by an identifier.
    private const string Name = "ab^-aqEH.-t@S}K{vb[*k^";
    private const string Path = "t/ab/deletion_vector_d2c639aa-8816-431a-aaf6-d3fe2512ff61.bin";
    private const int Offset = 4;

    private static readonly byte[] Bytes = DeletionVectorBytes.Of(3, 4, 7, 11, 18, 29);

    private readonly MemoryObjectStore _store = new();

    [Fact]
    public async Task Rows_are_read_from_the_log()
    {
        var deleted = await LoadAsync(new DeletionVector { StorageType = "i", PathOrInlineDv = DeletionVectorBytes.ToZ85(Bytes), SizeInBytes = Bytes.Length, Cardinality = 6 });

        Assert.Equal(6, deleted.Count);
        Assert.Equal([0, 1, 2, 5, 6], deleted.Survivors(0, 8)!);
        Assert.Null(deleted.Survivors(30, 70));
    }

    [Fact]
    public async Task Rows_are_read_from_a_file_with_a_checksum()
    {
        await _store.PutAsync(Path, Block());

        Assert.Equal(6, (await LoadAsync(InFile())).Count);
    }

    [Theory]
    [InlineData(Offset, "length")]
    [InlineData(Offset + 20, "checksum")]
    [InlineData(Offset + 50, "checksum")]
    public async Task A_damaged_file_is_refused(int position, string problem)
    {
        var block = Block();
        block[position] ^= 1;
        await _store.PutAsync(Path, block);

        var error = await Assert.ThrowsAsync<DeletionVectorException>(() => LoadAsync(InFile()));

        Assert.Equal(Path, error.Path);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal("table.deletion-vector-damaged", error.Code);
    }

    [Fact]
    public async Task What_is_missing_too_short_or_of_another_size_is_refused()
    {
        await Assert.ThrowsAsync<DeletionVectorException>(() => LoadAsync(InFile()));
        await _store.PutAsync(Path, Block().AsMemory(0, 30));
        await Assert.ThrowsAsync<DeletionVectorException>(() => LoadAsync(InFile()));
        await _store.PutAsync(Path, Block());
        await Assert.ThrowsAsync<DeletionVectorException>(() => LoadAsync(InFile() with { Cardinality = 7 }));
        await Assert.ThrowsAsync<DeletionVectorException>(() => LoadAsync(InFile() with { PathOrInlineDv = "../../x" }));
        await Assert.ThrowsAsync<DeletionVectorException>(() => LoadAsync(InFile(), rowCount: 29));
        await Assert.ThrowsAsync<UnsupportedTableException>(() => LoadAsync(InFile() with { StorageType = "x" }));
        await Assert.ThrowsAsync<UnsupportedTableException>(() => LoadAsync(InFile() with { StorageType = "p", PathOrInlineDv = "file:/etc/passwd" }));
    }

    private static DeletionVector InFile() => new() { StorageType = "u", PathOrInlineDv = Name, Offset = Offset, SizeInBytes = Bytes.Length, Cardinality = 6 };

    private static byte[] Block()
    {
        var block = new byte[Offset + 4 + Bytes.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(Offset), Bytes.Length);
        Bytes.CopyTo(block.AsSpan(Offset + 4));
        BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(Offset + 4 + Bytes.Length), Crc32.HashToUInt32(Bytes));
        return block;
    }

    private Task<DeletedRows> LoadAsync(DeletionVector vector, long rowCount = 100) => DeletionVectorFile.LoadAsync(_store, "t", vector, rowCount, CancellationToken.None);
}
