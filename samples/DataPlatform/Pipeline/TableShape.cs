using Patterns.Columnar;
using Patterns.Core;

namespace DataPlatform.Pipeline;

/// <summary>
/// The columns of a dataset as a table holds them: names that every engine of Delta tables accepts, and nested values as JSON text.
/// </summary>
internal sealed class TableShape
{
    /// <summary>Metadata of a table's field whose name differs from the one in the files.</summary>
    public const string SourceNameKey = "sourceName";

    private const int MaxNameLength = 100;

    public TableShape(Schema dataset)
    {
        var flat = JsonText.FlattenNested(dataset);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Schema = new Schema([.. flat.Fields.Select(field => Rename(field, names))]);
        NestedColumns = [.. dataset.Fields.Zip(Schema.Fields).Where(static pair => pair.First.Type.IsNested).Select(static pair => pair.Second.Name)];
    }

    /// <summary>The columns of the table, in the order of the dataset.</summary>
    public Schema Schema { get; }

    /// <summary>The columns that hold nested values as JSON text.</summary>
    public IReadOnlyList<string> NestedColumns { get; }

    /// <summary>The rows of the dataset in the shape of the table. The batch that came in is disposed.</summary>
    public ColumnBatch Conform(ColumnBatch batch)
    {
        using (batch)
        {
            using var flat = JsonText.FlattenNested(batch);
            return new ColumnBatch(Schema, flat.RowCount, [.. flat.Columns.Select(static column => column.Share())]);
        }
    }

    // Parquet readers of the Hadoop family refuse " ,;{}()\n\t=" in names, and SQL compares names without case.
    private static Field Rename(Field field, HashSet<string> names)
    {
        var characters = field.Name.Select(static character => char.IsLetterOrDigit(character) || character is '_' or '-' ? character : '_');
        var name = string.Concat(characters).Trim('_');
        name = name.Length == 0 ? "column" : name[..Math.Min(name.Length, MaxNameLength)];
        var unique = name;
        for (var number = 2; !names.Add(unique); number++)
        {
            unique = $"{name}_{number}";
        }

        return unique == field.Name ? field : field.WithName(unique).WithMetadata(SourceNameKey, field.Name);
    }
}
