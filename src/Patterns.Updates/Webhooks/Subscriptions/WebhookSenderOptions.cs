namespace Patterns.Updates;

/// <summary>How webhooks are sent.</summary>
public sealed class WebhookSenderOptions
{
    internal const int MaxInFlightLimit = 64;

    /// <summary>Which targets are allowed: https on the public internet by default.</summary>
    public WebhookTargetOptions Targets { get; } = new();

    /// <summary>Most attempts under way at a time, over all endpoints, 1 to 100,000; 1,024 by default.</summary>
    public int MaxConcurrency { get; set; } = 1024;

    /// <summary>How long an endpoint may take to answer, connecting included, 1 s to 60 s; 15 s by default.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The largest payload that is sent whole, 1 KiB to 16 MiB; 256 KiB by default. A larger one is sent as a link (<c>dataref</c> of CloudEvents).</summary>
    public int MaxPayloadBytes { get; set; } = 256 * 1024;

    /// <summary>How long an endpoint may fail without one success before it is disabled, 1 hour to 90 days; 5 days by default.</summary>
    public TimeSpan DisableAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>Most updates of one endpoint that are read and neither delivered nor given up, 64 to 100,000; 1,000 by default. Offsets only are kept.</summary>
    public int MaxPending { get; set; } = 1000;

    /// <summary>
    /// How long progress may go unsaved, 0 to 60 s; 0.2 s by default. A process that dies sends what it had not saved once more, under the same ids; nothing
    /// is ever left out.
    /// </summary>
    public TimeSpan SaveInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How ownership of an endpoint is verified unless its request says so; by a signed challenge by default.</summary>
    public WebhookOwnership Ownership { get; set; } = WebhookOwnership.Challenge;

    /// <summary>What we call ourselves when we ask an endpoint by OPTIONS: a DNS name; <c>localhost</c> by default.</summary>
    public string Origin { get; set; } = "localhost";

    /// <summary>Where receivers find the feeds, without a slash at the end: <c>https://api.example.com/feeds</c>, or a path. <c>/feeds</c> by default. The source of events and the links to large ones begin with it.</summary>
    public string FeedsUrl { get; set; } = "/feeds";

    /// <summary>Keys that sign every message beside the subscription's secret, such as one of Ed25519 in a vault; empty by default.</summary>
    public IList<IWebhookSigningKey> SigningKeys { get; } = [];

    /// <summary>
    /// Name of a feed that is told when an endpoint is disabled or an update given up (types <c>webhook.disabled</c> and <c>webhook.dead-letter</c>); null, the
    /// default, for none. It is created when it is needed.
    /// </summary>
    public string? EventFeed { get; set; }
}
