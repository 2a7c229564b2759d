using System.Numerics;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Binds IN: a look-up among constants, else comparisons joined by OR, which in three-valued logic is the same.</summary>
internal static class InBinder
{
    public static BoundNode Bind(Binder binder, InExpression expression)
    {
        var value = binder.Bind(expression.Value);
        var items = binder.Bind(expression.Items);
        if (value is ConstantNode { IsNull: true })
        {
            return new ConstantNode(DataType.Boolean, null);
        }

        var type = Coercion.CommonType(expression, [value, .. items]);
        return value is ConstantNode || type.Kind == DataTypeKind.Boolean || type.IsNested || !Array.TrueForAll(items, static item => item is ConstantNode)
            ? LogicBinder.Join(
                LogicalOperator.Or,
                items.Select(item => Coercion.Fold(ComparisonBinder.Compare(expression, ComparisonOperator.Equal, value, item))))
            : BindConstants(expression, value, items, type);
    }

    private static BoundNode BindConstants(InExpression expression, BoundNode value, BoundNode[] items, DataType type)
    {
        var hasNull = Array.Exists(items, static item => item is ConstantNode { IsNull: true });
        var constants = items.Cast<ConstantNode>().Where(static item => !item.IsNull);
        if (NumberComparison.IsExact(value.Type) && NumberComparison.IsExact(type))
        {
            // What is no value of the column's type cannot be found in it.
            object[] exact = [.. constants.Select(item => NumberComparison.TryConvert(Number(expression, item, value.Type), value.Type)).OfType<object>()];
            return Create(value, exact, hasNull);
        }

        object[] converted = [.. constants.Select(item => ((ConstantNode)Coercion.ToCommon(item, type, expression)).Value!)];
        return Create(Coercion.ToCommon(value, type, expression), converted, hasNull);
    }

    /// <summary>A text is read as the type of the value, as it is beside an equals sign.</summary>
    private static ConstantNode Number(InExpression expression, ConstantNode item, DataType type)
        => item.Type.IsNumeric ? item : (ConstantNode)Coercion.ToCommon(item, type, expression);

    private static BoundNode Create(BoundNode value, object[] items, bool hasNull) => value.Type.Kind switch
    {
        DataTypeKind.Int8 => Create<sbyte>(value, items, hasNull),
        DataTypeKind.Int16 => Create<short>(value, items, hasNull),
        DataTypeKind.Int32 or DataTypeKind.Date => Create<int>(value, items, hasNull),
        DataTypeKind.Int64 or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => Create<long>(value, items, hasNull),
        DataTypeKind.Float32 => Create<float>(value, items, hasNull),
        DataTypeKind.Float64 => Create<double>(value, items, hasNull),
        DataTypeKind.Decimal when ((DecimalType)value.Type).Precision > DecimalType.MaxPrecision64 => Create<Int128>(value, items, hasNull),
        DataTypeKind.Decimal => Create<long>(value, items, hasNull),
        _ => new InTextsNode(value, items.Cast<byte[]>(), hasNull),
    };

    private static InNumbersNode<T> Create<T>(BoundNode value, object[] items, bool hasNull)
        where T : unmanaged, IComparisonOperators<T, T, bool>
        => new(value, [.. items.Cast<T>()], hasNull);
}
