using Patterns.Core.Schemas;
using Patterns.Core.Schemas.Ddl;

namespace Patterns.Core;

/// <summary>Named fields in order. Names are unique when compared by ordinal.</summary>
public sealed class StructType : DataType
{
    private readonly FieldList _fields;

    internal StructType(IReadOnlyList<Field> fields)
        : base(DataTypeKind.Struct)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (fields.Count == 0)
        {
            throw new ArgumentException("A struct has at least one field.", nameof(fields));
        }

        _fields = new FieldList(fields);
    }

    /// <summary>The fields in order; at least one.</summary>
    public IReadOnlyList<Field> Fields => _fields.Items;

    /// <summary>The 0-based position of the field of that name, or -1.</summary>
    /// <param name="name">Exact name, compared by ordinal.</param>
    public int IndexOf(string name) => _fields.IndexOf(name);

    /// <inheritdoc/>
    public override bool Equals(DataType? other) => other is StructType type && type._fields.Equals(_fields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _fields);

    /// <inheritdoc/>
    public override string ToString() => $"struct<{string.Join(',', Fields.Select(static field => DdlText.Print(field, separator: ":")))}>";
}
