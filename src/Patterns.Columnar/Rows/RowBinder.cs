using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Patterns.Columnar.Rows;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Binds rows of a C# class, record or struct to columns, in both directions. A column is a public property that can be set or that a public
/// constructor takes; computed properties are not columns. Create one binder per type and keep it: it is safe for use by several threads.
/// </summary>
/// <remarks>
/// <para>
/// Types: bool, the integers (byte, ushort and uint as the next wider signed type, ulong as decimal(20,0)), float, double, decimal and
/// <see cref="WideDecimal"/> with <see cref="DecimalAttribute"/>, DateOnly → date, DateTimeOffset → timestamp in UTC, DateTime of unspecified
/// kind → timestamp_ntz, string, Guid → string, byte[] → binary, enums by name or number, arrays, lists and their interfaces → array,
/// dictionaries → map, other classes, records and structs → struct. Times are cut to microseconds. Nullable value and reference types make
/// nullable columns; code without nullable annotations counts as nullable.
/// </para>
/// <para>
/// A value that a column cannot hold exactly is refused, never changed. A null in a property that is declared as never null is written as a null
/// row: whoever stores the batch enforces NOT NULL for all kinds of input.
/// </para>
/// </remarks>
/// <typeparam name="T">The row type.</typeparam>
public sealed class RowBinder<[DynamicallyAccessedMembers(RowShape.Members)] T>
{
    /// <summary>The number of rows per batch when none is asked for.</summary>
    public const int DefaultRowsPerBatch = 65_536;

    // Small enough that the rows of a block stay in the first-level cache while each of their properties is read.
    private const int RowsPerBlock = 256;

    private readonly RowBinderOptions _options;
    private readonly RowShape _shape;
    private readonly Lazy<Schema> _schema;
    private readonly Lazy<RowMap<T>> _writer;
    private BoundReader? _reader;

    /// <summary>Creates a binder.</summary>
    /// <param name="options">Naming and columns; null for the defaults. Read once.</param>
    /// <exception cref="ArgumentException">The type has no property that could be a column, or two for the same one.</exception>
    public RowBinder(RowBinderOptions? options = null)
    {
        _options = options ?? new RowBinderOptions();
        _shape = RowShape.Of(typeof(T), _options);
        _schema = new(() => _options.Schema ?? RowSchema.Derive(_shape, _options));
        _writer = new(() => new RowMap<T>(_shape, Schema.Fields, "", _options));
    }

    /// <summary>The columns that are written: <see cref="RowBinderOptions.Schema"/>, or derived from the properties in their order.</summary>
    /// <exception cref="ArgumentException">A property's type has no counterpart; the message names the property and what to write instead.</exception>
    public Schema Schema => _schema.Value;

    /// <summary>The columns that the row type has properties for, in their order, whether or not their types have a counterpart by themselves.</summary>
    public IReadOnlyList<string> ColumnNames => [.. _shape.Properties.Select(static property => property.Column)];

    /// <summary>The column that a property of the row type is bound to.</summary>
    /// <param name="property">A property of <typeparamref name="T"/> or of a type it inherits or implements.</param>
    /// <exception cref="ArgumentException">The property is not a column.</exception>
    public string ColumnOf(MemberInfo property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return _shape.Properties.FirstOrDefault(candidate => candidate.Info.Name == property.Name)?.Column
            ?? throw new ArgumentException($"{typeof(T).Name}.{property.Name} is not a column. The properties that are: {string.Join(", ", _shape.Properties.Select(static candidate => candidate.Info.Name))}.", nameof(property));
    }

    /// <summary>Makes one batch of the rows, which the caller owns.</summary>
    /// <param name="rows">The rows, none null.</param>
    /// <exception cref="RowBindingException">A value does not fit its column, or the columns do not fit the type.</exception>
    public ColumnBatch Write(ReadOnlySpan<T> rows)
    {
        using var builder = new ColumnBatchBuilder(Schema);
        Write(rows, builder, 0);
        return builder.Build();
    }

    /// <summary>Appends the rows to a batch being built. Allocates per call, never per row: give it many rows at a time.</summary>
    /// <param name="rows">The rows, none null.</param>
    /// <param name="builder">A builder of <see cref="Schema"/>. After an exception its columns are uneven: dispose it.</param>
    /// <exception cref="RowBindingException">A value does not fit its column, or the columns do not fit the type.</exception>
    public void Write(ReadOnlySpan<T> rows, ColumnBatchBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Schema.Equals(Schema))
        {
            throw new ArgumentException($"The builder is for ({builder.Schema}), but the rows of {typeof(T).Name} are written as ({Schema}).", nameof(builder));
        }

