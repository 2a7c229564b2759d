using System.Collections.Immutable;

namespace Patterns.Core.Schemas;

/// <summary>Ordered fields with unique names and a look-up by name: what a schema and a struct have in common.</summary>
internal sealed class FieldList : IEquatable<FieldList>
{
    private readonly Dictionary<string, int> _indexes;

    public FieldList(IReadOnlyList<Field> fields)
    {
        _indexes = new Dictionary<string, int>(fields.Count, StringComparer.Ordinal);
        for (var index = 0; index < fields.Count; index++)
        {
            ArgumentNullException.ThrowIfNull(fields[index], nameof(fields));
            if (!_indexes.TryAdd(fields[index].Name, index))
            {
                throw new ArgumentException(
                    $"The name '{fields[index].Name}' is used by field {_indexes[fields[index].Name] + 1} and by field {index + 1}; names are unique.",
                    nameof(fields));
            }
        }

        Items = [.. fields];
    }

    public ImmutableArray<Field> Items { get; }

    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _indexes.TryGetValue(name, out var index) ? index : -1;
    }

    public bool Equals(FieldList? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as FieldList);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var field in Items)
        {
            hash.Add(field);
        }

        return hash.ToHashCode();
    }
}
