using System.Buffers.Binary;
using System.Text;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Columnar.Parquet.Statistics;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes a leaf of texts or bytes. Columns of codes are written from their codes: each entry is looked at once per batch.</summary>
internal sealed class BinaryLeafWriter(SchemaNode node, DataType type, ParquetWriterOptions options, PageCompressor compressor)
    : LeafWriter(node, options, compressor)
{
    private const int LengthByteCount = sizeof(int);
    private const int NotSeen = -1;

    private readonly BinaryDictionary _dictionary = new();
    private readonly BufferBuilder<int> _codes = new();
    private readonly BufferBuilder<byte> _plain = new();
    private readonly BufferBuilder<int> _codeMap = new();
    private DictionaryBinaryColumn? _mapped;
    private BinaryRange _plainRange;
    private BinaryRange _fileRange;
    private long _fileNullCount;
    private int _plainCount;

    protected override bool CanUseDictionary => true;

    protected override int ValueCount => UsesDictionary ? _codes.Count : _plainCount;

    protected override int ValueByteCount => UsesDictionary ? _codes.Count * sizeof(int) : _plain.Count;

    protected override int DictionaryCount => _dictionary.Count;

    protected override int DictionaryByteCount => _dictionary.ByteCount + (_dictionary.Count * LengthByteCount);

    private bool IsUtf8 => type.Kind == DataTypeKind.String;

    public override ColumnStatistics FileStatistics(long rowCount)
    {
        var range = _fileRange;
        range.Include(ChunkRange());
        return new ColumnStatistics
        {
            RowCount = rowCount,
            NullCount = _fileNullCount + NullCount,
            Min = Box(range.Min),
            Max = Box(range.Max),
            IsExact = range.Min is not null,
        };
    }

    protected override int FittingCount(Column column, int start, int count)
    {
        if (column is PlainBinaryColumn plain)
        {
            var offsets = plain.Offsets.Slice(start, count + 1);
            if ((long)offsets[^1] - offsets[0] + (count * LengthByteCount) <= Options.PageByteLimit)
            {
                return count;
            }
        }

        var byteCount = 0L;
        for (var row = start; row < start + count; row++)
        {
            byteCount += column.IsNull(row) ? 0 : LengthByteCount + ((BinaryColumn)column).GetBytes(row).Length;
            if (byteCount > Options.PageByteLimit)
            {
                return Math.Max(1, row - start);
            }
        }

        return count;
    }

    protected override void AppendValues(Column column, int start, int count)
    {
        if (column is DictionaryBinaryColumn coded && UsesDictionary)
        {
            AppendCodes(coded, start, count);
            return;
        }

        var values = (BinaryColumn)column;
        for (var row = start; row < start + count; row++)
        {
            if (!values.IsNull(row))
            {
                Append(values.GetBytes(row));
            }
        }
    }

    protected override void LookUpCodes()
    {
        foreach (var code in _codes.Span)
        {
            AppendPlain(_dictionary[code]);
        }

        _codes.Truncate(0);
        ForgetDictionary();
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
            page.Append(_plain.Span);
            _plain.Truncate(0);
            _plainCount = 0;
        }
    }

    protected override void WriteDictionary(BufferBuilder<byte> page)
    {
        for (var code = 0; code < _dictionary.Count; code++)
        {
            WritePlain(_dictionary[code], page);
        }
    }

    protected override ValueStatistics ChunkStatistics()
    {
        var range = ChunkRange();
        var min = range.Min is null ? null : BinaryBounds.Lower(range.Min, IsUtf8);
        var max = range.Max is null ? null : BinaryBounds.Upper(range.Max, IsUtf8);
        return new ValueStatistics
        {
            NullCount = NullCount,
            Min = min,
            Max = max,
            IsMinExact = ReferenceEquals(min, range.Min),
            IsMaxExact = ReferenceEquals(max, range.Max),
        };
    }

    protected override void ResetValues()
    {
        _fileRange.Include(ChunkRange());
        _fileNullCount += NullCount;
        _plainRange = default;
        ForgetDictionary();
        _codes.Truncate(0);
        _plain.Truncate(0);
        _plainCount = 0;
    }

    protected override void DisposeValues()
    {
        _dictionary.Dispose();
        _codes.Dispose();
        _plain.Dispose();
        _codeMap.Dispose();
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        if (UsesDictionary)
        {
            _codes.Append(_dictionary.Code(text));
        }
        else
        {
            AppendPlain(text);
        }
    }

    private void AppendPlain(ReadOnlySpan<byte> text)
    {
        _plainRange.Include(text);
        WritePlain(text, _plain);
        _plainCount++;
    }

    private void AppendCodes(DictionaryBinaryColumn column, int start, int count)
    {
        var map = MapFor(column);
        var codes = column.Codes.Slice(start, count);
        var target = _codes.Reserve(count);
        var written = 0;
        for (var index = 0; index < codes.Length; index++)
        {
            if (column.IsNull(start + index))
            {
                continue;
            }

            ref var code = ref map[codes[index]];
            if (code == NotSeen)
            {
                code = _dictionary.Code(column.Dictionary.GetBytes(codes[index]));
            }

            target[written++] = code;
        }

        _codes.Truncate(_codes.Count - count + written);
    }

    /// <summary>What the codes of a column are as codes of the chunk, as far as they were seen.</summary>
    private Span<int> MapFor(DictionaryBinaryColumn column)
    {
        if (!ReferenceEquals(column, _mapped))
        {
            _mapped = column;
            _codeMap.Truncate(0);
            _codeMap.Reserve(column.Dictionary.Length).Fill(NotSeen);
        }

        return _codeMap.Span;
    }

    private void ForgetDictionary()
    {
        _dictionary.Clear();
        _mapped = null;
    }

    /// <summary>Every entry of the dictionary is a value of the chunk.</summary>
    private BinaryRange ChunkRange()
    {
        var range = _plainRange;
        for (var code = 0; code < _dictionary.Count; code++)
        {
            range.Include(_dictionary[code]);
        }

        return range;
    }

    private object? Box(byte[]? bound) => bound is null ? null : IsUtf8 ? Encoding.UTF8.GetString(bound) : bound;

    private static void WritePlain(ReadOnlySpan<byte> text, BufferBuilder<byte> output)
    {
        var target = output.Reserve(LengthByteCount + text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(target, text.Length);
        text.CopyTo(target[LengthByteCount..]);
    }
}
