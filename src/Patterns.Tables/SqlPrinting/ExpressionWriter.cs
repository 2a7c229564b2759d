using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>Writes expressions over the columns of one schema. Every operator stands in parentheses, so that strengths of operators do not matter.</summary>
/// <param name="grammar">The engine.</param>
/// <param name="schema">The columns.</param>
/// <param name="column">How a column is written.</param>
internal sealed class ExpressionWriter(SqlGrammar grammar, Schema schema, Func<string, string> column)
{
    private static readonly ColumnBatch OneRow = new(new Schema([]), 1, []);

    /// <exception cref="SqlTextException">A part has no counterpart.</exception>
    public string Write(Expression expression) => grammar is SparkGrammar ? SparkGrammar.Write(expression, column) : Print(expression) ?? throw Refuse(expression);

    public DataType TypeOf(Expression expression) => expression.Bind(schema).Type;

    private SqlTextException Refuse(Expression expression, string reason = "it has no counterpart that means the same there")
        => new(grammar.Dialect, expression.ToString(), reason);

    private string? Print(Expression expression) => expression switch
    {
        LiteralExpression { Value: null } => "NULL",
        LiteralExpression literal => grammar.Literal(literal.Value, literal.Type!),
        ColumnExpression { Path: [var name] } => column(name),
        ColumnExpression path => grammar.Field(column(path.Path[0]), path.Path.Skip(1)),
        LogicalExpression logic => $"({string.Join(logic.Operator == LogicalOperator.And ? " AND " : " OR ", logic.Operands.Select(Write))})",
        NotExpression not => $"(NOT {Write(not.Operand)})",
        NegateExpression negate => $"(- {Write(negate.Operand)})",
        IsExpression { Test: IsTest.Null } test => $"({Write(test.Operand)} IS NULL)",
        IsExpression test => grammar.IsTrue(Write(test.Operand), test.Test == IsTest.True),
        ComparisonExpression comparison => Compare(comparison.Operator, comparison.Left, comparison.Right),
        BetweenExpression between =>
            $"({Compare(ComparisonOperator.GreaterThanOrEqual, between.Value, between.Low)} AND {Compare(ComparisonOperator.LessThanOrEqual, between.Value, between.High)})",
        InExpression list => $"({Write(list.Value)} IN ({string.Join(", ", list.Items.Select(item => WriteAs(item, TypeOf(list.Value))))}))",
        LikeExpression like => grammar.Like(like.Kind, Write(like.Value), Write(like.Pattern), (like.Pattern as LiteralExpression)?.Value, like.Escape),
        CaseExpression choice => Case(choice),
        CastExpression cast => cast.Operand is LiteralExpression { Value: null }
            ? grammar.TypeName(cast.Type) is { } name ? $"CAST(NULL AS {name})" : null
            : grammar.Cast(Write(cast.Operand), TypeOf(cast.Operand), cast.Type, cast.IsTry),
        ArithmeticExpression arithmetic => Arithmetic(arithmetic),
        FunctionExpression call => Function(call),
        _ => null,
    };

    private string Compare(ComparisonOperator comparison, Expression left, Expression right)
    {
        if (left is LiteralExpression { Value: null } || right is LiteralExpression { Value: null })
        {
            return comparison == ComparisonOperator.NullSafeEqual
                ? grammar.NullSafeEqual(Write(left), Write(right))
                : $"({Write(left)} {Symbol(comparison)} {Write(right)})";
        }

        var (leftType, rightType) = (TypeOf(left), TypeOf(right));
        var first = leftType.Kind == DataTypeKind.String ? WriteAs(left, rightType) : IsDateOf(leftType, rightType) ? WriteCast(left, rightType) : Write(left);
        var second = rightType.Kind == DataTypeKind.String ? WriteAs(right, leftType) : IsDateOf(rightType, leftType) ? WriteCast(right, leftType) : Write(right);
        if (leftType.Kind == DataTypeKind.String && rightType.Kind == DataTypeKind.String)
        {
            second = comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual or ComparisonOperator.NullSafeEqual ? second : grammar.Bytewise(second);
        }

        return comparison == ComparisonOperator.NullSafeEqual ? grammar.NullSafeEqual(first, second) : $"({first} {Symbol(comparison)} {second})";
    }