        Write(rows, builder, 0);
    }

    /// <summary>
    /// The values of a row as text by column, for messages about rows that do not fit: in the invariant culture, what is nested by its own
    /// <see cref="object.ToString"/>.
    /// </summary>
    /// <param name="row">The row, not null.</param>
    public IReadOnlyDictionary<string, string?> ToTexts(T row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _shape.Properties.ToDictionary(static property => property.Column, property => TextOf(property.Info.GetValue(row)), StringComparer.Ordinal);
    }

    /// <summary>Makes batches of the rows while they are enumerated. The caller owns each batch.</summary>
    /// <param name="rows">The rows, none null.</param>
    /// <param name="rowsPerBatch">Rows of every batch but the last; at least 1.</param>
    /// <exception cref="RowBindingException">A value does not fit its column, or the columns do not fit the type.</exception>
    public IEnumerable<ColumnBatch> Write(IEnumerable<T> rows, int rowsPerBatch = DefaultRowsPerBatch)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsPerBatch, 1);
        return WriteBatches(rows, rowsPerBatch);
    }

    /// <summary>Makes a row of each row of a batch while they are enumerated. Columns are matched by name; others are ignored.</summary>
    /// <param name="batch">The batch, which must stay alive during the enumeration.</param>
    /// <exception cref="RowBindingException">
    /// A column is missing or of a type that the property cannot hold, a null meets a property that is never null, or a value does not fit.
    /// </exception>
    /// <exception cref="InvalidOperationException">The type has no constructor that could be used.</exception>
    public IEnumerable<T> Read(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return ReadRows(ReaderFor(batch.Schema), batch);
    }

    private static string? TextOf(object? value) => value switch
    {
        DateTimeOffset or DateTime => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };

    private static IEnumerable<T> ReadRows(RowMap<T> map, ColumnBatch batch)
    {
        var block = new T[Math.Min(RowsPerBlock, batch.RowCount)];
        for (var start = 0; start < batch.RowCount; start += block.Length)
        {
            var count = Math.Min(block.Length, batch.RowCount - start);
            ReadBlock(map, batch, start, block.AsSpan(0, count));
            for (var index = 0; index < count; index++)
            {
                yield return block[index];
            }
        }
    }

    private static void ReadBlock(RowMap<T> map, ColumnBatch batch, int start, Span<T> rows)
    {
        try
        {
            map.Read(batch.Columns, start, rows);
        }
        catch (RowBindingException error) when (error.RowIndex is null && rows.Length > 1)
        {
            for (var index = 0; index < rows.Length; index++)
            {
                ReadBlock(map, batch, start + index, rows.Slice(index, 1));
            }

            throw;
        }
        catch (RowBindingException error) when (error.RowIndex is null)
        {
            throw error.AtRow(start);
        }
    }

    private IEnumerable<ColumnBatch> WriteBatches(IEnumerable<T> rows, int rowsPerBatch)
    {
        using var builder = new ColumnBatchBuilder(Schema);
        var block = new T[Math.Min(RowsPerBlock, rowsPerBatch)];
        var filled = 0;
        long written = 0;
        foreach (var row in rows)
        {
            block[filled++] = row;
            if (filled == block.Length || builder.RowCount + filled == rowsPerBatch)
            {
                Write(block.AsSpan(0, filled), builder, written);
                written += filled;
                filled = 0;
                if (builder.RowCount == rowsPerBatch)
                {
                    yield return builder.Build();
                }
            }
        }

        Write(block.AsSpan(0, filled), builder, written);
        if (builder.RowCount > 0)
        {
            yield return builder.Build();
        }
    }

    private void Write(ReadOnlySpan<T> rows, ColumnBatchBuilder builder, long firstRowIndex)
    {
        for (var start = 0; start < rows.Length; start += RowsPerBlock)
        {
            var block = rows.Slice(start, Math.Min(RowsPerBlock, rows.Length - start));
            RequireRows(block, firstRowIndex + start);
            var writer = _writer.Value;
            try
            {
                writer.Write(block, builder.Columns);
            }
            catch (RowBindingException error) when (error.RowIndex is null && error.IsOfRow)
            {
                throw FindRefused(block, firstRowIndex + start) ?? error;
            }
        }
    }

    private static void RequireRows(ReadOnlySpan<T> rows, long firstRowIndex)
    {
        for (var index = 0; default(T) is null && index < rows.Length; index++)
        {
            if (rows[index] is null)
            {
                throw new ArgumentException($"Row {firstRowIndex + index} (0-based) is null; leave it out.", nameof(rows));
            }
        }
    }

    /// <summary>Writes the rows of a block that was refused one by one, for the sake of the message.</summary>
    private RowBindingException? FindRefused(ReadOnlySpan<T> rows, long firstRowIndex)
    {
        using var scratch = new ColumnBatchBuilder(Schema);
        for (var index = 0; index < rows.Length; index++)
        {
            try
            {
                _writer.Value.Write(rows.Slice(index, 1), scratch.Columns);
            }
            catch (RowBindingException error)
            {
                return error.AtRow(firstRowIndex + index);
            }
        }

        return null;
    }

    private RowMap<T> ReaderFor(Schema schema)
    {
        var reader = _reader;
        if (reader is null || !(ReferenceEquals(reader.Schema, schema) || reader.Schema.Equals(schema)))
        {
            reader = new BoundReader(schema, new RowMap<T>(_shape, schema.Fields, "", _options));
            _reader = reader;
        }

        return reader.Map;
    }

    private sealed record BoundReader(Schema Schema, RowMap<T> Map);
}
