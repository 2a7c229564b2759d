using System.Globalization;

namespace Patterns.Testing;

/// <summary>
/// A DuckDB database with one connection, called through its C API: an oracle for tests and a peer for benchmarks. Extensions are
/// neither installed nor loaded by themselves, and the session's time zone is UTC. Not thread safe; open one per thread.
/// </summary>
public sealed class DuckDb : IDisposable
{
    private nint _database;
    private nint _connection;

    private DuckDb(nint database, nint connection)
    {
        _database = database;
        _connection = connection;
    }

    /// <summary>Whether the library was found and loads.</summary>
    public static bool IsAvailable => DuckDbLibrary.WhyNot is null;

    /// <summary>Why the library cannot be used and what to do about it; null when it can.</summary>
    public static string? WhyNot => DuckDbLibrary.WhyNot;

    /// <summary>The version of the library, such as <c>v1.5.6</c>.</summary>
    /// <exception cref="InvalidOperationException">The library is not available.</exception>
    public static string Version
    {
        get
        {
            RequireLibrary();
            return DuckDbNative.BorrowedText(DuckDbNative.LibraryVersion());
        }
    }

    /// <summary>Opens a database that lives as long as this object.</summary>
    /// <param name="threads">Threads that a query may use, at least 1.</param>
    /// <exception cref="InvalidOperationException">The library is not available.</exception>
    public static DuckDb OpenInMemory(int threads = 2) => Open(":memory:", threads);

    /// <summary>Opens or creates a database file.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="threads">Threads that a query may use, at least 1.</param>
    /// <exception cref="InvalidOperationException">The library is not available.</exception>
    /// <exception cref="DuckDbException">The file cannot be opened.</exception>
    public static DuckDb Open(string path, int threads = 2)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        RequireLibrary();
        nint config = Configure(threads);
        try
        {
            if (DuckDbNative.Open(path, out nint database, config, out nint error) != 0)
            {
                throw new DuckDbException(DuckDbNative.OwnedText(error));
            }

            return Connect(database);
        }
        finally
        {
            DuckDbNative.DestroyConfig(ref config);
        }
    }

    /// <summary>Runs one or more statements.</summary>
    /// <param name="sql">Statements separated by semicolons.</param>
    /// <returns>Rows that the last statement inserted, updated or deleted; 0 for other statements.</returns>
    /// <exception cref="DuckDbException">A statement failed.</exception>
    public long Execute(string sql)
    {
        using DuckDbResult result = Run(sql);
        return result.RowsChanged;
    }

    /// <summary>Runs statements and reads the last one's rows into memory.</summary>
    /// <exception cref="DuckDbException">A statement failed.</exception>
    /// <exception cref="NotSupportedException">A column is of a type that is not read (UNION, BIT, BIGNUM, TIME WITH TIME ZONE).</exception>
    public DuckDbRows Query(string sql)
    {
        using DuckDbResult result = Run(sql);
        return result.ToRows();
    }

    /// <summary>Runs one SELECT and returns every value as DuckDB's text for it; null stays null.</summary>
    /// <param name="sql">A SELECT, or what may stand in its FROM between parentheses, such as DESCRIBE; a closing semicolon is ignored.</param>
    /// <exception cref="DuckDbException">The statement failed.</exception>
    public IReadOnlyList<string?[]> QueryText(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        DuckDbRows result = Query($"SELECT COLUMNS(*)::VARCHAR FROM (\n{sql.TrimEnd().TrimEnd(';')}\n)");
        return [.. result.Rows.Select(static row => Array.ConvertAll(row, static value => (string?)value))];
    }

    /// <summary>Runs one statement, streaming, fetches every chunk and drops it: the cheapest way to have a result in C#'s hands.</summary>
    /// <returns>The number of rows.</returns>
    /// <exception cref="DuckDbException">The statement failed.</exception>
    public long Drain(string sql)
    {
        int prepared = DuckDbNative.Prepare(_connection, sql, out nint statement);
        try
        {
            if (prepared != 0)
            {
                throw new DuckDbException($"{DuckDbNative.BorrowedText(DuckDbNative.PrepareError(statement))} The statement was: {sql}");
            }

            int state = DuckDbNative.ExecuteStreaming(statement, out DuckDbNative.Result result);
            ThrowOnError(state, ref result, sql);
            using var stream = new DuckDbResult(result);
            return stream.Drain();
        }
        finally
        {
            DuckDbNative.DestroyPrepared(ref statement);
        }
    }

    /// <summary>Starts appending rows to a table.</summary>
    /// <param name="table">A table of the main schema.</param>
    /// <exception cref="DuckDbException">There is no such table.</exception>
    public DuckDbAppender Append(string table) => new(_connection, table);

    /// <summary>Closes the connection and the database; a file is checkpointed when its last connection closes.</summary>
    public void Dispose()
    {
        DuckDbNative.Disconnect(ref _connection);
        DuckDbNative.Close(ref _database);
    }

    private static void RequireLibrary()
    {
        if (DuckDbLibrary.WhyNot is { } whyNot)
        {
            throw new InvalidOperationException(whyNot);
        }
    }

    private static nint Configure(int threads)
    {
        _ = DuckDbNative.CreateConfig(out nint config);
        _ = DuckDbNative.SetConfig(config, "threads", threads.ToString(CultureInfo.InvariantCulture));
        _ = DuckDbNative.SetConfig(config, "autoinstall_known_extensions", "false");
        _ = DuckDbNative.SetConfig(config, "autoload_known_extensions", "false");
        return config;
    }

    private static DuckDb Connect(nint database)
    {
        if (DuckDbNative.Connect(database, out nint connection) != 0)
        {
            DuckDbNative.Close(ref database);
            throw new DuckDbException("The database was opened but gave no connection.");
        }

        var session = new DuckDb(database, connection);
        session.Execute("SET TimeZone = 'UTC'");
        return session;
    }

    private DuckDbResult Run(string sql)
    {
        int state = DuckDbNative.Query(_connection, sql, out DuckDbNative.Result result);
        ThrowOnError(state, ref result, sql);
        return new DuckDbResult(result);
    }

    private static void ThrowOnError(int state, ref DuckDbNative.Result result, string sql)
    {
        if (state != 0)
        {
            string message = DuckDbNative.BorrowedText(DuckDbNative.ResultError(ref result));
            DuckDbNative.DestroyResult(ref result);
            throw new DuckDbException($"{message} The statement was: {sql}");
        }
    }
}
