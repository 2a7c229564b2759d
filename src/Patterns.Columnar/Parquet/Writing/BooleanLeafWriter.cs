using System.Runtime.InteropServices;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes a leaf of booleans, one bit each.</summary>
internal sealed class BooleanLeafWriter(SchemaNode node, ParquetWriterOptions options, PageCompressor compressor) : LeafWriter(node, options, compressor)
{
    private readonly BitmapBuilder _values = new();
    private long _chunkTrueCount;
    private long _chunkFalseCount;
    private long _fileTrueCount;
    private long _fileFalseCount;
    private long _fileNullCount;

    protected override bool CanUseDictionary => false;

    protected override int ValueCount => _values.Count;

    protected override int ValueByteCount => _values.Count / 8;

    protected override int DictionaryCount => 0;

    protected override int DictionaryByteCount => 0;

    public override ColumnStatistics FileStatistics(long rowCount)
    {
        var (falses, trues) = (_fileFalseCount + _chunkFalseCount, _fileTrueCount + _chunkTrueCount);
        return new ColumnStatistics
        {
            RowCount = rowCount,
            NullCount = _fileNullCount + NullCount,
            Min = falses + trues > 0 ? falses == 0 : null,
            Max = falses + trues > 0 ? trues > 0 : null,
            IsExact = falses + trues > 0,
        };
    }

    protected override int FittingCount(Column column, int start, int count) => count;

    protected override void AppendValues(Column column, int start, int count)
    {
        var booleans = (BooleanColumn)column;
        var before = (_values.Count, _values.ZeroCount);
        for (var row = start; row < start + count; row++)
        {
            if (!column.IsNull(row))
            {
                _values.Append(booleans[row]);
            }
        }

        var falses = _values.ZeroCount - before.ZeroCount;
        _chunkFalseCount += falses;
        _chunkTrueCount += _values.Count - before.Count - falses;
    }

    protected override void LookUpCodes()
    {
    }

    protected override void FlushValues(BufferBuilder<byte> page)
    {
        var count = _values.Count;
        var bits = _values.Detach();
        page.Append(MemoryMarshal.AsBytes(bits.Words)[..BitPacking.ByteCount(count, 1)]);
        bits.Release();
    }

    protected override void WriteDictionary(BufferBuilder<byte> page) => throw new InvalidOperationException("Booleans have no dictionary.");

    protected override ValueStatistics ChunkStatistics() => new()
    {
        NullCount = NullCount,
        Min = _chunkFalseCount + _chunkTrueCount > 0 ? [(byte)(_chunkFalseCount == 0 ? 1 : 0)] : null,
        Max = _chunkFalseCount + _chunkTrueCount > 0 ? [(byte)(_chunkTrueCount > 0 ? 1 : 0)] : null,
        IsMinExact = true,
        IsMaxExact = true,
    };

    protected override void ResetValues()
    {
        _fileTrueCount += _chunkTrueCount;
        _fileFalseCount += _chunkFalseCount;
        _fileNullCount += NullCount;
        _chunkTrueCount = _chunkFalseCount = 0;
        _values.Dispose();
    }

    protected override void DisposeValues() => _values.Dispose();
}
