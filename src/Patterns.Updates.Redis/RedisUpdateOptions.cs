namespace Patterns.Updates.Redis;

/// <summary>How feeds are kept in Redis.</summary>
public sealed class RedisUpdateOptions
{
    private const int MaxPrefixLength = 64;

    /// <summary>The server: <c>host:port</c>, or <c>unix:</c> and the path of a socket. <c>localhost:6379</c> by default.</summary>
    public string Endpoint { get; set; } = "localhost:6379";

    /// <summary>The user to log in as; null, the default, for that of the server's default.</summary>
    public string? User { get; set; }

    /// <summary>The password to log in with; null, the default, to log in as nobody.</summary>
    public string? Password { get; set; }

    /// <summary>Whether the connection is encrypted and the server's certificate checked. Off by default.</summary>
    public bool UseTls { get; set; }

    /// <summary>Number of the database, zero or more; 0 by default.</summary>
    public int Database { get; set; }

    /// <summary>What all keys begin with, 1 to 64 characters; <c>patterns:updates</c> by default.</summary>
    public string KeyPrefix { get; set; } = "patterns:updates";

    /// <summary>How long to wait for a connection or for an answer: 100 ms to 1 hour, 10 seconds by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often to look for updates even if no message came: 10 ms to 1 hour, 1 second by default.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most bytes of payload of one append: 1 to 256 MiB, 16 MiB by default.</summary>
    public int MaxBatchBytes { get; set; } = 16 << 20;

    internal void Validate()
    {
        if (string.IsNullOrEmpty(Endpoint) || !(Endpoint.StartsWith("unix:", StringComparison.Ordinal) || Endpoint.Contains(':', StringComparison.Ordinal)))
        {
            throw new ArgumentException($"{nameof(Endpoint)} is host:port, or unix: and the path of a socket, but is '{Endpoint}'.");
        }

        if (string.IsNullOrEmpty(KeyPrefix) || KeyPrefix.Length > MaxPrefixLength)
        {
            throw new ArgumentException($"{nameof(KeyPrefix)} has 1 to {MaxPrefixLength} characters, but has {KeyPrefix?.Length ?? 0}.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Database, nameof(Database));
        Require(Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), nameof(Timeout));
        Require(PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), nameof(PollInterval));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatchBytes, 1, nameof(MaxBatchBytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBatchBytes, UpdateStoreOptions.MaxBatchBytesLimit, nameof(MaxBatchBytes));
    }

    private static void Require(TimeSpan value, TimeSpan least, TimeSpan most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException($"{name} is {least} to {most}, but is {value}.");
        }
    }
}
