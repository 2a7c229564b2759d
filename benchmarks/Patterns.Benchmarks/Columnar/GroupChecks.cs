using Patterns.Benchmarks.Compare;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>Joins the aggregates of all groups to one number each.</summary>
/// <param name="isMax">For each aggregate whether its largest result is taken instead of their sum.</param>
internal sealed class GroupChecks(IReadOnlyList<bool> isMax)
{
    private readonly Int128?[] _results = new Int128?[isMax.Count];
    private readonly DataType[] _types = new DataType[isMax.Count];
    private long _groups;

    /// <summary>The number of groups, then one number per aggregate.</summary>
    public string Text => Answer.Of([_groups, .. _results.Select(Format)]);

    /// <summary>Takes some groups in.</summary>
    public void Add(IEnumerable<Column> aggregates)
    {
        var index = 0;
        foreach (Column column in aggregates)
        {
            _types[index] = column.Type;
            _groups += index == 0 ? column.Length : 0;
            Add(index++, column);
        }
    }

    private object? Format(Int128? result, int index) =>
        result is { } value && _types[index] is DecimalType { Scale: var scale } ? new DuckDbDecimal(value, scale) : result;

    private void Add(int index, Column column)
    {
        var result = _results[index];
        for (var group = 0; group < column.Length; group++)
        {
            if (!column.IsNull(group))
            {
                Int128 value = column is FixedColumn<Int128> wide ? wide.Values[group] : ((FixedColumn<long>)column).Values[group];
                result = result is not { } before ? value : isMax[index] ? Int128.Max(before, value) : before + value;
            }
        }

        _results[index] = result;
    }
}
