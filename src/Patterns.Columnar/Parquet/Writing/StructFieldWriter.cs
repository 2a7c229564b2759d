using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes a struct as a group: its nulls become definition levels of all its leaves.</summary>
internal sealed class StructFieldWriter(StructShape shape, WriterContext context) : FieldWriter
{
    private readonly FieldWriter[] _fields = [.. shape.Fields.Select(field => Create(field, context))];
    private readonly LevelEntries _entries = new();

    public override IEnumerable<LeafWriter> Leaves => _fields.SelectMany(static part => part.Leaves);

    public override void Append(Column column, LevelEntries entries)
    {
        if (shape.IsNullable)
        {
            MarkNulls(column, entries);
            entries = _entries;
        }
        else if (column.NullCount > 0)
        {
            RequireNoNull.Of(column, entries, Leaves.First().Node);
        }

        for (var index = 0; index < _fields.Length; index++)
        {
            _fields[index].Append(((StructColumn)column).Fields[index], entries);
        }
    }

    public override void Dispose()
    {
        _entries.Dispose();
        Array.ForEach(_fields, static field => field.Dispose());
    }

    private void MarkNulls(Column column, LevelEntries entries)
    {
        _entries.Clear();
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
                _entries.Append(repetition, shape.Definition, row);
            }
        }
    }
}
