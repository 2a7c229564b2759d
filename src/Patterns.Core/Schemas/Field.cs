using System.Collections.Frozen;

namespace Patterns.Core;

/// <summary>One named column or struct member. Immutable, compared by value including its metadata.</summary>
public sealed class Field : IEquatable<Field>
{
    private static readonly FrozenDictionary<string, string> NoMetadata = FrozenDictionary<string, string>.Empty;

    /// <summary>Creates a field.</summary>
    /// <param name="name">Non-empty name; case is kept.</param>
    /// <param name="type">Type of the values.</param>
    /// <param name="nullable">Whether a value may be null.</param>
    /// <param name="metadata">Free key-value pairs such as a description; null means none. Copied.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Field(string name, DataType type, bool nullable = true, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(type);
        Name = name;
        Type = type;
        Nullable = nullable;
        Metadata = metadata is null or { Count: 0 } ? NoMetadata : metadata.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The name, never empty.</summary>
    public string Name { get; }

    /// <summary>Type of the values.</summary>
    public DataType Type { get; }

    /// <summary>Whether a value may be null.</summary>
    public bool Nullable { get; }

    /// <summary>Free key-value pairs; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The same field with another type.</summary>
    /// <param name="type">The new type.</param>
    public Field WithType(DataType type) => new(Name, type, Nullable, Metadata);

    /// <summary>The same field with another nullability.</summary>
    /// <param name="nullable">Whether a value may be null.</param>
    public Field WithNullable(bool nullable) => new(Name, Type, nullable, Metadata);

    /// <inheritdoc/>
    public bool Equals(Field? other)
        => other is not null
            && string.Equals(Name, other.Name, StringComparison.Ordinal)
            && Nullable == other.Nullable
            && Type.Equals(other.Type)
            && Metadata.Count == other.Metadata.Count
            && Metadata.All(pair => other.Metadata.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Field);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Nullable, Type, Metadata.Count);

    /// <summary>Name, DDL type and <c>NOT NULL</c> where it applies.</summary>
    public override string ToString() => Nullable ? $"{Name} {Type}" : $"{Name} {Type} NOT NULL";
}
