using System.IO.Pipelines;
using System.Net.Sockets;

namespace Patterns.Updates.Redis.Resp;

/// <summary>A connection. Commands of any number of threads go out one behind the other, and answers come back in the same order.</summary>
internal sealed class RespConnection : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly PipeReader _input;
    private readonly PipeWriter _output;
    private readonly string _endpoint;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Queue<TaskCompletionSource<RespValue>> _waiting = new();
    private readonly Action<RespValue>? _onMessage;
    private readonly Task _reading;
    private Exception? _failure;

    private RespConnection(Stream stream, string endpoint, Action<RespValue>? onMessage)
    {
        _stream = stream;
        _input = PipeReader.Create(stream);
        _output = PipeWriter.Create(stream);
        _endpoint = endpoint;
        _onMessage = onMessage;
        _reading = ReadAsync();
    }

    public bool IsBroken => Volatile.Read(ref _failure) is not null;

    /// <summary>Completes when the connection is over.</summary>
    public Task Ended => _reading;

    /// <summary>Connects and logs in.</summary>
    /// <param name="options">Where and as whom.</param>
    /// <param name="onMessage">Gets every answer, for a connection that subscribes; null for one that asks and is answered.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RedisException">The server cannot be reached, or refuses.</exception>
    public static async Task<RespConnection> OpenAsync(RedisUpdateOptions options, Action<RespValue>? onMessage, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Timeout);
        RespConnection connection;
        try
        {
            connection = new RespConnection(await RespStream.OpenAsync(options, patience.Token).ConfigureAwait(false), options.Endpoint, onMessage);
        }
        catch (Exception exception) when (exception is SocketException or IOException or System.Security.Authentication.AuthenticationException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw RedisException.Unreachable(options.Endpoint, exception);
        }

        try
        {
            await connection.LogInAsync(options, patience.Token).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a command without waiting for the answer, which comes as a message.</summary>
    public async Task SendAsync(IReadOnlyList<RespArgument> command, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            RespWriter.Write(_output, command);
            await _output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Sends commands together.</summary>
    /// <returns>The answers, in order; refusals are among them.</returns>
    /// <exception cref="RedisException">The connection broke.</exception>
    public async Task<RespValue[]> AskAsync(IReadOnlyList<IReadOnlyList<RespArgument>> commands, CancellationToken cancellationToken)
    {
        var answers = new TaskCompletionSource<RespValue>[commands.Count];
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            lock (_waiting)
            {
                if (_failure is { } failure)
                {
                    throw RedisException.Unreachable(_endpoint, failure);
                }

                for (var index = 0; index < answers.Length; index++)
                {
                    answers[index] = new TaskCompletionSource<RespValue>(TaskCreationOptions.RunContinuationsAsynchronously);
                    _waiting.Enqueue(answers[index]);
                }
            }

            foreach (var command in commands)
            {
                RespWriter.Write(_output, command);
            }

            // A command that is half written cannot be taken back, so the flush is not cancelled.
            await _output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            Fail(exception);
        }
        finally
        {
            _writing.Release();
        }

        return await Task.WhenAll(answers.Select(static answer => answer.Task)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _writing.Dispose();
    }

    private async Task LogInAsync(RedisUpdateOptions options, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<RespArgument>> commands = [];
        if (options.Password is { } password)
        {
            commands.Add(options.User is { } user ? ["AUTH", user, password] : ["AUTH", password]);
        }

        if (options.Database > 0)
        {
            commands.Add(["SELECT", (long)options.Database]);
        }

        if (commands.Count == 0 || _onMessage is not null && options.Password is null)
        {
            return;
        }

        if (_onMessage is not null)
        {
            // The answer comes as a message, and a refusal with the first subscription.
            await SendAsync(commands[0], cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var answer in await AskAsync(commands, cancellationToken).ConfigureAwait(false))
        {
            if (answer.Kind == RespKind.Error)
            {
                throw RedisException.Refused("the login", answer.Text);
            }
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                var read = await _input.ReadAsync().ConfigureAwait(false);
                var buffer = read.Buffer;
                while (RespReader.TryRead(ref buffer, out var value))
                {
                    Deliver(value);
                }

                _input.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                {
                    throw new EndOfStreamException("the server closed the connection");
                }
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Deliver(RespValue value)
    {
        if (_onMessage is not null)
        {
            _onMessage(value);
            return;
        }

        TaskCompletionSource<RespValue> answer;
        lock (_waiting)
        {
            answer = _waiting.TryDequeue(out var waiting) ? waiting : throw new InvalidDataException("Redis answered something that nobody had asked.");
        }

        answer.TrySetResult(value);
    }

    private void Fail(Exception exception)
    {
        List<TaskCompletionSource<RespValue>> lost;
        lock (_waiting)
        {
            _failure ??= exception;
            lost = [.. _waiting];
            _waiting.Clear();
        }

        lost.ForEach(answer => answer.TrySetException(RedisException.Unreachable(_endpoint, exception)));
    }
}
