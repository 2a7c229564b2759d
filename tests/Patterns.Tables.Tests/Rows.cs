using System.Globalization;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Tests;

/// <summary>Rows of any columns, as values and as text.</summary>
internal static class Rows
{
    /// <summary>One batch of rows whose values are as <see cref="Column.GetValue"/> gives them.</summary>
    public static async IAsyncEnumerable<ColumnBatch> Of(string ddl, params object?[][] rows)
    {
        await Task.CompletedTask;
        yield return Batch(Schema.Parse(ddl), rows);
    }

    public static ColumnBatch Batch(Schema schema, params object?[][] rows)
        => new(schema, rows.Length, [.. schema.Fields.Select((field, index) => Build(field.Type, [.. rows.Select(row => row[index])]))]);

    public static Dictionary<string, object?> Struct(params (string Name, object? Value)[] fields) => fields.ToDictionary(static field => field.Name, static field => field.Value);

    /// <summary>All rows of a table as text, in order.</summary>
    public static async Task<List<string>> TextsAsync(Table table, string? filter = null)
    {
        var rows = new List<string>();
        await foreach (var batch in table.ReadBatchesAsync(filter: filter is null ? null : Expression.Parse(filter)))
        {
            using (batch)
            {
                rows.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => string.Join('|', batch.Columns.Select(column => Text(column.GetValue(row))))));
            }
        }

        return rows;
    }

    public static string Text(object? value) => value switch
    {
        null => "∅",
        byte[] bytes => Convert.ToHexString(bytes),
        object?[] items => $"[{string.Join(',', items.Select(Text))}]",
        KeyValuePair<object, object?>[] entries => $"{{{string.Join(',', entries.Select(static entry => $"{Text(entry.Key)}:{Text(entry.Value)}"))}}}",
        IReadOnlyDictionary<string, object?> fields => $"({string.Join(',', fields.Select(static field => $"{field.Key}:{Text(field.Value)}"))})",
        DateTimeOffset or DateTime => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static Column Build(DataType type, IReadOnlyList<object?> values)
    {
        using var builder = ColumnBuilder.Create(type);
        foreach (var value in values)
        {
            Append(builder, type, value);
        }

        return builder.Build();
    }

    private static void Append(ColumnBuilder builder, DataType type, object? value)
    {
        if (value is null)
        {
            builder.AppendNull();
            return;
        }

        switch (builder)
        {
            case BooleanColumnBuilder booleans: booleans.Append((bool)value); break;
            case BinaryColumnBuilder texts when value is string text: texts.Append(text); break;
            case BinaryColumnBuilder texts: texts.Append((byte[])value); break;
            case FixedColumnBuilder<sbyte> numbers: numbers.Append((sbyte)value); break;
            case FixedColumnBuilder<short> numbers: numbers.Append((short)value); break;
            case FixedColumnBuilder<int> numbers: numbers.Append(value is DateOnly date ? date.DayNumber - new DateOnly(1970, 1, 1).DayNumber : (int)value); break;
            case FixedColumnBuilder<float> numbers: numbers.Append((float)value); break;
            case FixedColumnBuilder<double> numbers: numbers.Append((double)value); break;
            case FixedColumnBuilder<Int128> numbers: numbers.Append((Int128)((decimal)value * Scale(type))); break;
            case FixedColumnBuilder<long> numbers:
                numbers.Append(value switch
                {
                    DateTimeOffset instant => (instant - DateTimeOffset.UnixEpoch).Ticks / 10,
                    DateTime local => (local - DateTime.UnixEpoch).Ticks / 10,
                    decimal number => (long)(number * Scale(type)),
                    _ => (long)value,
                });
                break;
            case StructColumnBuilder structs:
                foreach (var (field, index) in ((StructType)type).Fields.Select(static (field, index) => (field, index)))
                {
                    Append(structs.Fields[index], field.Type, ((IReadOnlyDictionary<string, object?>)value).GetValueOrDefault(field.Name));
                }

                structs.Append();
                break;
            case ListColumnBuilder lists:
                foreach (var item in (object?[])value)
                {
                    Append(lists.Elements, ((ListType)type).Element, item);
                }

                lists.Append();
                break;
            default: throw new NotSupportedException($"{type}");
        }
    }

    private static decimal Scale(DataType type) => (decimal)Math.Pow(10, ((DecimalType)type).Scale);
}
