using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>One operation of a bound expression: knows its type and computes a column. Immutable and safe for use by several threads.</summary>
internal abstract class BoundNode
{
    private readonly BoundNode[] _children;

    protected BoundNode(DataType type, bool nullable, params ReadOnlySpan<BoundNode> children)
    {
        Type = type;
        Nullable = nullable;
        foreach (var child in children)
        {
            ReadsSeveralColumns |= child.ReadsSeveralColumns || (SoleColumn is not null && child.SoleColumn is not null && child.SoleColumn != SoleColumn);
            SoleColumn ??= child.SoleColumn;
        }

        // What reads one column as a whole is computed per distinct value as a whole, see DictionaryNode.
        _children = ReadsSeveralColumns ? [.. children.ToArray().Select(DictionaryNode.Wrap)] : children.ToArray();
    }

    /// <summary>Type of the results.</summary>
    public DataType Type { get; }

    /// <summary>Whether a result may be null.</summary>
    public bool Nullable { get; }

    public IReadOnlyList<BoundNode> Children => _children;

    /// <summary>The first column that is read, and the only one unless <see cref="ReadsSeveralColumns"/>; null when none is.</summary>
    public ColumnNode? SoleColumn { get; protected init; }

    public bool ReadsSeveralColumns { get; }

    /// <summary>Computes one result per row.</summary>
    /// <param name="scope">Where columns are read.</param>
    /// <param name="rows">The rows that matter: the results of others, their nulls included, are unspecified, and they never raise errors.</param>
    /// <returns>A column of all rows of the scope, owned by the caller.</returns>
    /// <exception cref="ExpressionEvaluationException">A selected row has no result.</exception>
    public abstract Column Evaluate(EvaluationScope scope, Selection rows);

    /// <summary>Finds the selected rows for which a boolean is true.</summary>
    /// <param name="scope">Where columns are read.</param>
    /// <param name="rows">The rows to look at.</param>
    /// <returns>Some of these rows, owned by the caller.</returns>
    public virtual Selection SelectTrue(EvaluationScope scope, Selection rows)
    {
        using var result = (BooleanColumn)Evaluate(scope, rows);
        if (result.NullCount == 0)
        {
            return rows.Intersect(result.ValueWords);
        }

        using var values = rows.Intersect(result.ValueWords);
        return values.Intersect(result.ValidityWords);
    }

    /// <summary>Which outcomes a boolean can have.</summary>
    public virtual Outcomes Possible(StatisticsScope statistics) => Outcomes.Any;

    /// <summary>Which values the operation can have.</summary>
    public virtual ValueRange Range(StatisticsScope statistics)
        => IsIncreasing && SoleColumn is not null && !ReadsSeveralColumns ? RangeOfEnds(statistics[SoleColumn]) : ValueRange.Unknown;

    /// <summary>
    /// Whether a larger operand never gives a smaller result and only null gives null, all the way down to a single column: then the results
    /// of a range lie between those of its ends.
    /// </summary>
    public virtual bool IsIncreasing => false;

    /// <summary>A boolean result from its bits, and the nulls of an operand.</summary>
    /// <param name="buffer">One bit per row, owned by the result; bits behind the last row need not be zero.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="validity">Owned by the result.</param>
    protected static BooleanColumn Boolean(ColumnBuffer buffer, int rowCount, Validity validity)
    {
        Bitmap.ClearTail(buffer.Span<ulong>(Bitmap.WordCount(rowCount)), rowCount);
        return new BooleanColumn(new BitBuffer(buffer, rowCount), validity);
    }

    private ValueRange RangeOfEnds(ValueRange column)
        => column with { Min = ResultOf(column.Min), Max = ResultOf(column.Max) };

    private object? ResultOf(object? end)
    {
        if (end is null)
        {
            return null;
        }

        try
        {
            using var row = Selection.All(1);
            using var value = new ConstantNode(SoleColumn!.Type, end).Evaluate(new EvaluationScope([], 1), row);
            using var result = Evaluate(new EvaluationScope(SoleColumn, value), row);
            return PhysicalValue.Read(result, 0);
        }
        catch (ExpressionEvaluationException)
        {
            return null;
        }
    }
}
