using System.Text;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Json.Appenders;

/// <summary>Makes what fills the columns of a plan.</summary>
internal sealed class JsonAppenderFactory(NullSpellings nullSpellings)
{
    private readonly JsonUnescaper _unescaper = new();

    /// <summary>What reads the records of a file into the columns.</summary>
    /// <param name="columns">The columns wanted.</param>
    /// <param name="builders">Their builders.</param>
    /// <param name="recordsAreObjects">Whether the members of the records are the columns, or the record as a whole is the only column.</param>
    public JsonPlace CreateRecord(IReadOnlyList<ColumnPlan> columns, IReadOnlyList<ColumnBuilder> builders, bool recordsAreObjects)
    {
        var appenders = columns.Zip(builders, (column, builder) => Create(column.Value, builder, column.Name)).ToArray();
        if (recordsAreObjects)
        {
            return new JsonFields(_unescaper, [.. columns.Select(static column => Encoding.UTF8.GetBytes(column.Name))], appenders);
        }

        var value = columns.Zip(appenders).FirstOrDefault(static pair => pair.First.Name == JsonFormat.ValueColumn).Second;
        return new JsonValueRecord((JsonPlace?)value ?? new JsonSkip(_unescaper), [.. appenders.Where(appender => appender != value)]);
    }

    private JsonAppender Create(ValuePlan plan, ColumnBuilder builder, string path) => (plan.Type, builder) switch
    {
        (StructType type, StructColumnBuilder fields) => new JsonStructAppender(fields, CreateFields(type, plan, fields, path), path),
        (_, ListColumnBuilder list) => new JsonListAppender(list, Create(plan.Children[0], list.Elements, $"{path}[]"), path),
        (_, MapColumnBuilder map) => new JsonMapAppender(map, Create(plan.Children[0], map.Values, $"{path}[]"), _unescaper, path),
        ({ Kind: DataTypeKind.String }, BinaryColumnBuilder texts) => new JsonTextAppender(texts, _unescaper),
        ({ Kind: DataTypeKind.Int64 }, FixedColumnBuilder<long> integers) => new JsonInt64Appender(integers, CreateScalar(plan, builder, path)),
        _ => CreateScalar(plan, builder, path),
    };

    private JsonScalarAppender CreateScalar(ValuePlan plan, ColumnBuilder builder, string path)
        => new(builder, CellWriter.Create(plan, builder, nullSpellings), _unescaper, path);

    private JsonFields CreateFields(StructType type, ValuePlan plan, StructColumnBuilder builder, string path)
        => new(
            _unescaper,
            [.. type.Fields.Select(static field => Encoding.UTF8.GetBytes(field.Name))],
            [.. type.Fields.Select((field, index) => Create(plan.Children[index], builder.Fields[index], $"{path}.{field.Name}"))]);
}
