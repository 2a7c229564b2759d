using System.Collections.Frozen;
using Patterns.Core.Schemas.Ddl;

namespace Patterns.Core;

/// <summary>One named column or struct member. Immutable, compared by value including its metadata.</summary>
public sealed class Field : IEquatable<Field>
{
    /// <summary>The key of <see cref="Metadata"/> that holds a description for people, as in Spark.</summary>
    public const string CommentKey = "comment";

    private static readonly FrozenDictionary<string, MetadataValue> NoMetadata = FrozenDictionary<string, MetadataValue>.Empty;

    /// <summary>Creates a field.</summary>
    /// <param name="name">Non-empty name; case is kept.</param>
    /// <param name="type">Type of the values.</param>
    /// <param name="nullable">Whether a value may be null.</param>
    /// <param name="metadata">Free key-value pairs such as a description; null means none. Copied.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Field(string name, DataType type, bool nullable = true, IReadOnlyDictionary<string, MetadataValue>? metadata = null)
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

    /// <summary>Free key-value pairs; empty when there are none. Keys are compared by ordinal.</summary>
    public IReadOnlyDictionary<string, MetadataValue> Metadata { get; }

    /// <summary>The description for people, kept in <see cref="Metadata"/> as <see cref="CommentKey"/>; null means none.</summary>
    public string? Comment => Metadata.TryGetValue(CommentKey, out var comment) ? comment.AsText() : null;

    /// <summary>The same field with another name.</summary>
    /// <param name="name">The new name, not empty.</param>
    public Field WithName(string name) => new(name, Type, Nullable, Metadata);

    /// <summary>The same field with another type.</summary>
    /// <param name="type">The new type.</param>
    public Field WithType(DataType type) => new(Name, type, Nullable, Metadata);

    /// <summary>The same field with another nullability.</summary>
    /// <param name="nullable">Whether a value may be null.</param>
    public Field WithNullable(bool nullable) => new(Name, Type, nullable, Metadata);

    /// <summary>The same field with one key of its metadata set, or removed.</summary>
    /// <param name="key">The key, compared by ordinal.</param>
    /// <param name="value">The new value; null removes the key.</param>
    public Field WithMetadata(string key, MetadataValue? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var metadata = new Dictionary<string, MetadataValue>(Metadata, StringComparer.Ordinal);
        if (value is { } given)
        {
            metadata[key] = given;
        }
        else
        {
            metadata.Remove(key);
        }

        return new Field(Name, Type, Nullable, metadata);
    }

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

    /// <summary>The field as in Spark's DDL: <c>amount decimal(10,2) NOT NULL COMMENT 'net of tax'</c>.</summary>
    public override string ToString() => DdlText.Print(this, separator: " ");
}
