using System.Numerics;
using Patterns.Columnar.Batches;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Conversions;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Columnar.Parquet.Statistics;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes a leaf whose values have one width in memory.</summary>
internal sealed class FixedLeafWriter<T>(SchemaNode node, DataType type, PlainForm<T> form, ParquetWriterOptions options, PageCompressor compressor)
    : LeafWriter(node, options, compressor)
    where T : unmanaged, INumber<T>
{
    private readonly FixedDictionary<T> _dictionary = new();
    private readonly BufferBuilder<int> _codes = new();
    private readonly BufferBuilder<T> _values = new();
    private readonly BufferBuilder<T> _packed = new();
    private ValueRange<T> _chunkRange;
    private ValueRange<T> _fileRange;
    private long _fileNullCount;

    protected override bool CanUseDictionary => true;

    protected override int ValueCount => UsesDictionary ? _codes.Count : _values.Count;

    protected override int ValueByteCount => UsesDictionary ? _codes.Count * sizeof(int) : _values.Count * form.Width;

    protected override int DictionaryCount => _dictionary.Count;

    protected override int DictionaryByteCount => _dictionary.Count * form.Width;

    public override ColumnStatistics FileStatistics(long rowCount)
    {
        var range = _fileRange;
        range.Include(_chunkRange);
        return new ColumnStatistics
        {
            RowCount = rowCount,
            NullCount = _fileNullCount + NullCount,
            Min = range.IsKnown ? FixedValues.Box(type, range.Min) : null,
            Max = range.IsKnown ? FixedValues.Box(type, range.Max) : null,
            IsExact = range.IsKnown,
        };
    }

    protected override int FittingCount(Column column, int start, int count) => count;

    protected override void AppendValues(Column column, int start, int count)
    {
        var values = ((FixedColumn<T>)column).Values.Slice(start, count);
        if (column.NullCount > 0)
        {
            _packed.Truncate(0);
            var target = _packed.Reserve(count);
            values = target[..NullPacking.Pack(values, column.ValidityWords, start, target)];
        }

        CheckDigits(values);
        _chunkRange.Include(values);
        if (UsesDictionary)
        {
            _dictionary.Encode(values, _codes.Reserve(values.Length));
        }
        else
        {
            _values.Append(values);
        }
    }

    protected override void LookUpCodes()
    {
        var known = _dictionary.Values;
        var values = _values.Reserve(_codes.Count);
        var codes = _codes.Span;
        for (var index = 0; index < codes.Length; index++)
        {
            values[index] = known[codes[index]];
        }

        _codes.Truncate(0);
        _dictionary.Clear();
    }

    protected override void FlushValues(BufferBuilder<byte> page)
    {
        if (UsesDictionary)
        {
            DictionaryCodeWriter.Write(_codes.Span, _dictionary.Count, page);
            _codes.Truncate(0);
        }
        else
        {
            form.Write(_values.Span, page.Reserve(_values.Count * form.Width));
            _values.Truncate(0);
        }
    }

    protected override void WriteDictionary(BufferBuilder<byte> page)
        => form.Write(_dictionary.Values, page.Reserve(DictionaryByteCount));

    protected override ValueStatistics ChunkStatistics() => new()
    {
        NullCount = NullCount,
        Min = _chunkRange.IsKnown ? Bound(_chunkRange.Min, isMin: true) : null,
        Max = _chunkRange.IsKnown ? Bound(_chunkRange.Max, isMin: false) : null,
        IsMinExact = true,
        IsMaxExact = true,
    };

    protected override void ResetValues()
    {
        _fileRange.Include(_chunkRange);
        _fileNullCount += NullCount;
        _chunkRange = default;
        _dictionary.Clear();
        _codes.Truncate(0);
        _values.Truncate(0);
    }

    protected override void DisposeValues()
    {
        _dictionary.Dispose();
        _codes.Dispose();
        _values.Dispose();
        _packed.Dispose();
    }

    /// <summary>Of the two zeros of floating point, a bound is always the outer one: parquet.thrift, ColumnOrder.</summary>
    private byte[] Bound(T value, bool isMin)
    {
        if (T.IsZero(value) && typeof(T) == typeof(double))
        {
            value = T.CreateTruncating(isMin ? -0d : 0d);
        }
        else if (T.IsZero(value) && typeof(T) == typeof(float))
        {
            value = T.CreateTruncating(isMin ? -0f : 0f);
        }

        var bytes = new byte[form.Width];
        form.Write([value], bytes);
        return bytes;
    }

    /// <summary>A decimal with more digits than its type is the caller's mistake and would be cut off by the stored form.</summary>
    private void CheckDigits(ReadOnlySpan<T> values)
    {
        if (type is DecimalType decimalType && !DecimalDigits.Fit(values, decimalType))
        {
            throw new ArgumentException($"Column '{Node.DottedPath}' is {type}, but a value has more than {decimalType.Precision} digits.");
        }
    }
}
