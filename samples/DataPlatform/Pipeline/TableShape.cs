using Patterns.Columnar;
using Patterns.Core;

namespace DataPlatform.Pipeline;

/// <summary>
/// The columns of a dataset as a table holds them: names that every engine of Delta tables accepts. Nested values stay nested, except where their fields
/// have names that those engines refuse, or no fields at all: these are kept as JSON text.
/// </summary>
internal sealed class TableShape
{
    /// <summary>Metadata of a table's field whose name differs from the one in the files.</summary>
    public const string SourceNameKey = "sourceName";

    private const int MaxNameLength = 100;

    public TableShape(Schema dataset)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Schema = new Schema([.. dataset.Fields.Select(field => Rename(IsStorable(field.Type) ? field : field.WithType(DataType.String), names))]);
        JsonTextColumns = [.. dataset.Fields.Zip(Schema.Fields).Where(static pair => !IsStorable(pair.First.Type)).Select(static pair => pair.Second.Name)];
    }

    /// <summary>The columns of the table, in the order of the dataset.</summary>
    public Schema Schema { get; }

    /// <summary>The columns that hold nested values as JSON text.</summary>
    public IReadOnlyList<string> JsonTextColumns { get; }

    /// <summary>The rows of the dataset in the shape of the table. The batch that came in is disposed.</summary>
    public ColumnBatch Conform(ColumnBatch batch)
    {
        using (batch)
        {
            return new ColumnBatch(Schema, batch.RowCount, [.. batch.Columns.Select(static column => IsStorable(column.Type) ? column.Share() : JsonText.FromColumn(column))]);
        }
    }

    private static bool IsStorable(DataType type) => type switch
    {
        ListType list => IsStorable(list.Element),
        MapType map => IsStorable(map.Key) && IsStorable(map.Value),
        StructType { Fields: var fields } => fields.Count > 0 && fields.All(static field => field.Name.Length is > 0 and <= MaxNameLength && field.Name.All(IsAccepted) && IsStorable(field.Type))
            && fields.DistinctBy(static field => field.Name, StringComparer.OrdinalIgnoreCase).Count() == fields.Count,
        _ => true,
    };

    private static bool IsAccepted(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';

    // Parquet readers of the Hadoop family refuse " ,;{}()\n\t=" in names, and SQL compares names without case.
    private static Field Rename(Field field, HashSet<string> names)
    {
        var characters = field.Name.Select(static character => IsAccepted(character) ? character : '_');
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
