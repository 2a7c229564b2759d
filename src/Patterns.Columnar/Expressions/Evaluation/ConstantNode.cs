using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>One value for every row. Operations look for constants among their operands and do not ask for a column of them.</summary>
internal sealed class ConstantNode : BoundNode
{
    /// <param name="type">Type of the value.</param>
    /// <param name="value">As of <see cref="PhysicalValue"/>, or null.</param>
    /// <param name="isUntypedNull">True for the literal NULL, which takes any type that its place asks for.</param>
    public ConstantNode(DataType type, object? value, bool isUntypedNull = false)
        : base(type, value is null)
    {
        Value = value;
        IsUntypedNull = isUntypedNull;
    }

    /// <summary>As of <see cref="PhysicalValue"/>, or null.</summary>
    public object? Value { get; }

    public bool IsNull => Value is null;

    public bool IsUntypedNull { get; }

    public override Column Evaluate(EvaluationScope scope, Selection rows) => Value switch
    {
        null => Nulls(scope.RowCount),
        bool value => Booleans(scope.RowCount, value),
        sbyte value => Fixed(scope.RowCount, value),
        short value => Fixed(scope.RowCount, value),
        int value => Fixed(scope.RowCount, value),
        long value => Fixed(scope.RowCount, value),
        float value => Fixed(scope.RowCount, value),
        double value => Fixed(scope.RowCount, value),
        Int128 value => Fixed(scope.RowCount, value),
        _ => Bytes(scope.RowCount, (byte[])Value),
    };

    public override Selection SelectTrue(EvaluationScope scope, Selection rows)
        => Value is true ? rows.Share() : Selection.None(rows.Length);

    public override Outcomes Possible(StatisticsScope statistics) => Value switch
    {
        true => Outcomes.True,
        false => Outcomes.False,
        _ => Outcomes.Null,
    };

    public override ValueRange Range(StatisticsScope statistics) => new(Value, Value, IsNull, !IsNull);

    private Column Nulls(int count)
    {
        using var builder = ColumnBuilder.Create(Type);
        builder.AppendNulls(count);
        return builder.Build();
    }

    private static BooleanColumn Booleans(int count, bool value)
    {
        var buffer = ColumnBuffer.RentCleared<ulong>(Bitmap.WordCount(count));
        if (value)
        {
            buffer.Span<ulong>(Bitmap.WordCount(count)).Fill(ulong.MaxValue);
        }

        return Boolean(buffer, count, default);
    }

    private FixedColumn<T> Fixed<T>(int count, T value)
        where T : unmanaged
    {
        var buffer = ColumnBuffer.Rent<T>(count);
        buffer.Span<T>(count).Fill(value);
        return new FixedColumn<T>(Type, count, buffer, default);
    }

    private DictionaryBinaryColumn Bytes(int count, byte[] value)
    {
        using var builder = (BinaryColumnBuilder)ColumnBuilder.Create(Type);
        builder.Append(value);
        return new DictionaryBinaryColumn((PlainBinaryColumn)builder.Build(), count, ColumnBuffer.RentCleared<int>(count), default);
    }
}
