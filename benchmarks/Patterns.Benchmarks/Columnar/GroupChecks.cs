using Patterns.Benchmarks.Compare;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>Joins the aggregates of all groups to one number each.</summary>
/// <param name="checks">For each aggregate the function: sum, max, or count for results that two engines may differ in.</param>
internal sealed class GroupChecks(IReadOnlyList<string> checks)
{
    private readonly Int128?[] _results = new Int128?[checks.Count];
    private readonly DataType[] _types = new DataType[checks.Count];
    private long _groups;

    /// <summary>The number of groups, then one number per aggregate.</summary>
    public string Text => Answer.Of([_groups, .. _results.Select(Format)]);

    /// <summary>Takes some groups in.</summary>
    public void Add(IEnumerable<Column> aggregates)
    {
        var index = 0;
        foreach (Column column in aggregates)
        {
            _types[index] = checks[index] == "count" ? DataType.Int64 : column.Type;
            _groups += index == 0 ? column.Length : 0;
            Add(index++, column);
        }
    }

    private object? Format(Int128? result, int index) =>
        result is { } value && _types[index] is DecimalType { Scale: var scale } ? new DuckDbDecimal(value, scale) : result;

    private void Add(int index, Column column)
    {
        if (checks[index] == "count")
        {
            _results[index] = (_results[index] ?? 0) + column.Length - column.NullCount;
            return;
        }

        var result = _results[index];
        for (var group = 0; group < column.Length; group++)
        {
            if (!column.IsNull(group))
            {
                Int128 value = column is FixedColumn<Int128> wide ? wide.Values[group] : ((FixedColumn<long>)column).Values[group];
                result = result is not { } before ? value : checks[index] == "max" ? Int128.Max(before, value) : before + value;
            }
        }

        _results[index] = result;
    }
}
