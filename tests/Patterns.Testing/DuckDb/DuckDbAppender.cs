using System.Runtime.CompilerServices;
using System.Text;

namespace Patterns.Testing;

/// <summary>
/// Appends rows value by value, written straight into the vectors of a data chunk, which is the fastest way into DuckDB that its C
/// API offers. Call one <c>Append</c> per column in order, then <see cref="EndRow"/>; <see cref="Flush"/> makes the rows visible and,
/// in a database file, durable. Rows not flushed are lost on disposal. Not thread safe.
/// </summary>
public sealed unsafe class DuckDbAppender : IDisposable
{
    private readonly DuckDbType[] _types;
    private readonly nint[] _vectors;
    private readonly nint[] _data;
    private readonly int _capacity = (int)DuckDbNative.VectorSize();
    private byte[] _text = new byte[256];
    private nint _appender;
    private nint _chunk;
    private int _row;
    private int _column;

    internal DuckDbAppender(nint connection, string table)
    {
        int state = DuckDbNative.CreateAppender(connection, null, table, out _appender);
        ThrowOnError(state);
        var count = (int)DuckDbNative.AppenderColumnCount(_appender);
        nint[] handles = [.. Enumerable.Range(0, count).Select(column => DuckDbNative.AppenderColumnType(_appender, (ulong)column))];
        fixed (nint* types = handles)
        {
            _chunk = DuckDbNative.CreateChunk(types, (ulong)count);
        }

        _types = Array.ConvertAll(handles, DuckDbType.Take);
        _vectors = new nint[count];
        _data = new nint[count];
        StartChunk();
    }

    /// <summary>Appends a BOOLEAN.</summary>
    public void Append(bool value) => Write(value, DuckDbTypeId.Boolean);

    /// <summary>Appends an INTEGER.</summary>
    public void Append(int value) => Write(value, DuckDbTypeId.Integer);

    /// <summary>Appends a BIGINT.</summary>
    public void Append(long value) => Write(value, DuckDbTypeId.BigInt);

    /// <summary>Appends a DOUBLE.</summary>
    public void Append(double value) => Write(value, DuckDbTypeId.Double);

    /// <summary>Appends a DATE.</summary>
    public void Append(DateOnly value) => Write(value.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber, DuckDbTypeId.Date);

    /// <summary>Appends a TIMESTAMP or TIMESTAMP WITH TIME ZONE, cut to microseconds.</summary>
    public void Append(DateTimeOffset value)
    {
        long microseconds = (value.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        DuckDbTypeId id = _types[_column].Id;
        Write(microseconds, id == DuckDbTypeId.TimestampWithZone ? id : DuckDbTypeId.Timestamp);
    }

    /// <summary>Appends a DECIMAL of at most 18 digits, given as its digits without the point, such as 1995 for 19.95 at scale 2.</summary>
    public void AppendDecimal(long unscaled)
    {
        DuckDbType type = _types[_column];
        switch (type.Storage)
        {
            case DuckDbTypeId.SmallInt:
                Write(checked((short)unscaled), DuckDbTypeId.Decimal);
                break;
            case DuckDbTypeId.Integer:
                Write(checked((int)unscaled), DuckDbTypeId.Decimal);
                break;
            case DuckDbTypeId.BigInt:
                Write(unscaled, DuckDbTypeId.Decimal);
                break;
            default:
                throw new InvalidOperationException($"Column {_column} is {type.Name}, expected a DECIMAL of at most 18 digits.");
        }
    }

    /// <summary>Appends a VARCHAR; null appends NULL.</summary>
    public void Append(string? value)
    {
        if (value is null)
        {
            AppendNull();
            return;
        }

        int bound = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (bound > _text.Length)
        {
            _text = new byte[Math.Max(bound, 2 * _text.Length)];
        }

        int length = Encoding.UTF8.GetBytes(value, _text);
        RequireColumn(DuckDbTypeId.Varchar);
        fixed (byte* text = _text)
        {
            DuckDbNative.AssignValidText(_vectors[_column++], (ulong)_row, text, (ulong)length);
        }
    }

    /// <summary>Appends NULL to a column of any type.</summary>
    public void AppendNull()
    {
        nint vector = _vectors[_column++];
        DuckDbNative.EnsureValidityWritable(vector);
        DuckDbNative.VectorValidity(vector)[_row >> 6] &= ~(1UL << (_row & 63));
    }

    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">A column has no value.</exception>
    public void EndRow()
    {
        if (_column != _types.Length)
        {
            throw new InvalidOperationException($"The row has {_column} values, expected {_types.Length}.");
        }

        _column = 0;
        if (++_row == _capacity)
        {
            SendChunk();
        }
    }

    /// <summary>Commits the rows appended so far, unless a transaction is open.</summary>
    /// <exception cref="DuckDbException">A row breaks a constraint, or the file cannot be written.</exception>
    public void Flush()
    {
        SendChunk();
        ThrowOnError(DuckDbNative.FlushAppender(_appender));
    }

    /// <summary>Releases the appender.</summary>
    public void Dispose()
    {
        DuckDbNative.DestroyChunk(ref _chunk);
        _ = DuckDbNative.DestroyAppender(ref _appender);
    }

    private void Write<T>(T value, DuckDbTypeId id)
        where T : unmanaged
    {
        RequireColumn(id);
        Unsafe.WriteUnaligned((byte*)_data[_column++] + (long)_row * sizeof(T), value);
    }

    private void RequireColumn(DuckDbTypeId id)
    {
        if (_column >= _types.Length || _types[_column].Id != id)
        {
            throw new InvalidOperationException(
                $"Value {_column + 1} of the row is of type {id}, expected {(_column < _types.Length ? _types[_column].Name : "the end of the row")}.");
        }
    }

    private void SendChunk()
    {
        DuckDbNative.SetChunkSize(_chunk, (ulong)_row);
        ThrowOnError(DuckDbNative.AppendChunk(_appender, _chunk));
        DuckDbNative.ResetChunk(_chunk);
        StartChunk();
    }

    private void StartChunk()
    {
        _row = 0;
        for (var column = 0; column < _types.Length; column++)
        {
            _vectors[column] = DuckDbNative.ChunkVector(_chunk, (ulong)column);
            _data[column] = (nint)DuckDbNative.VectorData(_vectors[column]);
        }
    }

    private void ThrowOnError(int state)
    {
        if (state != 0)
        {
            throw new DuckDbException(DuckDbNative.BorrowedText(DuckDbNative.AppenderError(_appender)));
        }
    }
}
