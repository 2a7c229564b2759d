using Patterns.Columnar.Expressions.Casting;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Expressions.Functions;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Turns a tree into operations on the columns of a schema, and checks the types on the way.</summary>
internal sealed class Binder
{
    private readonly ColumnBinder _columns;

    public Binder(Schema schema) => _columns = new ColumnBinder(schema);

    /// <summary>The columns that were used, as 0-based positions in the schema.</summary>
    public IReadOnlyCollection<int> UsedColumns => _columns.Used;

    public BoundNode Bind(Expression expression) => Coercion.Fold(BindNode(expression));

    public BoundNode[] Bind(IReadOnlyList<Expression> expressions) => [.. expressions.Select(Bind)];

    /// <summary>Binds what has to be true or false.</summary>
    public BoundNode BindBoolean(Expression expression)
    {
        var node = Bind(expression);
        return node.Type.Kind == DataTypeKind.Boolean
            ? node
            : throw new ExpressionTypeException(expression, $"it is {node.Type}, but a boolean is needed here.");
    }

    private BoundNode BindNode(Expression expression) => expression switch
    {
        LiteralExpression literal => BindLiteral(literal),
        ColumnExpression column => _columns.Bind(column),
        FieldExpression field => FieldBinder.Bind(field, Bind(field.Operand), field.Name),
        ElementExpression element => ElementBinder.Bind(this, element),
        NegateExpression negate => ArithmeticBinder.Bind(this, negate),
        ArithmeticExpression arithmetic => ArithmeticBinder.Bind(this, arithmetic),
        ComparisonExpression comparison => ComparisonBinder.Bind(this, comparison),
        LogicalExpression logic => LogicBinder.Bind(this, logic),
        NotExpression not => LogicBinder.Bind(this, not),
        BetweenExpression between => LogicBinder.Bind(this, between),
        InExpression list => InBinder.Bind(this, list),
        LikeExpression like => LikeBinder.Bind(this, like),
        IsExpression test => LogicBinder.Bind(this, test, isNegated: false),
        CaseExpression choice => ChoiceBinder.Bind(this, choice),
        CastExpression cast => BindCast(cast),
        FunctionExpression call => FunctionTable.Bind(this, call),
        _ => throw new ExpressionTypeException(expression, "it stands for all columns and is no value of its own."),
    };

    private static ConstantNode BindLiteral(LiteralExpression literal)
        => literal.Type is null
            ? new ConstantNode(DataType.Boolean, null, isUntypedNull: true)
            : new ConstantNode(literal.Type, PhysicalValue.From(literal.Value!, literal.Type));

    private BoundNode BindCast(CastExpression cast)
    {
        var operand = Bind(cast.Operand);
        if (operand is ConstantNode { IsNull: true })
        {
            return new ConstantNode(cast.Type, null);
        }

        return Casts.Bind(new CastRequest(operand, cast.Type, cast.IsTry ? CastMode.Try : CastMode.Strict, cast))
            ?? throw new ExpressionTypeException(cast, $"{operand.Type} cannot be cast to {cast.Type}.");
    }
}
