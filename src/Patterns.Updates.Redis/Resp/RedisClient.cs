namespace Patterns.Updates.Redis.Resp;

/// <summary>Asks Redis, and connects again when a connection has broken. Safe for use by any number of threads.</summary>
internal sealed class RedisClient(RedisUpdateOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private RespConnection? _connection;

    /// <summary>Sends one command.</summary>
    /// <exception cref="RedisException">Redis refuses, or cannot be reached.</exception>
    public async Task<RespValue> AskAsync(CancellationToken cancellationToken, params IReadOnlyList<RespArgument> command)
        => (await AskAllAsync([command], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Sends commands together; they are not one step.</summary>
    /// <exception cref="RedisException">Redis refuses one of them, or cannot be reached.</exception>
    public async Task<RespValue[]> AskAllAsync(IReadOnlyList<IReadOnlyList<RespArgument>> commands, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        RespValue[] answers;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Timeout);
        try
        {
            answers = await connection.AskAsync(commands, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw RedisException.Unreachable(options.Endpoint, new TimeoutException($"no answer within {options.Timeout}", exception));
        }

        var refused = Array.FindIndex(answers, static answer => answer.Kind == RespKind.Error);
        return refused < 0 ? answers : throw RedisException.Refused(System.Text.Encoding.UTF8.GetString(commands[refused][0].Bytes.Span), answers[refused].Text);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        _connecting.Dispose();
    }

    private async Task<RespConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _connection) is { IsBroken: false } open)
        {
            return open;
        }

        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_connection is null or { IsBroken: true })
            {
                var broken = _connection;
                _connection = await RespConnection.OpenAsync(options, null, cancellationToken).ConfigureAwait(false);
                if (broken is not null)
                {
                    await broken.DisposeAsync().ConfigureAwait(false);
                }
            }

            return _connection;
        }
        finally
        {
            _connecting.Release();
        }
    }
}
