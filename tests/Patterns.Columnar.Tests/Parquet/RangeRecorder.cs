using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet;

/// <summary>A file in memory that remembers how much of it was read.</summary>
internal sealed class RangeRecorder(byte[] bytes) : IObjectReader
{
    public string Path => "file.parquet";

    public long Length => bytes.Length;

    /// <summary>Bytes read so far, those read twice counted twice.</summary>
    public long ReadBytes { get; set; }

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
        bytes.AsMemory((int)offset, count).CopyTo(buffer);
        ReadBytes += count;
        return ValueTask.FromResult(count);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
