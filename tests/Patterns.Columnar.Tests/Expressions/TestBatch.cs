using System.Globalization;
using System.Text;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>Batches from objects as of <see cref="Column.GetValue"/>, and results as objects.</summary>
internal static class TestBatch
{
    public static ColumnBatch Of(Schema schema, params IEnumerable<object?[]> rows)
    {
        using var builder = new ColumnBatchBuilder(schema);
        foreach (var row in rows)
        {
            for (var index = 0; index < row.Length; index++)
            {
                Append(builder.Columns[index], row[index]);
            }
        }

        return builder.Build();
    }

    /// <summary>The same rows with every text column stored as codes.</summary>
    public static ColumnBatch Coded(ColumnBatch batch)
        => new(batch.Schema, batch.RowCount, [.. batch.Columns.Select(static column => column is PlainBinaryColumn texts ? Coded(texts) : column.Share())]);

    public static object?[] Evaluate(string text, ColumnBatch batch) => Evaluate(Expression.Parse(text), batch);

    public static object?[] Evaluate(Expression expression, ColumnBatch batch)
    {
        using var column = expression.Bind(batch.Schema).Evaluate(batch);
        return [.. Enumerable.Range(0, column.Length).Select(column.GetValue)];
    }

    /// <summary>A value as a text that tells types and decimals apart.</summary>
    public static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        byte[] bytes => $"x{Convert.ToHexString(bytes)}",
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "Z",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        object?[] list => $"[{string.Join(", ", list.Select(Show))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    public static void Append(ColumnBuilder builder, object? value)
    {
        if (value is null)
        {
            builder.AppendNull();
            return;
        }

        switch (builder)
        {
            case BooleanColumnBuilder booleans:
                booleans.Append((bool)value);
                break;
            case FixedColumnBuilder<sbyte> numbers:
                numbers.Append((sbyte)value);
                break;
            case FixedColumnBuilder<short> numbers:
                numbers.Append((short)value);
                break;
            case FixedColumnBuilder<int> numbers:
                numbers.Append(value is DateOnly date ? date.DayNumber - 719_162 : (int)value);
                break;
            case FixedColumnBuilder<long> numbers:
                numbers.Append(builder.Type is DecimalType type ? (long)Unscaled(value, type) : Int64(value));
                break;
            case FixedColumnBuilder<float> numbers:
                numbers.Append((float)value);
                break;
            case FixedColumnBuilder<double> numbers:
                numbers.Append((double)value);
                break;
            case FixedColumnBuilder<Int128> numbers:
                numbers.Append(Unscaled(value, (DecimalType)builder.Type));
                break;
            case BinaryColumnBuilder texts:
                texts.Append(value is string text ? Encoding.UTF8.GetBytes(text) : (byte[])value);
                break;
            case StructColumnBuilder structs:
                for (var index = 0; index < structs.Fields.Count; index++)
                {
                    Append(structs.Fields[index], ((object?[])value)[index]);
                }

                structs.Append();
                break;
            case ListColumnBuilder lists:
                Array.ForEach((object?[])value, element => Append(lists.Elements, element));
                lists.Append();
                break;
            default:
                var maps = (MapColumnBuilder)builder;
                foreach (var (key, element) in (KeyValuePair<object, object?>[])value)
                {
                    Append(maps.Keys, key);
                    Append(maps.Values, element);
                }

                maps.Append();
                break;
        }
    }

    private static long Int64(object value) => value switch
    {
        DateTimeOffset time => (time.UtcTicks - DateTime.UnixEpoch.Ticks) / 10,
        DateTime time => (time.Ticks - DateTime.UnixEpoch.Ticks) / 10,
        _ => (long)value,
    };

    private static Int128 Unscaled(object value, DecimalType type)
    {
        if (value is WideDecimal wide)
        {
            return wide.Unscaled * PowersOfTen.Int128(type.Scale - wide.Scale);
        }

        Assert.True(UnscaledDecimal.TryCreate((decimal)value, type, out var unscaled));
        return unscaled;
    }

    private static DictionaryBinaryColumn Coded(PlainBinaryColumn column)
    {
        using var entries = new ByteStringIndex();
        entries.FindOrAdd("an entry that no row uses"u8);
        var codes = ColumnBuffer.Rent<int>(column.Length);
        for (var row = 0; row < column.Length; row++)
        {
            codes.Span<int>(row, 1)[0] = column.IsNull(row) ? 0 : entries.FindOrAdd(column.GetBytes(row));
        }

        var dictionary = new PlainBinaryColumn(column.Type, entries.Count, entries.DetachOffsets(), entries.DetachBytes(), default);
        return new DictionaryBinaryColumn(dictionary, column.Length, codes, column.Validity.Share());
    }
}
