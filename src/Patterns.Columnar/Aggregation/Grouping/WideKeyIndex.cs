using System.Runtime.InteropServices;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Grouping;

/// <summary>Distinct 128-bit decimals.</summary>
internal sealed class WideKeyIndex(DataType type) : KeyIndex
{
    private readonly BufferBuilder<Int128> _values = new();
    private readonly Dictionary<Int128, int> _ids = [];
    private FixedColumn<Int128>? _column;

    public override void Begin(Column column) => _column = (FixedColumn<Int128>)column;

    public override void Find(Column column, Span<int> ids)
    {
        var values = ((FixedColumn<Int128>)column).Values;
        for (var row = 0; row < ids.Length; row++)
        {
            ids[row] = _ids.TryGetValue(values[row], out var id) ? id : -1;
        }
    }

    public override Column Build()
    {
        var values = ColumnBuffer.Rent<Int128>(Count);
        _values.Span.CopyTo(values.Span<Int128>(Count));
        return new FixedColumn<Int128>(type, Count, values, BuildValidity());
    }

    public override void Dispose() => _values.Dispose();

    protected override int AddNull()
    {
        _values.Append(default(Int128));
        return Count++;
    }

    protected override void FindOrAddValues(int start, Span<int> ids)
    {
        var values = _column!.Values.Slice(start, ids.Length);
        for (var index = 0; index < values.Length; index++)
        {
            ids[index] = Find(values[index]);
        }
    }

    protected override void FindOrAddValues(ReadOnlySpan<int> rows, Span<int> ids)
    {
        var values = _column!.Values;
        for (var index = 0; index < rows.Length; index++)
        {
            ids[index] = Find(values[rows[index]]);
        }
    }

    private int Find(Int128 value)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, value, out var exists);
        if (!exists)
        {
            _values.Append(value);
            id = Count++;
        }

        return id;
    }
}
