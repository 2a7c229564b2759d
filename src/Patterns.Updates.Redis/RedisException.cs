using Patterns.Core;

namespace Patterns.Updates.Redis;

/// <summary>Redis refused a command, or could not be reached. Code <c>updates.redis-refused</c> or <c>updates.redis-unreachable</c>.</summary>
public sealed class RedisException : PatternsException
{
    private RedisException(string code, string message, Exception? innerException)
        : base(code, message, innerException)
    {
    }

    internal static RedisException Refused(string command, string answer)
        => new("updates.redis-refused", $"Redis refused {command}: {answer}. See that the server is Redis 6.2 or later, not a cluster, and that the user may use the commands of streams, scripts and messages.", null);

    internal static RedisException Unreachable(string endpoint, Exception? innerException) => new(
        "updates.redis-unreachable",
        $"Redis at '{endpoint}' does not answer: {innerException?.Message ?? "the connection was closed"}. Whether a command that was under way took effect is not known; producers with sequences may repeat their batches safely.",
        innerException);
}
