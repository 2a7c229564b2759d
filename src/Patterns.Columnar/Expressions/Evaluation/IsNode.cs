using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>IS NULL, IS TRUE, IS FALSE and their negations.</summary>
internal sealed class IsNode(IsTest test, BoundNode operand, bool isNegated) : BoundNode(DataType.Boolean, false, operand)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = Children[0].Evaluate(scope, rows);
        var count = Bitmap.WordCount(scope.RowCount);
        var buffer = ColumnBuffer.Rent<ulong>(count);
        var bits = buffer.Span<ulong>(count);
        var validity = operand.ValidityWords;
        var values = test == IsTest.Null ? default : ((BooleanColumn)operand).ValueWords;
        for (var word = 0; word < bits.Length; word++)
        {
            var valid = validity.IsEmpty ? ulong.MaxValue : validity[word];
            var answer = test switch
            {
                IsTest.Null => ~valid,
                IsTest.True => values[word] & valid,
                _ => ~values[word] & valid,
            };
            bits[word] = isNegated ? ~answer : answer;
        }

        return Boolean(buffer, scope.RowCount, default);
    }

    public override Outcomes Possible(StatisticsScope statistics)
    {
        var outcomes = test == IsTest.Null ? OfNullTest(Children[0].Range(statistics)) : OfTruthTest(Children[0].Possible(statistics));
        return isNegated ? OutcomeLogic.Not(outcomes) : outcomes;
    }

    private static Outcomes OfNullTest(ValueRange range)
        => (range.CanBeNull ? Outcomes.True : Outcomes.None) | (range.CanBeValue ? Outcomes.False : Outcomes.None);

    private Outcomes OfTruthTest(Outcomes operand)
    {
        var wanted = test == IsTest.True ? Outcomes.True : Outcomes.False;
        return (operand.HasFlag(wanted) ? Outcomes.True : Outcomes.None) | ((operand & ~wanted) != 0 ? Outcomes.False : Outcomes.None);
    }
}
