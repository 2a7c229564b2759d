using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Pruning;

/// <summary>What is known of the columns, as ranges of stored values.</summary>
/// <param name="statistics">What is known of a column by its name.</param>
/// <param name="mayContain">Says of a stored value that a column by its name does not have it (false), or that it may; null to ask nobody.</param>
internal sealed class StatisticsScope(Func<string, ColumnStatistics?> statistics, Func<string, object, bool>? mayContain = null)
{
    private readonly Dictionary<ColumnNode, ValueRange> _ranges = [];

    public ValueRange this[ColumnNode column]
    {
        get
        {
            if (!_ranges.TryGetValue(column, out var range))
            {
                _ranges.Add(column, range = Read(column));
            }

            return range;
        }
    }

    private ValueRange Read(ColumnNode column)
    {
        if (statistics(column.Name) is not { } known)
        {
            return ValueRange.Unknown;
        }

        var canBeNull = known.NullCount is null or > 0;
        var canBeValue = known.RowCount > 0 && (known.NullCount is not { } nulls || nulls < known.RowCount);
        return new ValueRange(ToStored(known.Min, column.Type), ToStored(known.Max, column.Type), canBeNull && known.RowCount > 0, canBeValue)
        {
            MayContain = mayContain is null ? null : value => mayContain(column.Name, value),
        };
    }

    /// <summary>The stored form of a bound; null, so unknown, when it is of another type than the column.</summary>
    private static object? ToStored(object? bound, DataType type)
    {
        if (bound is null || type.IsNested || !IsOfType(bound, type))
        {
            return null;
        }

        return PhysicalValue.From(bound, type);
    }

    private static bool IsOfType(object bound, DataType type) => type.Kind switch
    {
        DataTypeKind.Boolean => bound is bool,
        DataTypeKind.Int8 => bound is sbyte,
        DataTypeKind.Int16 => bound is short,
        DataTypeKind.Int32 => bound is int,
        DataTypeKind.Int64 => bound is long,
        DataTypeKind.Float32 => bound is float,
        DataTypeKind.Float64 => bound is double,
        DataTypeKind.Decimal => (bound is decimal number && number.Scale <= ((DecimalType)type).Scale)
            || (bound is WideDecimal wide && wide.Scale <= ((DecimalType)type).Scale),
        DataTypeKind.Date => bound is DateOnly,
        DataTypeKind.Timestamp => bound is DateTimeOffset or long,
        DataTypeKind.LocalTimestamp => bound is DateTime or long,
        DataTypeKind.String => bound is string,
        _ => bound is byte[],
    };
}
