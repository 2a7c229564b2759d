using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Sql.Binding;

/// <summary>Conditions of WHERE, ON and HAVING.</summary>
internal static class FilterBinder
{
    /// <summary>The rows of a plan for which a condition over its columns is true.</summary>
    /// <param name="plan">The rows.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="written">The condition as it stands in the text, for errors; null when it is the same.</param>
    /// <exception cref="SqlBindingException">The condition is neither true nor false.</exception>
    /// <exception cref="ExpressionTypeException">The condition does not fit the columns.</exception>
    public static PlanNode Filter(PlanNode plan, Expression condition, Expression? written = null)
    {
        foreach (var part in condition.Conjuncts())
        {
            var bound = part.Bind(plan.Schema);
            if (bound.Type.Kind != DataTypeKind.Boolean)
            {
                var place = part.LineNumber > 0 ? part : written ?? part;
                throw new SqlBindingException(place.LineNumber, place.ColumnNumber, $"a condition is true or false, but {part} is {bound.Type}.");
            }
        }

        return plan.Where(condition);
    }
}
