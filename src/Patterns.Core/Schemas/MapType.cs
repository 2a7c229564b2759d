namespace Patterns.Core;

/// <summary>Keys with values. Keys are never null.</summary>
public sealed class MapType : DataType
{
    internal MapType(DataType key, DataType value, bool valueNullable)
        : base(DataTypeKind.Map)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        Key = key;
        Value = value;
        ValueNullable = valueNullable;
    }

    /// <summary>Type of the keys.</summary>
    public DataType Key { get; }

    /// <summary>Type of the values.</summary>
    public DataType Value { get; }

    /// <summary>Whether a value may be null.</summary>
    public bool ValueNullable { get; }

    /// <inheritdoc/>
    public override bool Equals(DataType? other)
        => other is MapType type && type.ValueNullable == ValueNullable && type.Key.Equals(Key) && type.Value.Equals(Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Key, Value, ValueNullable);

    /// <inheritdoc/>
    public override string ToString() => $"map<{Key},{Value}>";
}
