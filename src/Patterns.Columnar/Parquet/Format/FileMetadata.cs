using System.Text;
using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>The footer: what a file holds and where. Source: parquet.thrift, FileMetaData.</summary>
internal sealed record FileMetadata
{
    /// <summary>Version of the format that we write; 1 is what every reader takes.</summary>
    private const int WrittenVersion = 1;

    /// <summary>The nodes of the schema depth first, the root being the first.</summary>
    public required IReadOnlyList<SchemaElement> Schema { get; init; }

    public required long RowCount { get; init; }

    public required IReadOnlyList<RowGroupMetadata> RowGroups { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> KeyValues { get; init; } = [];

    public string? CreatedBy { get; init; }

    /// <summary>One per leaf column, whether bounds follow the order of its type; empty when the writer did not say.</summary>
    public IReadOnlyList<bool> HasTypeOrder { get; init; } = [];

    public static FileMetadata Read(ReadOnlySpan<byte> footer)
    {
        var reader = new CompactReader(footer);
        List<SchemaElement>? schema = null;
        List<RowGroupMetadata>? rowGroups = null;
        List<KeyValuePair<string, string>> keyValues = [];
        List<bool> orders = [];
        long? rows = null;
        string? createdBy = null;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 2:
                    schema = ReadSchema(ref reader, cursor);
                    break;
                case 3:
                    rows = reader.Int64(cursor);
                    break;
                case 4:
                    rowGroups = ReadRowGroups(ref reader, cursor);
                    break;
                case 5:
                    keyValues = ReadKeyValues(ref reader, cursor);
                    break;
                case 6:
                    createdBy = reader.String(cursor);
                    break;
                case 7:
                    orders = ReadOrders(ref reader, cursor);
                    break;
                case 8:
                    throw new CorruptDataException("the file is encrypted (its footer is plain, its columns may not be), which is not supported");
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return new FileMetadata
        {
            Schema = schema ?? throw new CorruptDataException("the footer has no schema"),
            RowCount = rows ?? throw new CorruptDataException("the footer has no number of rows"),
            RowGroups = rowGroups ?? throw new CorruptDataException("the footer has no row groups"),
            KeyValues = keyValues,
            CreatedBy = createdBy,
            HasTypeOrder = orders,
        };
    }

    public void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        writer.Int32(1, WrittenVersion);
        writer.List(2, CompactType.Struct, Schema.Count);
        foreach (var element in Schema)
        {
            element.Write(writer);
        }

        writer.Int64(3, RowCount);
        writer.List(4, CompactType.Struct, RowGroups.Count);
        foreach (var rowGroup in RowGroups)
        {
            rowGroup.Write(writer);
        }

        if (KeyValues.Count > 0)
        {
            WriteKeyValues(writer, 5);
        }

        if (CreatedBy is not null)
        {
            writer.String(6, CreatedBy);
        }

        WriteOrders(writer, 7);
        writer.EndStruct();
    }

    private static List<SchemaElement> ReadSchema(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Struct);
        var elements = new List<SchemaElement>();
        for (var index = 0; index < count; index++)
        {
            elements.Add(SchemaElement.Read(ref reader));
        }

        return elements;
    }

    private static List<RowGroupMetadata> ReadRowGroups(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Struct);
        var rowGroups = new List<RowGroupMetadata>();
        for (var index = 0; index < count; index++)
        {
            rowGroups.Add(RowGroupMetadata.Read(ref reader));
        }

        return rowGroups;
    }

    private static List<KeyValuePair<string, string>> ReadKeyValues(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Struct);
        var pairs = new List<KeyValuePair<string, string>>();
        for (var index = 0; index < count; index++)
        {
            string? key = null, value = null;
            var field = default(StructCursor);
            while (reader.Next(ref field))
            {
                switch (field.Id)
                {
                    case 1:
                        key = reader.String(field);
                        break;
                    case 2:
                        value = reader.String(field);
                        break;
                    default:
                        reader.Skip(field);
                        break;
                }
            }

            pairs.Add(new(key ?? throw new CorruptDataException("a key-value pair has no key"), value ?? ""));
        }

        return pairs;
    }

    private static List<bool> ReadOrders(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Struct);
        var orders = new List<bool>();
        for (var index = 0; index < count; index++)
        {
            var isTypeOrder = false;
            var field = default(StructCursor);
            while (reader.Next(ref field))
            {
                isTypeOrder = field.Id == 1;
                reader.Skip(field);
            }

            orders.Add(isTypeOrder);
        }

        return orders;
    }

    private void WriteKeyValues(CompactWriter writer, short id)
    {
        writer.List(id, CompactType.Struct, KeyValues.Count);
        foreach (var (key, value) in KeyValues)
        {
            writer.BeginStruct();
            writer.Binary(1, Encoding.UTF8.GetBytes(key));
            writer.Binary(2, Encoding.UTF8.GetBytes(value));
            writer.EndStruct();
        }
    }

    private void WriteOrders(CompactWriter writer, short id)
    {
        writer.List(id, CompactType.Struct, HasTypeOrder.Count);
        foreach (var hasTypeOrder in HasTypeOrder)
        {
            writer.BeginStruct();
            if (hasTypeOrder)
            {
                writer.EmptyStruct(1);
            }

            writer.EndStruct();
        }
    }
}
