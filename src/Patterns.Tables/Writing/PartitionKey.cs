using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>The values that all rows of a data file share in the partition columns. Compared by value.</summary>
internal sealed class PartitionKey : IEquatable<PartitionKey>
{
    private readonly int _hash;

    /// <summary>Creates a key.</summary>
    /// <param name="columns">Names of the partition columns.</param>
    /// <param name="values">Their values, as objects as of Column.GetValue.</param>
    public PartitionKey(IReadOnlyList<string> columns, IReadOnlyList<object?> values)
    {
        Values = [.. columns.Select((column, index) => KeyValuePair.Create(column, PartitionValue.Format(values[index])))];
        var hash = default(HashCode);
        foreach (var (_, value) in Values)
        {
            hash.Add(value);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The key of a table without partition columns.</summary>
    public static PartitionKey None { get; } = new([], []);

    /// <summary>Columns and the text of their values, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Values { get; }

    public bool Equals(PartitionKey? other) => other is not null && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as PartitionKey);

    public override int GetHashCode() => _hash;
}
