using Patterns.Columnar.Batches;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Grouping;

/// <summary>Distinct text or bytes. In a coded column each dictionary entry is looked up once, when a row first uses it.</summary>
internal sealed class BytesKeyIndex(DataType type) : KeyIndex
{
    private readonly ByteStringIndex _strings = new();
    private BinaryColumn? _column;
    private PlainBinaryColumn? _dictionary;

    // Of each code the number of its value plus one, 0 for one that no row has used yet.
    private int[] _idOfCode = [];

    public override void Begin(Column column)
    {
        _column = (BinaryColumn)column;
        if (column is DictionaryBinaryColumn coded && _dictionary?.SharesValuesWith(coded.Dictionary) != true)
        {
            _dictionary = coded.Dictionary;
            if (_idOfCode.Length < _dictionary.Length)
            {
                _idOfCode = new int[_dictionary.Length];
            }

            _idOfCode.AsSpan().Clear();
        }
    }

    /// <summary>In a coded column each dictionary entry is looked up once, unless there are fewer rows than entries.</summary>
    public override void Find(Column column, Span<int> ids)
    {
        if (column is PlainBinaryColumn plain)
        {
            _strings.Find(plain.Offsets, plain.Bytes, ids);
            return;
        }

        var coded = (DictionaryBinaryColumn)column;
        if (coded.Dictionary.Length == 0)
        {
            ids.Fill(-1);
            return;
        }

        if (coded.Dictionary.Length > ids.Length)
        {
            using var texts = (PlainBinaryColumn)coded.Dictionary.TakeRows(coded.Codes);
            _strings.Find(texts.Offsets, texts.Bytes, ids);
            return;
        }

        var entries = ColumnBuffer.Rent<int>(coded.Dictionary.Length);
        var idOfCode = entries.Span<int>(coded.Dictionary.Length);
        _strings.Find(coded.Dictionary.Offsets, coded.Dictionary.Bytes, idOfCode);
        Gather.Values<int>(idOfCode, coded.Codes, ids);
        entries.Release();
    }

    public override Column Build()
    {
        var offsets = ColumnBuffer.Rent<int>(Count + 1);
        _strings.Offsets.CopyTo(offsets.Span<int>(Count + 1));
        var bytes = ColumnBuffer.Rent(_strings.Bytes.Length);
        _strings.Bytes.CopyTo(bytes.Span<byte>(_strings.Bytes.Length));
        return new PlainBinaryColumn(type, Count, offsets, bytes, BuildValidity());
    }

    /// <summary>The numbers become codes, so that no value is copied more than once.</summary>
    public override Column Pick(ReadOnlySpan<int> ids)
    {
        using var values = (PlainBinaryColumn)Build();
        var codes = ColumnBuffer.Rent<int>(ids.Length);
        ids.CopyTo(codes.Span<int>(ids.Length));
        return new DictionaryBinaryColumn((PlainBinaryColumn)values.WithValidity(default), ids.Length, codes, values.Validity.Take(ids));
    }

    public override void Dispose() => _strings.Dispose();

    protected override int AddNull()
    {
        _strings.AddUnreachable();
        return Count++;
    }

    protected override void FindOrAddValues(int start, Span<int> ids)
    {
        if (_column is DictionaryBinaryColumn coded)
        {
            if (coded.RunEnds is { IsEmpty: false } ends)
            {
                FindRuns(coded.Codes, ends, start, ids);
            }
            else
            {
                FindCodes(coded.Codes.Slice(start, ids.Length), ids);
            }

            return;
        }

        var plain = (PlainBinaryColumn)_column!;
        _strings.FindOrAdd(plain.Offsets[start..], plain.Bytes, ids);
        Count = _strings.Count;
    }

    protected override void FindOrAddValues(ReadOnlySpan<int> rows, Span<int> ids)
    {
        if (_column is DictionaryBinaryColumn coded)
        {
            Span<int> codes = stackalloc int[Chunk.Rows];
            Gather.Values(coded.Codes, rows, codes);
            FindCodes(codes[..rows.Length], ids);
            return;
        }

        for (var index = 0; index < rows.Length; index++)
        {
            ids[index] = _strings.FindOrAdd(_column!.GetBytes(rows[index]));
        }

        Count = _strings.Count;
    }

    private void FindRuns(ReadOnlySpan<int> codes, ReadOnlySpan<int> ends, int start, Span<int> ids)
    {
        var run = CodeRuns.IndexOf(ends, start);
        for (var done = 0; done < ids.Length; run++)
        {
            var count = Math.Min(ends[run] - start, ids.Length) - done;
            FindCodes(codes.Slice(start + done, 1), ids.Slice(done, 1));
            ids.Slice(done, count).Fill(ids[done]);
            done += count;
        }
    }

    private void FindCodes(ReadOnlySpan<int> codes, Span<int> ids)
    {
        var done = 0;
        while ((done += RangeLookup.Find(_idOfCode, 0, codes[done..], ids[done..])) < codes.Length)
        {
            _idOfCode[codes[done]] = _strings.FindOrAdd(_dictionary!.GetBytes(codes[done])) + 1;
        }

        Count = _strings.Count;
    }
}
