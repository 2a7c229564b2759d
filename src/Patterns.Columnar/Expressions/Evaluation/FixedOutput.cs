using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Results of one width that are filled in at any position; the nulls are those of an operand and more.</summary>
internal sealed class FixedOutput<T> : IDisposable
    where T : unmanaged
{
    private readonly DataType _type;
    private readonly int _length;
    private readonly NullMask _nulls;
    private ColumnBuffer? _values;

    /// <summary>Results that are null where the operand is, to begin with.</summary>
    public FixedOutput(DataType type, Column operand)
        : this(type, operand.Length, operand.Validity.Share())
    {
    }

    /// <summary>Takes the ownership of the validity.</summary>
    public FixedOutput(DataType type, int length, Validity validity)
    {
        _type = type;
        _length = length;
        _values = ColumnBuffer.RentCleared<T>(length);
        _nulls = new NullMask(length, validity);
    }

    public Span<T> Values => _values!.Span<T>(_length);

    public void SetNull(int row) => _nulls.Set(row);

    /// <summary>Hands the column over.</summary>
    public FixedColumn<T> Detach()
    {
        var column = new FixedColumn<T>(_type, _length, _values!, _nulls.Detach());
        _values = null;
        return column;
    }

    public void Dispose()
    {
        _values?.Release();
        _values = null;
        _nulls.Dispose();
    }
}
