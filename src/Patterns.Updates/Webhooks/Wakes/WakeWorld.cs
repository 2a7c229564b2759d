using Microsoft.Extensions.Logging;
using Patterns.Updates.Webhooks.Delivery;

namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>What all subscriptions share.</summary>
/// <param name="Feeds">The feeds.</param>
/// <param name="Store">Keeps the subscriptions.</param>
/// <param name="Call">The way to endpoints.</param>
/// <param name="Signer">Signs webhooks; null when none are offered.</param>
/// <param name="Options">How workers are woken.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Spreads retries.</param>
/// <param name="Logger">Told what happens.</param>
/// <param name="IsWakeStream">Whether a feed is one that workers are woken by: those are no work, whatever pattern they fit.</param>
internal sealed record WakeWorld(
    IUpdateStore Feeds,
    WakeStore Store,
    TargetCall Call,
    WakeSigner? Signer,
    WakeSubscriptionsOptions Options,
    TimeProvider Time,
    Random Random,
    ILogger Logger,
    Func<string, bool> IsWakeStream);
