using Patterns.Columnar;

namespace Patterns.Tables.Sql.Binding;

/// <summary>An equality between columns of two relations. Not directed.</summary>
/// <param name="Left">One side, over the columns of the plan.</param>
/// <param name="LeftRelation">The relation whose columns it uses.</param>
/// <param name="Right">The other side.</param>
/// <param name="RightRelation">The relation whose columns it uses.</param>
internal sealed record JoinEdge(Expression Left, int LeftRelation, Expression Right, int RightRelation)
{
    /// <summary>The side over a relation, and the other one; null when the equality does not look at it.</summary>
    public (Expression Own, Expression Other, int OtherRelation)? Of(int relation)
        => relation == LeftRelation ? (Left, Right, RightRelation) : relation == RightRelation ? (Right, Left, LeftRelation) : null;
}
