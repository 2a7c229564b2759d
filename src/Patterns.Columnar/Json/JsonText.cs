using System.Buffers;
using System.Text.Json;
using Patterns.Columnar.Json;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Turns nested columns into string columns of JSON text (RFC 8259), for tables and formats that cannot nest. No value is changed: parsing
/// the text back with the column's type gives the same value. Stateless and safe for use by several threads.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>A null row stays null. A struct's null fields are left out, as Spark's <c>to_json</c> does; nulls in lists and maps are written.</item>
/// <item>Integers and decimals are written with all their digits; floating-point numbers with as few as read back to the same bits; NaN and
/// the infinities, which JSON lacks, as the strings <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>.</item>
/// <item>Date <c>"2026-01-31"</c>, Timestamp <c>"2026-01-31T23:59:58.123456Z"</c>, LocalTimestamp the same without <c>Z</c>, each with as many
/// digits of the second as needed; years outside 0 to 9999 have a sign and at least five digits (ISO 8601 expanded). Binary is Base64.</item>
/// <item>Keys of a map are the text that a value of their type would have.</item>
/// </list>
/// </remarks>
public static class JsonText
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>A string column with the JSON text of every row. Scalars become JSON scalars, so a string <c>a</c> becomes <c>"a"</c>.</summary>
    /// <param name="column">A column of any type; left as it is.</param>
    /// <returns>A new column, as long as the given one, that the caller disposes.</returns>
    /// <exception cref="OverflowException">The text of all rows together exceeds 2 GiB; convert fewer rows at a time.</exception>
    public static BinaryColumn FromColumn(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        using var builder = (BinaryColumnBuilder)ColumnBuilder.Create(DataType.String);
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text, WriterOptions);
        var writer = JsonColumnWriter.Create(column);
        for (var row = 0; row < column.Length; row++)
        {
            if (column.IsNull(row))
            {
                builder.AppendNull();
                continue;
            }

            writer.WriteValue(json, row);
            json.Flush();
            builder.Append(text.WrittenSpan);
            text.ResetWrittenCount();
            json.Reset();
        }

        return (BinaryColumn)builder.Build();
    }

    /// <summary>The schema that <see cref="FlattenNested(ColumnBatch)"/> gives: every nested field is a string field of the same name.</summary>
    /// <param name="schema">Any schema.</param>
    /// <returns>The same instance when no field is nested.</returns>
    public static Schema FlattenNested(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return schema.Fields.Any(static field => field.Type.IsNested)
            ? new Schema([.. schema.Fields.Select(static field => field.Type.IsNested ? field.WithType(DataType.String) : field)])
            : schema;
    }

    /// <summary>A batch in which every list, struct and map column is replaced by a string column of JSON text.</summary>
    /// <param name="batch">Any batch; left as it is.</param>
    /// <returns>A new batch that shares the memory of the columns that are not nested. The caller disposes both.</returns>
    /// <exception cref="OverflowException">The text of one column exceeds 2 GiB; convert fewer rows at a time.</exception>
    public static ColumnBatch FlattenNested(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new ColumnBatch(
            FlattenNested(batch.Schema),
            batch.RowCount,
            [.. batch.Columns.Select(static column => column.Type.IsNested ? FromColumn(column) : column.Share())]);
    }
}
