using System.Text.Json;
using Patterns.Core;

namespace Patterns.Columnar.Json;

/// <summary>Writes the values of one column as JSON. One writer exists per column and is used for all of its rows.</summary>
internal abstract class JsonColumnWriter(Column column)
{
    public static JsonColumnWriter Create(Column column)
        => column switch
        {
            StructColumn fields => new JsonStructWriter(fields),
            ListColumn list => new JsonListWriter(list),
            MapColumn map => new JsonMapWriter(map),
            BooleanColumn values => new JsonBooleanWriter(values),
            BinaryColumn { Type.Kind: DataTypeKind.String } values => new JsonStringWriter(values),
            BinaryColumn values => new JsonBase64Writer(values),
            FixedColumn<int> { Type.Kind: DataTypeKind.Date } values => new JsonDateWriter(values),
            FixedColumn<long> { Type.Kind: DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp } values => new JsonTimestampWriter(values),
            FixedColumn<long> { Type: DecimalType type } values => new JsonDecimalWriter<long>(values, type.Scale),
            FixedColumn<Int128> { Type: DecimalType type } values => new JsonDecimalWriter<Int128>(values, type.Scale),
            FixedColumn<sbyte> values => new JsonIntegerWriter<sbyte>(values),
            FixedColumn<short> values => new JsonIntegerWriter<short>(values),
            FixedColumn<int> values => new JsonIntegerWriter<int>(values),
            FixedColumn<long> values => new JsonIntegerWriter<long>(values),
            FixedColumn<float> values => new JsonFloatWriter<float>(values),
            FixedColumn<double> values => new JsonFloatWriter<double>(values),
            _ => throw new ArgumentException($"A column of type {column.Type} has no JSON text.", nameof(column)),
        };

    /// <summary>Whether the row is null.</summary>
    public bool IsNull(int row) => column.IsNull(row);

    /// <summary>Writes the row as a JSON value, <c>null</c> for a null row.</summary>
    public void Write(Utf8JsonWriter json, int row)
    {
        if (column.IsNull(row))
        {
            json.WriteNullValue();
        }
        else
        {
            WriteValue(json, row);
        }
    }

    /// <summary>Writes a row that is not null as a JSON value.</summary>
    public abstract void WriteValue(Utf8JsonWriter json, int row);

    /// <summary>Writes a row that is not null as the name of a property.</summary>
    public abstract void WriteName(Utf8JsonWriter json, int row);
}
