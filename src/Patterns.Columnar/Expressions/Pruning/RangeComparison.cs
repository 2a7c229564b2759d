using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Expressions.Pruning;

/// <summary>Comparisons of two columns by their ranges.</summary>
internal static class RangeComparison
{
    public static Outcomes Compare(ValueRange left, ValueRange right, bool isLess, ComparisonForm form)
    {
        var canBeLess = left.Min is null || right.Max is null || PhysicalOrder.Compare(left.Min, right.Max) < 0;
        var canBeGreater = left.Max is null || right.Min is null || PhysicalOrder.Compare(left.Max, right.Min) > 0;
        var canMeet = (left.Min is null || right.MayReach(left.Min)) && (right.Min is null || left.MayReach(right.Min));
        var (canBeTrue, canBeFalse) = isLess ? (canBeLess, canBeGreater || canMeet) : (canMeet, canBeLess || canBeGreater);
        var outcomes = (canBeTrue ? Outcomes.True : 0) | (canBeFalse ? Outcomes.False : 0);
        if (form.HasFlag(ComparisonForm.NullSafe))
        {
            var ofNulls = (left.CanBeNull && right.CanBeNull ? Outcomes.True : 0) | (left.CanBeNull || right.CanBeNull ? Outcomes.False : 0);
            return (left.CanBeValue && right.CanBeValue ? outcomes : 0) | ofNulls;
        }

        var both = new ValueRange(null, null, left.CanBeNull || right.CanBeNull, left.CanBeValue && right.CanBeValue);
        return both.Finish(outcomes, form);
    }
}
