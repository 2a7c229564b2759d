using System.Text;
using System.Text.Unicode;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Conversions;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>
/// Reads a leaf of texts or bytes. Pages of dictionary codes stay codes; where a batch has both codes and plain values (the writer gave its
/// dictionary up in between), the codes are looked up.
/// </summary>
internal sealed class BinaryLeafReader(SchemaNode node, DataType type, ITextForm? form) : LeafReader(node)
{
    private readonly BufferBuilder<int> _codeValues = new();
    private readonly BufferBuilder<int> _starts = new();
    private readonly BufferBuilder<byte> _bytes = new();
    private readonly DictionaryCodes _codes = new();
    private readonly RunCollector _runs = new();
    private PlainBinaryColumn? _dictionary;
    private BinaryDecoder? _decoder;
    private bool _isPlain;

    public override object? ReadBound(ReadOnlySpan<byte> plain)
    {
        if (form is not null)
        {
            Span<byte> text = stackalloc byte[form.TextWidth];
            if (plain.Length != form.PlainWidth)
            {
                return null;
            }

            form.Format(plain, text);
            return Encoding.UTF8.GetString(text);
        }

        return type.Kind == DataTypeKind.Binary ? plain.ToArray() : Utf8.IsValid(plain) ? Encoding.UTF8.GetString(plain) : null;
    }

    protected override void LoadDictionary(ReadOnlyMemory<byte> page, int count)
    {
        if (count > page.Length && form is null && Node.Element.Type == PhysicalType.ByteArray)
        {
            throw new CorruptDataException($"a dictionary of {count} entries in {page.Length} bytes");
        }

        var decoder = PageDecoders.Binary(Node, form, PageEncoding.Plain, page);
        using var starts = new BufferBuilder<int>();
        using var bytes = new BufferBuilder<byte>();
        decoder.Append(starts.Reserve(count), bytes);
        CheckText(starts.Span, bytes.Span);
        starts.Append(bytes.Count);
        _dictionary?.Dispose();
        _dictionary = new PlainBinaryColumn(type, count, starts.Detach(), bytes.Detach(), default);
    }

    protected override void StartValues(PageEncoding encoding, ReadOnlyMemory<byte> values)
    {
        if (encoding == PageEncoding.RleDictionary)
        {
            _decoder = null;
            _codes.Start(values, _dictionary!.Length);
        }
        else
        {
            _decoder = PageDecoders.Binary(Node, form, encoding, values);
        }
    }

    protected override void AppendSlots(int slots, int values)
    {
        if (_decoder is not null)
        {
            LookUpCodes();
            AppendPlain(slots, values);
        }
        else if (_isPlain)
        {
            AppendLookedUp(slots, values);
        }
        else
        {
            AppendCodes(slots, values);
        }
    }

    protected override void SkipValues(int count)
    {
        if (_decoder is null)
        {
            _codes.Skip(count);
        }
        else
        {
            _decoder.Skip(count);
        }
    }

    protected override Column BuildColumn(int length, Validity validity)
    {
        if (!_isPlain && _dictionary is not null)
        {
            return new DictionaryBinaryColumn((PlainBinaryColumn)_dictionary.Share(), length, _codeValues.Detach(), validity, runs: _runs.Detach(length));
        }

        _starts.Append(_bytes.Count);
        _isPlain = false;
        _runs.Clear();
        return new PlainBinaryColumn(type, length, _starts.Detach(), _bytes.Detach(), validity);
    }

    protected override void ClearValues()
    {
        _codeValues.Truncate(0);
        _starts.Truncate(0);
        _bytes.Truncate(0);
        _runs.Clear();
        _isPlain = false;
    }

    protected override void DisposeValues()
    {
        _codeValues.Dispose();
        _starts.Dispose();
        _bytes.Dispose();
        _runs.Dispose();
        _dictionary?.Dispose();
    }

    private void AppendCodes(int slots, int values)
    {
        var target = _codeValues.Reserve(slots);
        _codes.Decode(target[..values], _runs);
        if (values < slots)
        {
            _runs.GiveUp();
            NullSpreading.Spread(target, values, ValidityWords, SlotCount);
        }
    }

    private void AppendPlain(int slots, int values)
    {
        var starts = _starts.Reserve(slots);
        var firstByte = _bytes.Count;
        _decoder!.Append(starts[..values], _bytes);
        CheckText(starts[..values], _bytes.Span[firstByte..], firstByte);
        SpreadStarts(starts, values);
    }

    /// <summary>Turns the codes of the batch so far into values.</summary>
    private void LookUpCodes()
    {
        if (_isPlain)
        {
            return;
        }

        _isPlain = true;
        foreach (var code in _codeValues.Span)
        {
            _starts.Append(_bytes.Count);
            AppendEntry(code);
        }

        _codeValues.Truncate(0);
    }

    private void AppendLookedUp(int slots, int values)
    {
        var codes = _codeValues.Reserve(values);
        _codes.Decode(codes);
        var starts = _starts.Reserve(slots);
        for (var index = 0; index < values; index++)
        {
            starts[index] = _bytes.Count;
            AppendEntry(codes[index]);
        }

        _codeValues.Truncate(0);
        SpreadStarts(starts, values);
    }

    // Codes of null rows are zero, which an empty dictionary does not have.
    private void AppendEntry(int code)
    {
        if (code < _dictionary!.Length)
        {
            _bytes.Append(_dictionary.GetBytes(code));
        }
    }

    /// <summary>Moves the starts of values to their rows; a null row starts where the next value does, and so is empty.</summary>
    private void SpreadStarts(Span<int> starts, int values)
    {
        var next = _bytes.Count;
        for (int row = starts.Length - 1, value = values - 1; row > value; row--)
        {
            if (Bitmap.Get(ValidityWords, SlotCount + row))
            {
                next = starts[value--];
            }

            starts[row] = next;
        }
    }

    /// <summary>Text must be UTF-8, value by value: valid as a whole, and no value starts inside a character.</summary>
    private void CheckText(ReadOnlySpan<int> starts, ReadOnlySpan<byte> bytes, int firstByte = 0)
    {
        if (type.Kind != DataTypeKind.String || form is not null)
        {
            return;
        }

        if (!Utf8Text.IsValid(bytes, starts, firstByte))
        {
            throw new CorruptDataException("a text is not valid UTF-8");
        }
    }
}
