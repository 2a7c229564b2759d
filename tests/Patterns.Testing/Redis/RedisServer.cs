using System.Diagnostics;

namespace Patterns.Testing;

/// <summary>An empty Redis server in a temporary directory, reachable through a Unix socket only. The binary is that of PATTERNS_REDIS or of PATH.</summary>
public sealed class RedisServer : IDisposable
{
    private const string Variable = "PATTERNS_REDIS";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<string?> Binary = new(Locate);

    private readonly TemporaryDirectory _folder = new();
    private Process? _process;

    private RedisServer()
    {
    }

    /// <summary>Why there is no server and what to do about it; null when there can be one.</summary>
    public static string? WhyNot
        => OperatingSystem.IsWindows() ? "Redis is started with a Unix socket, which this system does not have."
            : Binary.Value is null ? $"Redis is not installed: apt-get install redis-server, or set {Variable} to redis-server."
            : null;

    /// <summary>Where it is, as the client of feeds wants it.</summary>
    public string Endpoint => $"unix:{_folder["redis.sock"]}";

    /// <summary>Starts a server.</summary>
    /// <exception cref="InvalidOperationException">There is no Redis, or it does not start.</exception>
    public static RedisServer Start()
    {
        if (WhyNot is { } whyNot)
        {
            throw new InvalidOperationException(whyNot);
        }

        RedisServer server = new();
        server.Run();
        return server;
    }

    /// <summary>Kills the server and starts it again with what is on its disk.</summary>
    public void Restart()
    {
        Kill();
        Run();
    }

    public void Dispose()
    {
        Kill();
        _folder.Dispose();
    }

    private static string? Locate()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(static folder => Path.Join(folder, "redis-server")).FirstOrDefault(File.Exists);
    }

    private void Run()
    {
        ProcessStartInfo start = new(
            Binary.Value!,
            ["--port", "0", "--unixsocket", _folder["redis.sock"], "--dir", _folder.Path, "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--loglevel", "notice"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("redis-server does not start.");

        // It says so when it listens.
        using CancellationTokenSource patience = new(Patience);
        try
        {
            while (ReadLine(patience.Token) is { } line)
            {
                if (line.Contains("ready to accept connections", StringComparison.OrdinalIgnoreCase) || line.Contains("The server is now ready", StringComparison.Ordinal))
                {
                    _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It said nothing of the kind in time.
        }

        Kill();
        throw new InvalidOperationException("redis-server did not become ready.");
    }

    private string? ReadLine(CancellationToken cancellationToken) => _process!.StandardOutput.ReadLineAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    private void Kill()
    {
        if (_process is { } process)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            _process = null;
        }
    }
}
