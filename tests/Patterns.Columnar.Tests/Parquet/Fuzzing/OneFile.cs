using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet.Fuzzing;

/// <summary>A file in memory that needs no store.</summary>
internal sealed class OneFile(byte[] bytes) : IObjectReader
{
    public const string Name = "mutant.parquet";

    public string Path => Name;

    public long Length => bytes.Length;

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Assert.True(offset >= 0 && offset + buffer.Length <= bytes.Length, "a range outside the file was asked for");
        bytes.AsMemory((int)offset, buffer.Length).CopyTo(buffer);
        return ValueTask.FromResult(buffer.Length);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
