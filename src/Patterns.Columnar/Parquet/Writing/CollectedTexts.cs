using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>
/// The texts of a column chunk without its nulls. If the first comes from a column of codes, all are kept as codes, each entry of a column's
/// dictionary being looked at once; else one behind the other.
/// </summary>
internal sealed class CollectedTexts : IDisposable
{
    private const int NotSeen = -1;

    private readonly BufferBuilder<int> _ends = new();
    private readonly BufferBuilder<byte> _bytes = new();
    private readonly BufferBuilder<int> _codes = new();
    private readonly BufferBuilder<int> _codeMap = new();
    private PlainBinaryColumn? _mapped;

    /// <summary>Whether the texts are kept as codes.</summary>
    public bool AreCodes { get; private set; }

    public int Count => AreCodes ? _codes.Count : _ends.Count;

    public long HeldByteCount
        => AreCodes ? ((long)_codes.Count * sizeof(int)) + Dictionary.ByteCount : ((long)_ends.Count * sizeof(int)) + _bytes.Count;

    public BinaryDictionary Dictionary { get; } = new();

    /// <summary>Codes of the first texts, as far as they were encoded.</summary>
    public ReadOnlySpan<int> Codes => _codes.Span;

    /// <summary>Appends the texts of those rows that are not null.</summary>
    public void Append(BinaryColumn column, int start, int count, bool mayUseCodes)
    {
        var coded = column as DictionaryBinaryColumn;
        if (Count == 0)
        {
            AreCodes = mayUseCodes && coded is not null;
            _codes.Truncate(0);
        }

        if (AreCodes && coded is not null)
        {
            AppendCodes(coded, start, count);
        }
        else if (AreCodes)
        {
            for (var row = start; row < start + count; row++)
            {
                if (!column.IsNull(row))
                {
                    _codes.Append(Dictionary.Code(column.GetBytes(row)));
                }
            }
        }
        else if (column is PlainBinaryColumn plain && plain.NullCount == 0)
        {
            AppendAll(plain, start, count);
        }
        else
        {
            for (var row = start; row < start + count; row++)
            {
                if (!column.IsNull(row))
                {
                    _bytes.Append(column.GetBytes(row));
                    _ends.Append(_bytes.Count);
                }
            }
        }
    }

    /// <summary>Bytes of some texts.</summary>
    public long TextByteCount(int start, int count)
    {
        if (!AreCodes)
        {
            return count == 0 ? 0 : _ends.Span[start + count - 1] - (start == 0 ? 0 : _ends.Span[start - 1]);
        }

        var texts = Dictionary.Values;
        var byteCount = 0L;
        foreach (var code in _codes.Span.Slice(start, count))
        {
            byteCount += texts[code].Length;
        }

        return byteCount;
    }

    /// <summary>Some texts, which are not kept as codes.</summary>
    public BinaryValues Values(int start, int count)
        => new(_ends.Span.Slice(start, count), start == 0 ? 0 : _ends.Span[start - 1], _bytes.Span);

    /// <summary>Some texts; those that are kept as codes are looked up.</summary>
    public BinaryValues Values(int start, int count, EncodingWorkspace workspace)
    {
        if (!AreCodes)
        {
            return Values(start, count);
        }

        var texts = Dictionary.Values;
        workspace.Bytes.Truncate(0);
        workspace.Ends.Truncate(0);
        foreach (var code in _codes.Span.Slice(start, count))
        {
            workspace.Bytes.Append(texts[code]);
            workspace.Ends.Append(workspace.Bytes.Count);
        }

        return new BinaryValues(workspace.Ends.Span, 0, workspace.Bytes.Span);
    }

    /// <summary>Finds the codes of the texts before a position that have none yet.</summary>
    public void EncodeUpTo(int end)
    {
        if (Dictionary.Count == 0)
        {
            _codes.Truncate(0);
        }

        var values = Values(_codes.Count, end - _codes.Count);
        Dictionary.Encode(values, _codes.Reserve(values.Count));
    }

    /// <summary>How many of the first codes need only those entries of the dictionary that fit some bytes, and how many entries these are.</summary>
    public int CountCodesWithin(int byteLimit, out int entryCount)
    {
        var texts = Dictionary.Values;
        var byteCount = 0L;
        for (entryCount = 0; entryCount < texts.Count; entryCount++)
        {
            byteCount += texts[entryCount].Length + sizeof(int);
            if (byteCount > byteLimit)
            {
                break;
            }
        }

        // Codes are given in the order of first use.
        var first = entryCount == texts.Count ? -1 : _codes.Span.IndexOf(entryCount);
        return first < 0 ? _codes.Count : first;
    }

    public void Clear()
    {
        _ends.Truncate(0);
        _bytes.Truncate(0);
        _codes.Truncate(0);
        Dictionary.Clear();
        _mapped = null;
        AreCodes = false;
    }

    public void Dispose()
    {
        _ends.Dispose();
        _bytes.Dispose();
        _codes.Dispose();
        _codeMap.Dispose();
        Dictionary.Dispose();
    }

    private void AppendAll(PlainBinaryColumn column, int start, int count)
    {
        var offsets = column.Offsets.Slice(start, count + 1);
        var shift = _bytes.Count - offsets[0];
        _bytes.Append(column.Bytes[offsets[0]..offsets[^1]]);
        var ends = _ends.Reserve(count);
        for (var index = 0; index < ends.Length; index++)
        {
            ends[index] = offsets[index + 1] + shift;
        }
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
                code = Dictionary.Code(column.Dictionary.GetBytes(codes[index]));
            }

            target[written++] = code;
        }

        _codes.Truncate(_codes.Count - count + written);
    }

    /// <summary>What the codes of a column are as codes of the chunk, as far as they were seen.</summary>
    private Span<int> MapFor(DictionaryBinaryColumn column)
    {
        if (_mapped is null || !column.Dictionary.SharesValuesWith(_mapped))
        {
            _mapped = column.Dictionary;
            _codeMap.Truncate(0);
            _codeMap.Reserve(column.Dictionary.Length).Fill(NotSeen);
        }

        return _codeMap.Span;
    }
}
