using Patterns.Core;

namespace Patterns.Updates;

/// <summary>There is no subscription of this id. Code <c>webhook.not-found</c>.</summary>
public sealed class WebhookNotFoundException : PatternsException
{
    internal WebhookNotFoundException(string id)
        : base("webhook.not-found", $"There is no webhook subscription '{id}'. It may have been removed; list those there are.") => Id = id;

    /// <summary>The id that was asked for.</summary>
    public string Id { get; }
}