    private static bool IsDateOf(DataType type, DataType other) => type.Kind == DataTypeKind.Date && other.Kind is DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp;

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.LessThan => "<",
        ComparisonOperator.LessThanOrEqual => "<=",
        ComparisonOperator.GreaterThan => ">",
        _ => ">=",
    };

    private string WriteCast(Expression expression, DataType type) => grammar.Cast(Write(expression), TypeOf(expression), type, isTry: false) ?? throw Refuse(expression);

    /// <summary>A constant text takes the type of what it meets, here as in the other engine.</summary>
    private string WriteAs(Expression expression, DataType type)
    {
        if (type.Kind == DataTypeKind.String || expression is not LiteralExpression { Value: string })
        {
            return Write(expression);
        }

        using var value = Expression.Cast(expression, type).Bind(OneRow.Schema).Evaluate(OneRow);
        return Write(Expression.Literal(value.GetValue(0)));
    }

    private string? Arithmetic(ArithmeticExpression arithmetic)
    {
        var (left, right) = (arithmetic.Left, arithmetic.Right);
        var (leftType, rightType, result) = (TypeOf(left), TypeOf(right), TypeOf(arithmetic));
        if (leftType.Kind == DataTypeKind.Date || rightType.Kind == DataTypeKind.Date)
        {
            var days = arithmetic.Operator == ArithmeticOperator.Add ? "date_add" : "date_sub";
            return leftType.Kind == DataTypeKind.Date ? Write(Expression.Call(days, left, right)) : Write(Expression.Call(days, right, left));
        }

        var (first, second) = (Write(left), Write(right));
        return arithmetic.Operator switch
        {
            ArithmeticOperator.Add => $"({first} + {second})",
            ArithmeticOperator.Subtract => $"({first} - {second})",
            ArithmeticOperator.Multiply => $"({first} * {second})",
            ArithmeticOperator.Divide => grammar.Quotient(first, second, leftType, rightType, result),
            ArithmeticOperator.IntegerDivide when leftType.IsInteger && rightType.IsInteger => grammar.IntegerQuotient(first, second),
            ArithmeticOperator.Remainder => grammar.Remainder(first, second, result),
            _ => null,
        };
    }

    private string Case(CaseExpression choice)
    {
        var operand = choice.Operand;
        var branches = choice.Branches.Select(branch => $" WHEN {(operand is null ? Write(branch.When) : Compare(ComparisonOperator.Equal, operand, branch.When))} THEN {Write(branch.Then)}");
        return $"CASE{string.Concat(branches)}{(choice.Else is { } other ? $" ELSE {Write(other)}" : "")} END";
    }

    /// <summary>Functions that are conditions are written as such; all others are up to the engine.</summary>
    private string? Function(FunctionExpression call) => (call.Name, call.Arguments) switch
    {
        ("coalesce" or "ifnull" or "nvl", var arguments) => $"coalesce({string.Join(", ", arguments.Select(Write))})",
        ("if" or "iff", [var condition, var yes, var no]) => Write(Expression.Case(null, [new CaseBranch(condition, yes)], no)),
        ("nvl2", [var value, var some, var none]) => Write(Expression.Case(null, [new CaseBranch(Expression.Is(IsTest.Null, value), none)], some)),
        ("nullif", [var value, var other]) => $"CASE WHEN {Compare(ComparisonOperator.Equal, value, other)} THEN NULL ELSE {Write(value)} END",
        ("isnull", [var value]) => $"({Write(value)} IS NULL)",
        ("isnotnull", [var value]) => $"({Write(value)} IS NOT NULL)",
        ("negative", [var value]) => $"(- {Write(value)})",
        ("mod", [var left, var right]) => Write(Expression.Arithmetic(ArithmeticOperator.Remainder, left, right)),
        ("regexp_like" or "regexp", [var text, var pattern]) => Write(Expression.Like(LikeKind.RegularExpression, text, pattern)),
        _ => FunctionOfEngine(call),
    };

    private string? FunctionOfEngine(FunctionExpression call)
    {
        DataType[] types = [.. call.Arguments.Select(argument => argument is LiteralExpression { Value: null } ? DataType.String : TypeOf(argument))];
        return types.Any(static type => type.IsNested) ? null : grammar.Function(new SqlCall(call, [.. call.Arguments.Select(Write)], types, TypeOf(call)));
    }
}
