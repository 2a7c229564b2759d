using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>The first or last of texts or bytes.</summary>
/// <param name="type">string or binary.</param>
/// <param name="row">Which row is picked.</param>
internal sealed class BytesPick(DataType type, PickedRow row) : Accumulator(type)
{
    private readonly GroupBytes _values = new();
    private readonly GroupValues<PickState> _states = new(PickState.Nothing);

    public override void Resize(int groupCount)
    {
        _values.Resize(groupCount);
        _states.Resize(groupCount);
    }

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var binary = (BinaryColumn)column;
        for (var index = 0; index < groups.Length; index++)
        {
            var isNull = column.IsNull(start + index);
            Pick(groups[index], isNull, isNull ? default : binary.GetBytes(start + index));
        }
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var picks = (BytesPick)other;
        for (var index = 0; index < from.Length; index++)
        {
            var state = picks._states[from[index]];
            if (state != PickState.Nothing)
            {
                Pick(to[index], state == PickState.Null, state == PickState.Null ? default : picks._values[from[index]]);
            }
        }
    }

    public override Column Build() => _values.Build(Type);

    public override void Dispose()
    {
        _values.Dispose();
        _states.Dispose();
    }

    private void Pick(int group, bool isNull, ReadOnlySpan<byte> value)
    {
        if (!row.Takes(_states[group], isNull))
        {
            return;
        }

        _states[group] = isNull ? PickState.Null : PickState.Value;
        if (isNull)
        {
            _values.Clear(group);
        }
        else
        {
            _values.Set(group, value);
        }
    }
}
