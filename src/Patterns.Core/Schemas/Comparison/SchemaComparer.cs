using Patterns.Core.Schemas.Ddl;

namespace Patterns.Core.Schemas.Comparison;

/// <summary>Walks two schemas side by side and notes what differs.</summary>
internal sealed class SchemaComparer(string? idKey)
{
    public List<SchemaChange> Changes { get; } = [];

    public void CompareFields(IReadOnlyList<Field> before, IReadOnlyList<Field> after, string path)
    {
        var kept = new HashSet<Field>(ReferenceEqualityComparer.Instance);
        var idsAfter = after.Select(IdOf).OfType<long>().ToHashSet();
        foreach (var field in after)
        {
            var fieldPath = Below(path, field);
            if (FindSame(field, before, idsAfter) is { } old)
            {
                kept.Add(old);
                CompareField(old, field, path);
            }
            else
            {
                Changes.Add(new SchemaChange(SchemaChangeKind.Added, fieldPath, null, Describe(field)));
            }
        }

        foreach (var field in before.Where(field => !kept.Contains(field)))
        {
            Changes.Add(new SchemaChange(SchemaChangeKind.Removed, Below(path, field), Describe(field), null));
        }
    }

    private static string Below(string path, Field field) => Below(path, DdlText.Quote(field.Name));

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Describe(Field field) => field.Nullable ? $"{field.Type}" : $"{field.Type} NOT NULL";

    private Field? FindSame(Field field, IReadOnlyList<Field> before, HashSet<long> idsAfter)
    {
        if (IdOf(field) is { } id && before.FirstOrDefault(old => IdOf(old) == id) is { } same)
        {
            return same;
        }

        // A name counts where one of the two has no id, unless the old field lives on under another name.
        return before.FirstOrDefault(old => old.Name == field.Name
            && (IdOf(old) is not { } oldId || (IdOf(field) is null && !idsAfter.Contains(oldId))));
    }

    private long? IdOf(Field field) => idKey is not null && field.Metadata.TryGetValue(idKey, out var id) ? id.AsInt64() : null;

    private void CompareField(Field before, Field after, string path)
    {
        var fieldPath = Below(path, after);
        if (before.Name != after.Name)
        {
            Changes.Add(new SchemaChange(SchemaChangeKind.Renamed, fieldPath, Below(path, before), fieldPath));
        }

        CompareValues((before.Type, before.Nullable), (after.Type, after.Nullable), fieldPath);
    }

    private void CompareValues((DataType Type, bool Nullable) before, (DataType Type, bool Nullable) after, string path)
    {
        switch (before.Type, after.Type)
        {
            case (StructType old, StructType now):
                CompareFields(old.Fields, now.Fields, path);
                break;
            case (ListType old, ListType now):
                CompareValues((old.Element, old.ElementNullable), (now.Element, now.ElementNullable), Below(path, "element"));
                break;
            case (MapType old, MapType now):
                CompareValues((old.Key, false), (now.Key, false), Below(path, "key"));
                CompareValues((old.Value, old.ValueNullable), (now.Value, now.ValueNullable), Below(path, "value"));
                break;
            case var (old, now) when !old.Equals(now):
                Changes.Add(new SchemaChange(KindOf(old, now), path, $"{old}", $"{now}"));
                break;
        }

        if (before.Nullable != after.Nullable)
        {
            var kind = after.Nullable ? SchemaChangeKind.Relaxed : SchemaChangeKind.Required;
            Changes.Add(new SchemaChange(kind, path, $"{before.Type}", $"{after.Type}"));
        }
    }

    private static SchemaChangeKind KindOf(DataType before, DataType after)
        => before.CanWidenTo(after) ? SchemaChangeKind.Widened
            : after.CanWidenTo(before) ? SchemaChangeKind.Narrowed
            : SchemaChangeKind.Retyped;
}
