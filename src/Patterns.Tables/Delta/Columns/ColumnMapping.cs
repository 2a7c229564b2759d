using Patterns.Core;

namespace Patterns.Tables.Delta.Columns;

/// <summary>
/// How the columns of a table are called in its data files, statistics and partition values: by their own names, or by physical names or ids that
/// stay when a column is renamed. Immutable.
/// </summary>
/// <remarks>Source: Delta transaction log protocol, "Column Mapping".</remarks>
internal sealed class ColumnMapping
{
    /// <summary>The key of the table's configuration.</summary>
    public const string ModeKey = "delta.columnMapping.mode";

    /// <summary>The key of the table's configuration that holds the highest id that a column ever had.</summary>
    public const string MaxIdKey = "delta.columnMapping.maxColumnId";

    /// <summary>The key of a field's metadata that holds its name in files.</summary>
    public const string PhysicalNameKey = "delta.columnMapping.physicalName";

    /// <summary>The key of a field's metadata that holds its id.</summary>
    public const string IdKey = "delta.columnMapping.id";

    /// <summary>The key of a field's metadata that holds its id in a Parquet file.</summary>
    public const string FileIdKey = "parquet.field.id";

    private static readonly ColumnMapping None = new("none");

    private readonly string _mode;

    private ColumnMapping(string mode) => _mode = mode;

    /// <summary>Whether the columns have other names in the data files.</summary>
    public bool IsMapped => this != None;

    /// <exception cref="UnsupportedTableException">The table maps its columns in a way that is not known.</exception>
    public static ColumnMapping Of(TableMetadata metadata, string tablePath) => metadata.Configuration.GetValueOrDefault(ModeKey) switch
    {
        null or "none" => None,
        "name" or "id" => new ColumnMapping(metadata.Configuration[ModeKey]!),
        var mode => throw new UnsupportedTableException(tablePath, $"columnMapping by {mode}", "The protocol knows 'none', 'name' and 'id'. Use another Delta reader."),
    };

    /// <summary>The name by which statistics and partition values call a field.</summary>
    public string PhysicalName(Field field) => IsMapped && field.Metadata.TryGetValue(PhysicalNameKey, out var name) ? name.AsText() ?? field.Name : field.Name;

    /// <summary>The 0-based position of a field of the table among the fields of a data file, or -1 when the file was written without it.</summary>
    public int Find(Field wanted, IReadOnlyList<Field> found) => _mode == "id" && IdOf(wanted) is not null ? FindById(wanted, found) : FindByName(PhysicalName(wanted), found);

    public override string ToString() => _mode;

    private static int FindById(Field wanted, IReadOnlyList<Field> found)
    {
        var id = IdOf(wanted);
        for (var index = 0; index < found.Count; index++)
        {
            if (id is not null && Number(found[index], FileIdKey) == id)
            {
                return index;
            }
        }

        return -1;
    }

    private static int FindByName(string name, IReadOnlyList<Field> found)
    {
        for (var index = 0; index < found.Count; index++)
        {
            if (found[index].Name == name)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The id of a field; null when it has none.</summary>
    public static long? IdOf(Field field) => Number(field, IdKey);

    private static long? Number(Field field, string key) => field.Metadata.TryGetValue(key, out var value) ? value.AsInt64() : null;
}
