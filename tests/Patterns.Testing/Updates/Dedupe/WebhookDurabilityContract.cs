using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>What is known after a restart, of the stores that outlive one.</summary>
public sealed class WebhookDurabilityContract(Func<TimeProvider, IWebhookDedupeStore> open) : WebhookDedupeContract(open)
{
    [Fact]
    public async Task What_was_done_is_known_after_a_restart_and_what_was_claimed_is_free_sooner_or_later()
    {
        await Store.ClaimAsync("done");
        await Store.CompleteAsync("done");
        await Store.ClaimAsync("claimed");
        await Store.ClaimAsync("released");
        await Store.ReleaseAsync("released");

        Reopen();
        Assert.Equal(WebhookClaim.Done, await Store.ClaimAsync("done"));
        Assert.Equal(WebhookClaim.Claimed, await Store.ClaimAsync("released"));
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(WebhookClaim.Claimed, await Store.ClaimAsync("claimed"));
        Time.Advance(Life - TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        Assert.Equal(WebhookClaim.Done, await Store.ClaimAsync("done"));
        Reopen();
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(WebhookClaim.Claimed, await Store.ClaimAsync("done"));
    }
}
