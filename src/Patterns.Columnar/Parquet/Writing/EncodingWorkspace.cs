using System.Collections.Concurrent;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>What one thread needs while it encodes a column chunk. Lent to one chunk at a time, so there are as many as threads.</summary>
internal sealed class EncodingWorkspace(ParquetWriterOptions options) : IDisposable
{
    /// <summary>The page in the making.</summary>
    public BufferBuilder<byte> Page { get; } = new();

    /// <summary>The content of the dictionary page, until it is known how the chunk is compressed.</summary>
    public BufferBuilder<byte> Dictionary { get; } = new();

    public BufferBuilder<byte> Bytes { get; } = new();

    public BufferBuilder<int> Ends { get; } = new();

    public BufferBuilder<int> Lengths { get; } = new();

    public CompactWriter Header { get; } = new();

    public PageCompressor Compressor { get; } = new(options.Compression);

    public void Dispose()
    {
        Page.Dispose();
        Bytes.Dispose();
        Lengths.Dispose();
        Dictionary.Dispose();
        Ends.Dispose();
        Header.Dispose();
        Compressor.Dispose();
    }

    /// <summary>The workspaces of a writer. Thread safe.</summary>
    internal sealed class Pool(ParquetWriterOptions options) : IDisposable
    {
        private readonly ConcurrentBag<EncodingWorkspace> _idle = [];

        public EncodingWorkspace Rent() => _idle.TryTake(out var workspace) ? workspace : new EncodingWorkspace(options);

        public void Return(EncodingWorkspace workspace) => _idle.Add(workspace);

        public void Dispose()
        {
            while (_idle.TryTake(out var workspace))
            {
                workspace.Dispose();
            }
        }
    }
}
