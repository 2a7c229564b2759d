using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Collects the values of one column in pooled memory. <see cref="Build"/> hands the column over and leaves an empty builder that can be
/// filled again; disposal gives back what was not built. Not safe for use by several threads at once.
/// </summary>
public abstract class ColumnBuilder : IDisposable
{
    private readonly ValidityBuilder _validity = new();

    private protected ColumnBuilder(DataType type) => Type = type;

    /// <summary>Type of the values.</summary>
    public DataType Type { get; }

    /// <summary>The number of rows so far.</summary>
    public int Length => _validity.Count;

    /// <summary>The number of null rows so far.</summary>
    public int NullCount => _validity.NullCount;

    private protected ValidityBuilder Validity => _validity;

    /// <summary>The builder for a type.</summary>
    /// <param name="type">Any type.</param>
    public static ColumnBuilder Create(DataType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type switch
        {
            DecimalType { Precision: <= DecimalType.MaxPrecision64 } => new FixedColumnBuilder<long>(type),
            DecimalType => new FixedColumnBuilder<Int128>(type),
            ListType list => new ListColumnBuilder(list),
            MapType map => new MapColumnBuilder(map),
            StructType fields => new StructColumnBuilder(fields),
            _ => type.Kind switch
            {
                DataTypeKind.Boolean => new BooleanColumnBuilder(),
                DataTypeKind.Int8 => new FixedColumnBuilder<sbyte>(type),
                DataTypeKind.Int16 => new FixedColumnBuilder<short>(type),
                DataTypeKind.Int32 or DataTypeKind.Date => new FixedColumnBuilder<int>(type),
                DataTypeKind.Int64 or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => new FixedColumnBuilder<long>(type),
                DataTypeKind.Float32 => new FixedColumnBuilder<float>(type),
                DataTypeKind.Float64 => new FixedColumnBuilder<double>(type),
                _ => new BinaryColumnBuilder(type),
            },
        };
    }

    /// <summary>Appends a null row.</summary>
    public void AppendNull() => AppendNulls(1);

    /// <summary>Appends null rows.</summary>
    /// <param name="count">How many.</param>
    public void AppendNulls(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        AppendPlaceholders(count);
        _validity.AppendNulls(count);
    }

    /// <summary>
    /// Takes back the last rows, for example those of a record that turned out to be broken, together with what was appended to nested
    /// builders and not closed by a row yet.
    /// </summary>
    /// <param name="length">How many rows remain, 0 to <see cref="Length"/>.</param>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length, nameof(length));
        TruncateValues(length);
        _validity.Truncate(length);
    }

    /// <summary>Hands the rows over as a column that the caller owns, and starts anew with no rows.</summary>
    public Column Build()
    {
        var length = Length;
        return BuildColumn(length, _validity.Detach());
    }

    /// <summary>Gives the memory of rows that were not built back.</summary>
    public void Dispose()
    {
        _validity.Dispose();
        DisposeValues();
        GC.SuppressFinalize(this);
    }

    /// <summary>Appends values of null rows, which nobody will read.</summary>
    private protected abstract void AppendPlaceholders(int count);

    /// <summary>Takes back the values of the last rows; called before the validity is cut.</summary>
    private protected abstract void TruncateValues(int length);

    private protected abstract Column BuildColumn(int length, Validity validity);

    private protected abstract void DisposeValues();
}
