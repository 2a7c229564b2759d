using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>A call with bound arguments, and what functions ask of arguments.</summary>
internal sealed record FunctionCall(FunctionExpression Source, BoundNode[] Arguments)
{
    public int Count => Arguments.Length;

    public BoundNode this[int index] => Arguments[index];

    /// <summary>The argument as a text; numbers, booleans and times are written as texts.</summary>
    public BoundNode Text(int index) => As(index, DataType.String, "a text", static type => !type.IsNested && type.Kind != DataTypeKind.Binary);

    /// <summary>The argument as a 32-bit integer; narrower ones are widened.</summary>
    public BoundNode Int32(int index) => As(index, DataType.Int32, "an int", static type => type.IsInteger && type.Kind != DataTypeKind.Int64);

    /// <summary>The argument as a 64-bit integer; narrower ones are widened.</summary>
    public BoundNode Int64(int index) => As(index, DataType.Int64, "an integer", static type => type.IsInteger);

    /// <summary>The argument as a double; other numbers are converted.</summary>
    public BoundNode Double(int index) => As(index, DataType.Float64, "a number", static type => type.IsNumeric);

    /// <summary>The argument as a date; a literal text is read, the time of a timestamp is cut off.</summary>
    public BoundNode Date(int index)
        => As(index, DataType.Date, "a date", static type => type.Kind is DataTypeKind.Date or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp);

    /// <summary>The argument as a timestamp or local timestamp; a date is its midnight, a literal text is read.</summary>
    public BoundNode Time(int index)
        => this[index].Type.Kind == DataTypeKind.LocalTimestamp
            ? this[index]
            : As(index, DataType.Timestamp, "a timestamp", static type => type.Kind is DataTypeKind.Date or DataTypeKind.Timestamp);

    /// <summary>The argument as it is, which must be a number.</summary>
    public BoundNode Number(int index)
    {
        var argument = this[index] is ConstantNode { IsUntypedNull: true } ? new ConstantNode(DataType.Float64, null) : this[index];
        return argument.Type.IsNumeric ? argument : throw Unfit(index, "a number");
    }

    /// <summary>The value of an argument that must be a constant text, or null for a null.</summary>
    public string? ConstantText(int index)
        => Text(index) is ConstantNode constant
            ? constant.Value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null
            : throw Unfit(index, "a constant text");

    public ExpressionTypeException Unfit(int index, string wanted)
        => new(Source, $"argument {index + 1} of {Source.Name} must be {wanted}, but is {this[index].Type}.");

    private BoundNode As(int index, DataType type, string wanted, Func<DataType, bool> isConvertible)
    {
        var argument = this[index];
        if (argument.Type.Equals(type) || argument is ConstantNode { IsUntypedNull: true })
        {
            return Coercion.To(argument, type, Source);
        }

        if (argument is ConstantNode { Type.Kind: DataTypeKind.String })
        {
            return Coercion.ToCommon(argument, type, Source.Children[index]);
        }

        return isConvertible(argument.Type) ? Coercion.To(argument, type, Source) : throw Unfit(index, wanted);
    }
}
