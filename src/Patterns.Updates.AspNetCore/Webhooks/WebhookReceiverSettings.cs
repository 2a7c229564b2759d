using Microsoft.Extensions.Logging;

namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>What a receiver works with.</summary>
internal sealed record WebhookReceiverSettings(WebhookReceiverOptions Options, IWebhookDedupeStore Dedupe, TimeProvider Time, ILogger Logger, CancellationToken Stopping);
