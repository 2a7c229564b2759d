using Patterns.Columnar.Expressions;

namespace Patterns.Columnar.Aggregation;

/// <summary>The keys and arguments of a batch's rows; disposing gives back what was computed.</summary>
/// <param name="plan">What is computed.</param>
/// <param name="inputs">The keys first.</param>
/// <param name="arguments">One column per aggregate, null where it counts rows.</param>
/// <param name="rowCount">The number of rows.</param>
internal readonly struct GroupingColumns(GroupingPlan plan, EvaluatedColumns inputs, Column?[] arguments, int rowCount) : IDisposable
{
    public int RowCount { get; } = rowCount;

    /// <summary>What a table of the result takes in.</summary>
    public GroupingInput All => new(Keys, arguments, plan.All, RowCount);

    /// <summary>What a table of the result takes in that is fed different values apart.</summary>
    public GroupingInput Direct => new(Keys, plan.Distinct.Length == 0 ? arguments : DirectArguments(), plan.Direct, RowCount);

    /// <summary>What a table of different values takes in.</summary>
    /// <param name="index">Position of the aggregate.</param>
    public GroupingInput Distinct(int index) => new((Column[])[.. Keys, arguments[index]!], [], [], RowCount);

    public void Dispose() => inputs.Dispose();

    private ReadOnlySpan<Column> Keys => inputs.Columns.AsSpan(0, plan.KeyCount);

    private Column?[] DirectArguments()
    {
        var direct = new Column?[plan.Direct.Length];
        for (var index = 0; index < direct.Length; index++)
        {
            direct[index] = arguments[plan.Direct[index]];
        }

        return direct;
    }
}
