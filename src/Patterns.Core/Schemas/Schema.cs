using Patterns.Core.Schemas;
using Patterns.Core.Schemas.Ddl;
using Patterns.Core.Schemas.Json;

namespace Patterns.Core;

/// <summary>
/// The columns of a table, file or batch: ordered fields with unique names (compared by ordinal). Immutable, compared by value.
/// </summary>
public sealed class Schema : IEquatable<Schema>
{
    private readonly FieldList _fields;

    /// <summary>Creates a schema.</summary>
    /// <param name="fields">The fields in order; may be empty. Copied.</param>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public Schema(params IReadOnlyList<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _fields = new FieldList(fields);
    }

    /// <summary>The schema without columns.</summary>
    public static Schema Empty { get; } = new([]);

    /// <summary>The fields in order.</summary>
    public IReadOnlyList<Field> Fields => _fields.Items;

    /// <summary>The number of columns.</summary>
    public int Count => _fields.Items.Length;

    /// <summary>The field at a 0-based position.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public Field this[int index] => _fields.Items[index];

    /// <summary>The field of that name.</summary>
    /// <param name="name">Exact name, compared by ordinal.</param>
    /// <exception cref="ArgumentException">There is no such field; the message lists the names that exist.</exception>
    public Field this[string name] => _fields.Items[RequireIndexOf(name)];

    /// <summary>Reads a schema from Spark's DDL, as <see cref="ToString"/> prints it.</summary>
    /// <param name="ddl">For example <c>id bigint NOT NULL, name string COMMENT 'as printed on the invoice'</c>; empty gives no columns.</param>
    /// <exception cref="SchemaFormatException">The text is no schema.</exception>
    public static Schema Parse(string ddl)
    {
        ArgumentNullException.ThrowIfNull(ddl);
        return DdlParser.ParseSchema(ddl);
    }

    /// <summary>Reads a schema from Spark's JSON form, as <see cref="ToJson"/> writes it and Delta keeps it.</summary>
    /// <param name="json">For example <c>{"type":"struct","fields":[{"name":"id","type":"long","nullable":false,"metadata":{}}]}</c>.</param>
    /// <exception cref="SchemaFormatException">The text is not JSON, or no schema.</exception>
    public static Schema FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return SchemaJsonReader.ReadSchema(json);
    }

    /// <summary>The 0-based position of the field of that name, or -1.</summary>
    /// <param name="name">Exact name, compared by ordinal.</param>
    public int IndexOf(string name) => _fields.IndexOf(name);

    /// <summary>The 0-based position of the field of that name.</summary>
    /// <param name="name">Exact name, compared by ordinal.</param>
    /// <exception cref="ArgumentException">There is no such field; the message lists the names that exist.</exception>
    public int RequireIndexOf(string name)
    {
        var index = _fields.IndexOf(name);
        return index >= 0
            ? index
            : throw new ArgumentException(
                $"There is no column '{name}'. The columns are: {string.Join(", ", _fields.Items.Select(static field => field.Name))}.",
                nameof(name));
    }

    /// <summary>The named fields in the order asked for.</summary>
    /// <param name="names">Exact names.</param>
    /// <exception cref="ArgumentException">A name does not exist or is asked for twice.</exception>
    public Schema Select(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new Schema([.. names.Select(name => this[name])]);
    }

    /// <summary>The schema in Spark's JSON form, which loses nothing. Keys of metadata are in ordinal order.</summary>
    public string ToJson() => SchemaJsonWriter.Write(Fields);

    /// <inheritdoc/>
    public bool Equals(Schema? other) => other is not null && _fields.Equals(other._fields);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Schema);

    /// <inheritdoc/>
    public override int GetHashCode() => _fields.GetHashCode();

    /// <summary>
    /// The fields as in Spark's DDL, for example <c>id bigint NOT NULL, name string</c>. Of the metadata it has the comments only, and it does not
    /// say whether elements of lists and values of maps may be null; <see cref="ToJson"/> loses nothing.
    /// </summary>
    public override string ToString() => string.Join(", ", Fields);
}
