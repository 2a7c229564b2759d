using Patterns.Tables.Delta;
using Patterns.Tables.Delta.Columns;

namespace Patterns.Tables.Maintenance;

/// <summary>The partition that a data file belongs to, compared by its values.</summary>
internal sealed class PartitionIdentity : IEquatable<PartitionIdentity>
{
    private readonly string?[] _values;

    public PartitionIdentity(IReadOnlyList<string> columns, TableColumns table, AddFile file)
        => _values = [.. columns.Select(column => file.PartitionValues.GetValueOrDefault(table.Mapping.PhysicalName(table.Schema[column])) is { Length: > 0 } value ? value : null)];

    public bool Equals(PartitionIdentity? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as PartitionIdentity);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        Array.ForEach(_values, hash.Add);
        return hash.ToHashCode();
    }
}
