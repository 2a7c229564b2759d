using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Sql.Reading;

/// <summary>Rows of batches for code that reads them by ADO.NET. Not safe for use by several threads.</summary>
internal sealed class BatchDataReader : DbDataReader
{
    private readonly Schema _schema;
    private readonly IAsyncEnumerator<ColumnBatch> _batches;
    private ColumnBatch? _batch;
    private int _row = -1;
    private bool _isAtEnd;
    private bool? _hasRows;
    private bool _isClosed;

    public BatchDataReader(Schema schema, IAsyncEnumerable<ColumnBatch> batches, CancellationToken cancellationToken)
    {
        _schema = schema;
        _batches = batches.GetAsyncEnumerator(cancellationToken);
    }

    public override int FieldCount => _schema.Count;

    /// <summary>Whether the query has rows at all; runs it up to its first batch when no row was asked for yet.</summary>
    public override bool HasRows => _hasRows ??= MoveToNextBatchAsync().AsTask().GetAwaiter().GetResult();

    public override bool IsClosed => _isClosed;

    public override int Depth => 0;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ReadAsync(CancellationToken.None).GetAwaiter().GetResult();

    public override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (_batch is not null && _row + 1 < _batch.RowCount)
        {
            _row++;
            return true;
        }

        if (!await MoveToNextBatchAsync().ConfigureAwait(false))
        {
            return false;
        }

        _hasRows = true;
        _row = 0;
        return true;
    }

    public override bool NextResult() => false;

    public override object GetValue(int ordinal) => Current.Columns[ordinal].GetValue(_row) ?? DBNull.Value;

    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var count = Math.Min(values.Length, FieldCount);
        for (var ordinal = 0; ordinal < count; ordinal++)
        {
            values[ordinal] = GetValue(ordinal);
        }

        return count;
    }

    public override bool IsDBNull(int ordinal) => Current.Columns[ordinal].IsNull(_row);

    public override string GetName(int ordinal) => _schema[ordinal].Name;

    public override int GetOrdinal(string name)
    {
        var index = _schema.IndexOf(name);
        for (var ordinal = 0; index < 0 && ordinal < FieldCount; ordinal++)
        {
            index = string.Equals(_schema[ordinal].Name, name, StringComparison.OrdinalIgnoreCase) ? ordinal : -1;
        }

        return index >= 0 ? index : throw new ArgumentOutOfRangeException(nameof(name), $"There is no column '{name}'. There is: {string.Join(", ", _schema.Fields.Select(static field => field.Name))}.");
    }

    public override string GetDataTypeName(int ordinal) => _schema[ordinal].Type.ToString();

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public override Type GetFieldType(int ordinal) => _schema[ordinal].Type switch
    {
        { Kind: DataTypeKind.Boolean } => typeof(bool),
        { Kind: DataTypeKind.Int8 } => typeof(sbyte),
        { Kind: DataTypeKind.Int16 } => typeof(short),
        { Kind: DataTypeKind.Int32 } => typeof(int),
        { Kind: DataTypeKind.Int64 } => typeof(long),
        { Kind: DataTypeKind.Float32 } => typeof(float),
        { Kind: DataTypeKind.Float64 } => typeof(double),
        { Kind: DataTypeKind.Date } => typeof(DateOnly),
        { Kind: DataTypeKind.Timestamp } => typeof(DateTimeOffset),
        { Kind: DataTypeKind.LocalTimestamp } => typeof(DateTime),
        { Kind: DataTypeKind.String } => typeof(string),
        { Kind: DataTypeKind.Binary } => typeof(byte[]),
        DecimalType { Precision: <= 28 } => typeof(decimal),
        DecimalType => typeof(WideDecimal),
        _ => typeof(object),
    };

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => Convert.ToByte(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override short GetInt16(int ordinal) => Convert.ToInt16(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override int GetInt32(int ordinal) => Convert.ToInt32(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override long GetInt64(int ordinal) => Convert.ToInt64(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override float GetFloat(int ordinal) => Convert.ToSingle(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override double GetDouble(int ordinal) => Convert.ToDouble(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override decimal GetDecimal(int ordinal) => GetValue(ordinal) is WideDecimal wide ? wide.ToDecimal() : Convert.ToDecimal(GetValue(ordinal), CultureInfo.InvariantCulture);

    public override DateTime GetDateTime(int ordinal) => GetValue(ordinal) switch
    {
        DateTimeOffset instant => instant.UtcDateTime,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        var value => (DateTime)value,
    };

    public override Guid GetGuid(int ordinal) => Guid.Parse(GetString(ordinal));

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override char GetChar(int ordinal) => GetString(ordinal) is [var only] ? only : throw new InvalidCastException($"Column '{GetName(ordinal)}' has a text that is not one character.");

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length)
        => Copy((byte[])GetValue(ordinal), dataOffset, buffer, bufferOffset, length);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length)
        => Copy(GetString(ordinal).ToCharArray(), dataOffset, buffer, bufferOffset, length);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    public override void Close() => CloseAsync().GetAwaiter().GetResult();

    public override async Task CloseAsync()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _batch?.Dispose();
        _batch = null;
        await _batches.DisposeAsync().ConfigureAwait(false);
    }

    private ColumnBatch Current => _batch is { } batch && _row >= 0 ? batch : throw new InvalidOperationException("There is no row here: call Read first, and stop when it gives false.");

    private async ValueTask<bool> MoveToNextBatchAsync()
    {
        // The first batch may have been fetched for HasRows.
        if (_hasRows == true && _row < 0 && _batch is not null)
        {
            return true;
        }

        _batch?.Dispose();
        _batch = null;
        _isAtEnd = _isAtEnd || !await _batches.MoveNextAsync().ConfigureAwait(false);
        _batch = _isAtEnd ? null : _batches.Current;
        _row = -1;
        return _batch is not null;
    }

    private static long Copy<T>(T[] data, long dataOffset, T[]? buffer, int bufferOffset, int length)
    {
        if (buffer is null)
        {
            return data.Length;
        }

        var count = (int)Math.Max(0, Math.Min(length, data.Length - dataOffset));
        Array.Copy(data, dataOffset, buffer, bufferOffset, count);
        return count;
    }
}
