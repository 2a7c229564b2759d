using System.Linq.Expressions;
using Patterns.Columnar;
using Expression = Patterns.Columnar.Expression;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Tables.Query.Typed;

/// <summary>
/// Translates lambdas over groups: parts of the key and aggregates become columns of the grouped rows, what is computed with them becomes an
/// expression over these. Collects the aggregates on the way. Not thread safe.
/// </summary>
/// <param name="group">The lambda's parameter.</param>
/// <param name="rows">How rows are translated.</param>
internal sealed class GroupTranslator<TKey, T>(ParameterExpression group, RowReader<T> rows)
{
    private const string Key = "key";

    private readonly List<NamedAggregate> _aggregates = [];

    /// <summary>The aggregates so far, each once.</summary>
    public IReadOnlyList<NamedAggregate> Aggregates => _aggregates;

    /// <summary>The column of a part of the key, or of a key without parts.</summary>
    public static string KeyColumn(string? part) => part is null ? Key : $"{Key}.{part}";

    /// <summary>The expression over the grouped rows that a part of the lambda is.</summary>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public Expression Translate(LinqExpression part)
        => Expression.FromLambda(LinqExpression.Lambda<Func<RowGroup<TKey, T>, object?>>(LinqExpression.Convert(part, typeof(object)), group), null, Resolve);

    private ColumnExpression? Resolve(LinqExpression part) => part switch
    {
        MemberExpression { Expression: ParameterExpression parameter } when parameter == group => Expression.Column(Key),
        MemberExpression { Expression: MemberExpression { Expression: ParameterExpression parameter } } member when parameter == group => Expression.Column(KeyColumn(member.Member.Name)),
        MethodCallExpression { Object: ParameterExpression parameter } call when parameter == group => Aggregate(call),
        _ => null,
    };

    private ColumnExpression Aggregate(MethodCallExpression call)
    {
        var aggregate = ToAggregate(call);
        var known = _aggregates.Find(candidate => candidate.Aggregate == aggregate);
        if (known is null)
        {
            known = new NamedAggregate(FormattableString.Invariant($"aggregate.{_aggregates.Count}"), aggregate);
            _aggregates.Add(known);
        }

        return Expression.Column(known.Name);
    }

    private Aggregate ToAggregate(MethodCallExpression call)
    {
        if (call.Arguments.Count == 0)
        {
            return Columnar.Aggregate.Count();
        }

        var value = Argument(call);
        return call.Method.Name switch
        {
            nameof(RowGroup<,>.Count) => Columnar.Aggregate.Count(Expression.Case(null, [new CaseBranch(value, Expression.True)])),
            nameof(RowGroup<,>.ApproximateCountDistinct) => Columnar.Aggregate.ApproximateCountDistinct(value),
            nameof(RowGroup<,>.Quantile) => Columnar.Aggregate.Quantile(value, Share(call)),
            nameof(RowGroup<,>.First) => Columnar.Aggregate.First(value),
            nameof(RowGroup<,>.Last) => Columnar.Aggregate.Last(value),
            nameof(RowGroup<,>.All) => Columnar.Aggregate.All(TrueOrFalse(value)),
            nameof(RowGroup<,>.Any) => Columnar.Aggregate.Any(TrueOrFalse(value)),
            nameof(RowGroup<,>.CountDistinct) => Columnar.Aggregate.CountDistinct(value),
            nameof(RowGroup<,>.Sum) => Columnar.Aggregate.Sum(value),
            nameof(RowGroup<,>.Average) => Columnar.Aggregate.Average(value),
            nameof(RowGroup<,>.Min) => Columnar.Aggregate.Min(value),
            _ => Columnar.Aggregate.Max(value),
        };
    }

    /// <summary>A condition as C# decides it: what is null does not hold.</summary>
    private static CaseExpression TrueOrFalse(Expression condition) => Expression.Case(null, [new CaseBranch(condition, Expression.True)], Expression.False);

    private static double Share(MethodCallExpression call) => call.Arguments[1] is ConstantExpression { Value: double share }
        ? share
        : throw new ArgumentException($"The share of '{call}' must be a constant.");

    private Expression Argument(MethodCallExpression call) => call.Arguments[0] switch
    {
        Expression<Func<T, bool>> condition when call.Method.Name is nameof(RowGroup<,>.Count) or nameof(RowGroup<,>.All) or nameof(RowGroup<,>.Any) => rows.TranslateCondition(condition),
        LambdaExpression lambda => rows.Translate(LinqExpression.Lambda<Func<T, object?>>(LinqExpression.Convert(lambda.Body, typeof(object)), lambda.Parameters)),
        _ => throw new ArgumentException($"The argument of '{call}' must be a lambda that is written there."),
    };
}
