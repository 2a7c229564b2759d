using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>The first or last of values of one width, or of booleans.</summary>
/// <typeparam name="T">Type in memory; bool for booleans.</typeparam>
/// <param name="type">Type of the values.</param>
/// <param name="row">Which row is picked.</param>
internal sealed class FixedPick<T>(DataType type, PickedRow row) : Accumulator(type)
    where T : unmanaged
{
    private readonly GroupValues<T> _values = new(default);
    private readonly GroupValues<PickState> _states = new(PickState.Nothing);

    public override void Resize(int groupCount)
    {
        _values.Resize(groupCount);
        _states.Resize(groupCount);
    }

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var states = _states.Span;
        for (var index = 0; index < groups.Length; index++)
        {
            var group = groups[index];
            var isNull = column.IsNull(start + index);
            if (row.Takes(states[group], isNull))
            {
                states[group] = isNull ? PickState.Null : PickState.Value;
                _values[group] = column is BooleanColumn booleans ? (T)(object)booleans[start + index] : ((FixedColumn<T>)column).Values[start + index];
            }
        }
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var picks = (FixedPick<T>)other;
        for (var index = 0; index < from.Length; index++)
        {
            var state = picks._states[from[index]];
            if (state != PickState.Nothing && row.Takes(_states[to[index]], state == PickState.Null))
            {
                _states[to[index]] = state;
                _values[to[index]] = picks._values[from[index]];
            }
        }
    }

    public override Column Build()
    {
        using var validity = new ValidityBuilder();
        foreach (var state in _states.Span)
        {
            validity.Append(state == PickState.Value);
        }

        return Type.Kind == DataTypeKind.Boolean ? BuildBooleans(validity.Detach()) : _values.Build(Type, validity.Detach());
    }

    public override void Dispose()
    {
        _values.Dispose();
        _states.Dispose();
    }

    private BooleanColumn BuildBooleans(Validity validity)
    {
        using var bits = new BitmapBuilder();
        foreach (var value in _values.Span)
        {
            bits.Append(value is true);
        }

        return new BooleanColumn(bits.Detach(), validity);
    }
}
