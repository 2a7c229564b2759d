using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>What is to be cast, to what, and for which part of the expression.</summary>
internal readonly record struct CastRequest(BoundNode Operand, DataType Type, CastMode Mode, Expression Source)
{
    public DataType From => Operand.Type;

    public BoundNode Convert<TFrom, TTo>(TryConvert<TFrom, TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged
        => new ConvertNode<TFrom, TTo>(Operand, Type, Mode, Source, convert);

    public BoundNode Parse<TTo>(TryParse<TTo> parse)
        where TTo : unmanaged
        => new ParseNode<TTo>(Operand, Type, Mode, Source, parse);
}
