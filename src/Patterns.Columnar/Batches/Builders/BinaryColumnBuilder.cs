using System.Text;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>Builds a <see cref="PlainBinaryColumn"/> of text or bytes; at most 2 GiB of bytes in all.</summary>
public sealed class BinaryColumnBuilder : ColumnBuilder
{
    private readonly BufferBuilder<int> _offsets = new();
    private readonly BufferBuilder<byte> _bytes = new();

    internal BinaryColumnBuilder(DataType type)
        : base(type)
    {
    }

    /// <summary>The number of bytes of all values so far.</summary>
    public int ByteCount => _bytes.Count;

    /// <summary>Appends a value.</summary>
    /// <param name="value">Bytes, which must be valid UTF-8 in a string column; copied.</param>
    public void Append(ReadOnlySpan<byte> value)
    {
        _offsets.Append(_bytes.Count);
        _bytes.Append(value);
        Validity.AppendValue();
    }

    /// <summary>Appends values by their lengths; the caller fills in their bytes, one value after the other, at once.</summary>
    /// <param name="lengths">Bytes of each value, not negative; 0 for a null row.</param>
    /// <param name="validityWords">One bit per value, LSB first, one for a value and zero for a null; bits behind the last do not matter.</param>
    /// <returns>The bytes of all these values with unspecified content; valid until the next call.</returns>
    /// <exception cref="ArgumentException">There are fewer bits than values.</exception>
    public Span<byte> AppendUninitialized(ReadOnlySpan<int> lengths, ReadOnlySpan<ulong> validityWords)
    {
        Validity.Append(validityWords, lengths.Length);
        var offsets = _offsets.Reserve(lengths.Length);
        var end = _bytes.Count;
        for (var index = 0; index < offsets.Length; index++)
        {
            offsets[index] = end;
            end = checked(end + lengths[index]);
        }

        return _bytes.Reserve(end - _bytes.Count);
    }

    /// <summary>Appends a text or a null. Unpaired surrogates become U+FFFD, as always in .NET.</summary>
    /// <param name="value">The text, or null for a null row.</param>
    public void Append(string? value)
    {
        if (value is null)
        {
            AppendNull();
            return;
        }

        _offsets.Append(_bytes.Count);
        var upperBound = Encoding.UTF8.GetMaxByteCount(value.Length);
        var start = _bytes.Count;
        var written = Encoding.UTF8.GetBytes(value, _bytes.Reserve(upperBound));
        _bytes.Truncate(start + written);
        Validity.AppendValue();
    }

    /// <summary>Appends texts, none of them null.</summary>
    internal void Append(ReadOnlySpan<string> values)
    {
        // Texts that are longer than that on the average take more than one turn.
        const int UsualByteCount = 32;
        Validity.AppendValues(values.Length);
        var starts = _offsets.Reserve(values.Length);
        while (!values.IsEmpty)
        {
            var start = _bytes.Count;
            _bytes.Reserve(Math.Max(Utf8Encoding.LargestOutput(values[0].Length), values.Length * UsualByteCount));
            var encoded = Utf8Encoding.Encode(values, starts, start, _bytes.Span, out var end);
            _bytes.Truncate(end);
            values = values[encoded..];
            starts = starts[encoded..];
        }
    }

    private protected override void AppendPlaceholders(int count) => _offsets.Reserve(count).Fill(_bytes.Count);

    private protected override void TruncateValues(int length)
    {
        if (length < Length)
        {
            _bytes.Truncate(_offsets.Span[length]);
            _offsets.Truncate(length);
        }
    }

    private protected override Column BuildColumn(int length, Validity validity)
    {
        _offsets.Append(_bytes.Count);
        return new PlainBinaryColumn(Type, length, _offsets.Detach(), _bytes.Detach(), validity);
    }

    private protected override void DisposeValues()
    {
        _offsets.Dispose();
        _bytes.Dispose();
    }
}
