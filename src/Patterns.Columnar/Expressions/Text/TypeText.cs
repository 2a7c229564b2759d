using System.Collections.Frozen;
using System.Text;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Names of types in Spark's DDL.</summary>
internal static class TypeText
{
    private static readonly FrozenDictionary<string, DataType> Simple = new Dictionary<string, DataType>
    {
        ["boolean"] = DataType.Boolean,
        ["tinyint"] = DataType.Int8,
        ["byte"] = DataType.Int8,
        ["smallint"] = DataType.Int16,
        ["short"] = DataType.Int16,
        ["int"] = DataType.Int32,
        ["integer"] = DataType.Int32,
        ["bigint"] = DataType.Int64,
        ["long"] = DataType.Int64,
        ["float"] = DataType.Float32,
        ["real"] = DataType.Float32,
        ["double"] = DataType.Float64,
        ["date"] = DataType.Date,
        ["timestamp"] = DataType.Timestamp,
        ["timestamp_ltz"] = DataType.Timestamp,
        ["timestamp_ntz"] = DataType.LocalTimestamp,
        ["string"] = DataType.String,
        ["binary"] = DataType.Binary,
        ["decimal"] = DataType.Decimal(10, 0),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The type of a name without parameters, or null.</summary>
    public static DataType? FindSimple(string name) => Simple.GetValueOrDefault(name);

    /// <summary>The same type with everything inside nullable and without metadata: all that the text of a type can say.</summary>
    public static DataType Normalize(DataType type) => type switch
    {
        ListType list => DataType.List(Normalize(list.Element)),
        MapType map => DataType.Map(Normalize(map.Key), Normalize(map.Value)),
        StructType fields => DataType.Struct([.. fields.Fields.Select(static field => new Field(field.Name, Normalize(field.Type)))]),
        _ => type,
    };

    public static void Print(StringBuilder output, DataType type)
    {
        switch (type)
        {
            case ListType list:
                Print(output.Append("array<"), list.Element);
                output.Append('>');
                break;
            case MapType map:
                Print(output.Append("map<"), map.Key);
                Print(output.Append(','), map.Value);
                output.Append('>');
                break;
            case StructType fields:
                PrintFields(output.Append("struct<"), fields);
                output.Append('>');
                break;
            default:
                output.Append(type);
                break;
        }
    }

    private static void PrintFields(StringBuilder output, StructType type)
    {
        for (var index = 0; index < type.Fields.Count; index++)
        {
            output.Append(index == 0 ? "" : ",");
            NameText.Print(output, type.Fields[index].Name);
            Print(output.Append(':'), type.Fields[index].Type);
        }
    }
}
