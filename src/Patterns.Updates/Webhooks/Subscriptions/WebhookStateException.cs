using Patterns.Core;

namespace Patterns.Updates;

/// <summary>What was kept of a subscription cannot be read. Code <c>webhook.state-unreadable</c>.</summary>
public sealed class WebhookStateException : PatternsException
{
    internal WebhookStateException(string path, Exception cause)
        : base(
            "webhook.state-unreadable",
            $"The object '{path}' holds a webhook subscription or its state, but cannot be read: {cause.Message} Restore it, or delete it and subscribe again.",
            cause)
        => Path = path;

    /// <summary>Where it is in the store.</summary>
    public string Path { get; }
}
