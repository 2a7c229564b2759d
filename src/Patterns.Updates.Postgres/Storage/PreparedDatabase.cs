using Npgsql;

namespace Patterns.Updates.Postgres.Storage;

/// <summary>A database whose tables are created at first use. Thread safe.</summary>
/// <param name="source">The database.</param>
/// <param name="createAsync">Creates the tables that are not there, within the connection's transaction.</param>
/// <param name="prepared">Called once they are there; null for nothing.</param>
internal sealed class PreparedDatabase(NpgsqlDataSource source, Func<NpgsqlConnection, CancellationToken, Task> createAsync, Action? prepared = null) : IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private bool _isPrepared;

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        return await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _isPrepared))
        {
            return;
        }

        await _preparing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isPrepared)
            {
                var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using var connectionScope = connection.ConfigureAwait(false);
                var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using var transactionScope = transaction.ConfigureAwait(false);
                await createAsync(connection, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                prepared?.Invoke();
                Volatile.Write(ref _isPrepared, true);
            }
        }
        finally
        {
            _preparing.Release();
        }
    }

    public void Dispose() => _preparing.Dispose();
}
