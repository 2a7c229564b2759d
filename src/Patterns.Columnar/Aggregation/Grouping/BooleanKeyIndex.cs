using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Aggregation.Grouping;

/// <summary>Distinct booleans.</summary>
internal sealed class BooleanKeyIndex : KeyIndex
{
    private readonly int[] _idOfValue = [-1, -1];
    private BooleanColumn? _column;

    public override void Begin(Column column) => _column = (BooleanColumn)column;

    public override void Find(Column column, Span<int> ids)
    {
        var words = ((BooleanColumn)column).ValueWords;
        for (var row = 0; row < ids.Length; row++)
        {
            ids[row] = _idOfValue[Bitmap.Get(words, row) ? 1 : 0];
        }
    }

    public override Column Build()
    {
        using var bits = new BitmapBuilder();
        for (var id = 0; id < Count; id++)
        {
            bits.Append(id == _idOfValue[1]);
        }

        return new BooleanColumn(bits.Detach(), BuildValidity());
    }

    public override void Dispose()
    {
    }

    protected override int AddNull() => Count++;

    protected override void FindOrAddValues(int start, Span<int> ids)
    {
        var words = _column!.ValueWords;
        for (var index = 0; index < ids.Length; index++)
        {
            ids[index] = Find(Bitmap.Get(words, start + index));
        }
    }

    protected override void FindOrAddValues(ReadOnlySpan<int> rows, Span<int> ids)
    {
        var words = _column!.ValueWords;
        for (var index = 0; index < rows.Length; index++)
        {
            ids[index] = Find(Bitmap.Get(words, rows[index]));
        }
    }

    private int Find(bool value)
    {
        ref var id = ref _idOfValue[value ? 1 : 0];
        if (id < 0)
        {
            id = Count++;
        }

        return id;
    }
}
