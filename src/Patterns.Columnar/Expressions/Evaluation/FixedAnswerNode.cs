using Patterns.Columnar.Expressions.Pruning;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>A comparison whose outcome is known for every value, as that of a tinyint with 1000; only nulls make a difference.</summary>
internal sealed class FixedAnswerNode(BoundNode operand, bool answer, ComparisonForm form) : ComparisonNode(operand, form)
{
    public override Outcomes Possible(StatisticsScope statistics)
        => Children[0].Range(statistics).Finish(answer ? Outcomes.True : Outcomes.False, Form);

    protected override void Compare(Column left, Column? right, Selection rows, Span<ulong> bits) => bits.Fill(answer ? ulong.MaxValue : 0);
}
