using Patterns.Columnar;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Metrics;

/// <summary>
/// The rows whose time is one of the last times of some periods. Only for the SQL of other engines; here the times are looked up first and become a
/// filter, which rules files out.
/// </summary>
internal sealed class LastOfPeriodNode(PlanNode input, Expression time, PlanNode times) : PlanNode(input.Schema, input)
{
    /// <summary>The column of <see cref="Times"/> that has them.</summary>
    public const string TimeColumn = "last";

    public Expression Time { get; } = time;

    public PlanNode Times { get; } = times;

    public override string ToString() => $"rows whose {Time} is the last of its period";
}
