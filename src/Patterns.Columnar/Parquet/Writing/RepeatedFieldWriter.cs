using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes a list or map: each element becomes an entry, and so does each list that is null or empty.</summary>
internal sealed class RepeatedFieldWriter(RepeatedShape shape, WriterContext context) : FieldWriter
{
    private readonly FieldWriter[] _parts = [.. shape.Parts.Select(part => Create(part, context))];
    private readonly LevelEntries _entries = new();

    public override IEnumerable<LeafWriter> Leaves => _parts.SelectMany(static part => part.Leaves);

    public override void Append(Column column, LevelEntries entries)
    {
        if (!shape.IsNullable && column.NullCount > 0)
        {
            RequireNoNull.Of(column, entries, Leaves.First().Node);
        }

        Expand(column, entries);
        if (column is MapColumn map)
        {
            _parts[0].Append(map.Keys, _entries);
            _parts[1].Append(map.Values, _entries);
        }
        else
        {
            _parts[0].Append(((ListColumn)column).Elements, _entries);
        }
    }

    public override void Dispose()
    {
        _entries.Dispose();
        Array.ForEach(_parts, static part => part.Dispose());
    }

    private void Expand(Column column, LevelEntries entries)
    {
        _entries.Clear();
        var offsets = column is MapColumn map ? map.Offsets : ((ListColumn)column).Offsets;
        var rows = entries.Rows;
        for (var index = 0; index < rows.Length; index++)
        {
            var (repetition, row) = (entries.Repetitions[index], rows[index]);
            if (row == LevelEntries.NoRow)
            {
                _entries.Append(repetition, entries.Definitions[index], row);
            }
            else if (column.IsNull(row))
            {
                _entries.Append(repetition, shape.Definition - 1, LevelEntries.NoRow);
            }
            else
            {
                AppendElements(repetition, offsets[row], offsets[row + 1]);
            }
        }
    }

    private void AppendElements(int repetition, int start, int end)
    {
        if (start == end)
        {
            _entries.Append(repetition, shape.ElementDefinition - 1, LevelEntries.NoRow);
            return;
        }

        _entries.Append(repetition, shape.ElementDefinition, start);
        for (var element = start + 1; element < end; element++)
        {
            _entries.Append(shape.Repetition, shape.ElementDefinition, element);
        }
    }
}
