using Patterns.Updates.Postgres.Storage;

namespace Patterns.Updates.Postgres;

/// <summary>How a receiver of webhooks keeps in PostgreSQL what it has handled.</summary>
public sealed class PostgresWebhookDedupeOptions
{
    /// <summary>The schema with the table, created when it is not there: 1 to 48 lower-case letters, digits and underscores, beginning with a letter. <c>patterns_updates</c> by default.</summary>
    public string Schema { get; set; } = SchemaName.Default;

    /// <summary>How long a message that was handled is known, at least as long as senders try again: 1 minute to 365 days, 5 days by default.</summary>
    public TimeSpan Life { get; set; } = MemoryWebhookDedupeStore.DefaultLife;

    /// <summary>
    /// How long a claim holds that is neither completed nor released, because its process was killed: longer than any handler takes, for then another
    /// process may handle the message too. 10 seconds to 1 day, 15 minutes by default.
    /// </summary>
    public TimeSpan ClaimLife { get; set; } = TimeSpan.FromMinutes(15);

    internal void Validate()
    {
        SchemaName.ThrowIfInvalid(Schema);
        OptionRange.Require(Life, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365), nameof(Life));
        OptionRange.Require(ClaimLife, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1), nameof(ClaimLife));
    }
}
