using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Quarantine;

/// <summary>
/// The rows of one append that were set aside: one JSON object per line with the number of the row, the rules it breaks, and its values. It lies in a
/// folder of the table that Delta's readers pass over. Disposal deletes it unless <see cref="Keep"/> was called. Not thread safe.
/// </summary>
internal sealed class QuarantineFile(TableContext table) : IAsyncDisposable
{
    private const string Folder = "_quarantine";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private ObjectWriter? _object;
    private bool _isComplete;
    private bool _isKept;

    /// <summary>Path of the file, relative to the table's folder; null while no row was set aside.</summary>
    public string? Path { get; private set; }

    /// <summary>Rows that were set aside.</summary>
    public long RowCount { get; private set; }

    /// <summary>Sets rows aside.</summary>
    /// <param name="rows">Rows in the columns that they came in; stays the caller's.</param>
    /// <param name="rejections">The broken rules of each of them.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(ColumnBatch rows, IReadOnlyList<IReadOnlyList<RejectedRow>> rejections, CancellationToken cancellationToken)
    {
        BinaryColumn[] texts = [.. rows.Columns.Select(JsonText.FromColumn)];
        try
        {
            for (var row = 0; row < rows.RowCount; row++)
            {
                await WriteLineAsync(rejections[row], json => WriteValues(json, rows.Schema, texts, row), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Array.ForEach(texts, static text => text.Dispose());
        }
    }

    /// <summary>Sets a row aside that could not be turned into columns.</summary>
    /// <param name="values">Its values as text by column.</param>
    /// <param name="rejection">What does not fit.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task WriteAsync(IReadOnlyDictionary<string, string?> values, RejectedRow rejection, CancellationToken cancellationToken)
        => WriteLineAsync([rejection], json => WriteValues(json, values), cancellationToken);

    /// <summary>Makes the file whole and durable, if there is one.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_object is not null && !_isComplete)
        {
            await _object.CompleteAsync(cancellationToken).ConfigureAwait(false);
            _isComplete = true;
        }
    }

    /// <summary>Leaves the file where it is: a commit names it, or may do so.</summary>
    public void Keep() => _isKept = true;

    /// <summary>Takes <see cref="Keep"/> back.</summary>
    public void Discard() => _isKept = false;

    public async ValueTask DisposeAsync()
    {
        if (_object is null)
        {
            return;
        }

        await _object.DisposeAsync().ConfigureAwait(false);
        if (_isComplete && !_isKept)
        {
            await OrphanFiles.DeleteAsync(table, ObjectPath.Combine(table.Path, Path!)).ConfigureAwait(false);
        }
    }

    private static void WriteValues(Utf8JsonWriter json, Schema schema, BinaryColumn[] texts, int row)
    {
        for (var column = 0; column < texts.Length; column++)
        {
            json.WritePropertyName(schema[column].Name);
            if (texts[column].IsNull(row))
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteRawValue(texts[column].GetBytes(row), skipInputValidation: true);
            }
        }
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyDictionary<string, string?> values)
    {
        foreach (var (column, value) in values)
        {
            json.WriteString(column, value);
        }
    }

    private static void WriteLine(IBufferWriter<byte> buffer, IReadOnlyList<RejectedRow> rejections, Action<Utf8JsonWriter> writeValues)
    {
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteNumber("row", rejections[0].RowNumber);
        json.WriteStartArray("rejections");
        foreach (var rejection in rejections)
        {
            json.WriteStartObject();
            json.WriteString("rule", rejection.Rule);
            json.WriteString("column", rejection.Column);
            json.WriteString("value", rejection.Value);
            json.WriteString("reason", rejection.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("values");
        writeValues(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task WriteLineAsync(IReadOnlyList<RejectedRow> rejections, Action<Utf8JsonWriter> writeValues, CancellationToken cancellationToken)
    {
        _object ??= await CreateAsync(cancellationToken).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
        WriteLine(_buffer, rejections, writeValues);
        _buffer.Write("\n"u8);
        await _object.WriteAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        RowCount++;
    }

    private Task<ObjectWriter> CreateAsync(CancellationToken cancellationToken)
    {
        Path = string.Create(CultureInfo.InvariantCulture, $"{Folder}/{table.Commits.Time.GetUtcNow():yyyy-MM-dd}/{table.Commits.Chance.NewId()}.ndjson");
        return table.Objects.CreateAsync(ObjectPath.Combine(table.Path, Path), PutMode.IfAbsent, cancellationToken);
    }
}
