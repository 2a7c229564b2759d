namespace Patterns.Testing;

/// <summary>A copy of a logical type, so that no native handle outlives the call that asked for it.</summary>
internal sealed record DuckDbType(DuckDbTypeId Id, string Name)
{
    /// <summary>Digits after the point of a DECIMAL.</summary>
    public int Scale { get; private init; }

    /// <summary>The integer type that holds a DECIMAL or an ENUM.</summary>
    public DuckDbTypeId Storage { get; private init; }

    /// <summary>The texts of an ENUM in code order.</summary>
    public IReadOnlyList<string> Labels { get; private init; } = [];

    /// <summary>Items per value of an ARRAY.</summary>
    public int Length { get; private init; }

    /// <summary>The item of a LIST or ARRAY, key and value of a MAP, fields of a STRUCT.</summary>
    public IReadOnlyList<(string Name, DuckDbType Type)> Children { get; private init; } = [];

    /// <summary>Copies the type and frees the handle.</summary>
    public static DuckDbType Take(nint handle)
    {
        try
        {
            return Copy(handle);
        }
        finally
        {
            DuckDbNative.DestroyType(ref handle);
        }
    }

    private static DuckDbType Copy(nint handle)
    {
        DuckDbTypeId id = DuckDbNative.TypeId(handle);
        switch (id)
        {
            case DuckDbTypeId.Decimal:
                int scale = DuckDbNative.DecimalScale(handle);
                return new DuckDbType(id, $"DECIMAL({DuckDbNative.DecimalWidth(handle)},{scale})")
                {
                    Scale = scale,
                    Storage = DuckDbNative.DecimalStorage(handle),
                };
            case DuckDbTypeId.Enum:
                string[] labels = [.. Enumerable.Range(0, (int)DuckDbNative.EnumSize(handle))
                    .Select(index => DuckDbNative.OwnedText(DuckDbNative.EnumValue(handle, (ulong)index)))];
                return new DuckDbType(id, $"ENUM({string.Join(", ", labels.Select(Quote))})")
                {
                    Labels = labels,
                    Storage = DuckDbNative.EnumStorage(handle),
                };
            case DuckDbTypeId.List:
                DuckDbType item = Take(DuckDbNative.ListItemType(handle));
                return new DuckDbType(id, $"{item.Name}[]") { Children = [("item", item)] };
            case DuckDbTypeId.Array:
                DuckDbType element = Take(DuckDbNative.ArrayItemType(handle));
                int length = (int)DuckDbNative.ArrayLength(handle);
                return new DuckDbType(id, $"{element.Name}[{length}]") { Children = [("item", element)], Length = length };
            case DuckDbTypeId.Map:
                DuckDbType key = Take(DuckDbNative.MapKeyType(handle));
                DuckDbType value = Take(DuckDbNative.MapValueType(handle));
                return new DuckDbType(id, $"MAP({key.Name}, {value.Name})") { Children = [("key", key), ("value", value)] };
            case DuckDbTypeId.Struct:
                (string Name, DuckDbType Type)[] fields = [.. Enumerable.Range(0, (int)DuckDbNative.StructFieldCount(handle))
                    .Select(index => (
                        DuckDbNative.OwnedText(DuckDbNative.StructFieldName(handle, (ulong)index)),
                        Take(DuckDbNative.StructFieldType(handle, (ulong)index))))];
                string text = string.Join(", ", fields.Select(static field => $"\"{field.Name}\" {field.Type.Name}"));
                return new DuckDbType(id, $"STRUCT({text})") { Children = fields };
            default:
                return new DuckDbType(id, SimpleName(id));
        }
    }

    private static string Quote(string label) => $"'{label.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string SimpleName(DuckDbTypeId id) => id switch
    {
        DuckDbTypeId.TimestampSeconds => "TIMESTAMP_S",
        DuckDbTypeId.TimestampMilliseconds => "TIMESTAMP_MS",
        DuckDbTypeId.TimestampNanoseconds => "TIMESTAMP_NS",
        DuckDbTypeId.TimestampWithZone => "TIMESTAMP WITH TIME ZONE",
        DuckDbTypeId.TimeWithZone => "TIME WITH TIME ZONE",
        DuckDbTypeId.TimeNanoseconds => "TIME_NS",
        DuckDbTypeId.SqlNull => "NULL",
        _ => id.ToString().ToUpperInvariant(),
    };
}
