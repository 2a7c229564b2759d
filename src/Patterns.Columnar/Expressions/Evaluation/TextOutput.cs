using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>
/// Texts or bytes that are set in the order of their rows; rows that are skipped are empty. The nulls are those of an operand and more.
/// </summary>
internal sealed class TextOutput : IDisposable
{
    private readonly DataType _type;
    private readonly int _length;
    private readonly NullMask _nulls;
    private readonly BufferBuilder<byte> _bytes = new();
    private ColumnBuffer? _offsets;
    private int _next;

    /// <summary>Takes the ownership of the validity.</summary>
    public TextOutput(DataType type, int length, Validity validity)
    {
        _type = type;
        _length = length;
        _nulls = new NullMask(length, validity);
        _offsets = ColumnBuffer.Rent<int>(length + 1);
    }

    /// <summary>Sets the value of a row behind all rows that were set before.</summary>
    public void Set(int row, ReadOnlySpan<byte> value)
    {
        SkipTo(row);
        _bytes.Append(value);
    }

    /// <summary>As <see cref="Set"/>, where the caller fills the bytes in at once.</summary>
    public Span<byte> Reserve(int row, int length)
    {
        SkipTo(row);
        return _bytes.Reserve(length);
    }

    /// <summary>Adds to the value of the row that was set last.</summary>
    public void Append(ReadOnlySpan<byte> value) => _bytes.Append(value);

    public void SetNull(int row) => _nulls.Set(row);

    /// <summary>Hands the column over.</summary>
    public PlainBinaryColumn Detach()
    {
        SkipTo(_length);
        var column = new PlainBinaryColumn(_type, _length, _offsets!, _bytes.Detach(), _nulls.Detach());
        _offsets = null;
        return column;
    }

    public void Dispose()
    {
        _offsets?.Release();
        _offsets = null;
        _bytes.Dispose();
        _nulls.Dispose();
    }

    /// <summary>Begins the value of the row; those between the last one and this one are empty.</summary>
    private void SkipTo(int row)
    {
        _offsets!.Span<int>(_next, row + 1 - _next).Fill(_bytes.Count);
        _next = row + 1;
    }
}
