using static Patterns.Columnar.Expression;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>Writes an expression differently without changing what it means for any row.</summary>
internal sealed class RandomRewrites(int seed)
{
    private static readonly Dictionary<string, string> Synonyms = new() { ["lower"] = "lcase", ["coalesce"] = "nvl" };

    private readonly Random _random = new(seed);

    public Expression Rewrite(Expression expression) => expression.Rewrite(part => _random.Next(2) == 0 ? part : RewritePart(part));

    private Expression RewritePart(Expression part) => part switch
    {
        ComparisonExpression comparison => RewriteComparison(comparison),
        LogicalExpression logic => RewriteLogic(logic),
        BetweenExpression between => And(
            Compare(ComparisonOperator.GreaterThanOrEqual, between.Value, between.Low), Compare(ComparisonOperator.GreaterThanOrEqual, between.High, between.Value)),
        InExpression list => RewriteList(list),
        IsExpression { Test: not IsTest.Null } test => Is(test.Test == IsTest.True ? IsTest.False : IsTest.True, Not(test.Operand)),
        IsExpression test => Call("isnull", test.Operand),
        NotExpression not => Not(Not(not)),
        ArithmeticExpression { Operator: ArithmeticOperator.Add or ArithmeticOperator.Multiply } sum => Expression.Arithmetic(sum.Operator, sum.Right, sum.Left),
        CaseExpression { Operand: null, Branches: [var branch] } choice => Call("if", branch.When, branch.Then, choice.Else ?? Null),
        FunctionExpression { Name: "if" } call => Case(null, [new CaseBranch(call.Arguments[0], call.Arguments[1])], call.Arguments[2]),
        FunctionExpression { Name: "nullif" } call => Case(call.Arguments[0], [new CaseBranch(call.Arguments[1], Null)], call.Arguments[0]),
        FunctionExpression call when Synonyms.TryGetValue(call.Name, out var synonym) => Call(synonym, [.. call.Arguments]),
        _ => part,
    };

    private Expression RewriteComparison(ComparisonExpression comparison) => _random.Next(3) switch
    {
        0 => Compare(Turn(comparison.Operator), comparison.Right, comparison.Left),
        1 when comparison.Operator is not ComparisonOperator.NullSafeEqual => Not(Compare(Opposite(comparison.Operator), comparison.Left, comparison.Right)),
        1 => Not(Not(comparison)),
        _ when comparison is { Left: ColumnExpression, Right: LiteralExpression { Value: decimal number } } && Math.Abs(number) < 1_000_000
            => Compare(comparison.Operator, comparison.Left, Literal(number * 1.00m)),
        _ when comparison is { Left: ColumnExpression, Right: LiteralExpression { Value: sbyte or short or int } literal }
            => Compare(comparison.Operator, comparison.Left, Literal(Convert.ToInt64(literal.Value, null))),
        _ when comparison.Operator == ComparisonOperator.Equal => In(comparison.Left, comparison.Right),
        _ => comparison,
    };

    /// <summary>Operands stay in order unless none can fail; a repeated operand and the neutral literal change nothing.</summary>
    private Expression RewriteLogic(LogicalExpression logic)
    {
        var isAnd = logic.Operator == LogicalOperator.And;
        var operands = logic.Operands.ToList();
        if (operands.TrueForAll(IsHarmless))
        {
            _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(operands));
        }

        if (_random.Next(3) == 0)
        {
            operands.Add(operands[_random.Next(operands.Count)]);
        }

        if (_random.Next(3) == 0)
        {
            operands.Insert(_random.Next(operands.Count), Literal(isAnd));
        }

        var opposites = operands.Select(Not);
        return _random.Next(3) == 0 ? Not(isAnd ? Or([.. opposites]) : And([.. opposites])) : isAnd ? And(operands) : Or(operands);
    }

    private Expression RewriteList(InExpression list)
    {
        var items = list.Items.ToArray();
        if (!items.All(static item => item is LiteralExpression))
        {
            return list;
        }

        _random.Shuffle(items);
        return _random.Next(3) switch
        {
            0 when list.Value is ColumnExpression && items.Select(static item => ((LiteralExpression)item).Type).Distinct().Count() == 1 && items[0] is LiteralExpression { Type: not null }
                => items.Length == 1 ? Equal(list.Value, items[0]) : Or([.. items.Select(item => Equal(list.Value, item))]),
            _ => In(list.Value, [.. items, items[_random.Next(items.Length)]]),
        };
    }

    private static bool IsHarmless(Expression expression) => expression switch
    {
        ColumnExpression or LiteralExpression => true,
        ComparisonExpression or LogicalExpression or NotExpression or IsExpression or InExpression or BetweenExpression or CaseExpression
            => expression.Children.All(IsHarmless),
        _ => false,
    };

    private static ComparisonOperator Turn(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.LessThan => ComparisonOperator.GreaterThan,
        ComparisonOperator.GreaterThan => ComparisonOperator.LessThan,
        ComparisonOperator.LessThanOrEqual => ComparisonOperator.GreaterThanOrEqual,
        ComparisonOperator.GreaterThanOrEqual => ComparisonOperator.LessThanOrEqual,
        _ => comparison,
    };

    private static ComparisonOperator Opposite(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => ComparisonOperator.NotEqual,
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.LessThan => ComparisonOperator.GreaterThanOrEqual,
        ComparisonOperator.GreaterThanOrEqual => ComparisonOperator.LessThan,
        ComparisonOperator.GreaterThan => ComparisonOperator.LessThanOrEqual,
        _ => ComparisonOperator.GreaterThan,
    };
}
