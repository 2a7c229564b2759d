using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>Who may handle a message, and when.</summary>
public sealed class WebhookClaimsContract(Func<TimeProvider, IWebhookDedupeStore> open) : WebhookDedupeContract(open)
{
    [Fact]
    public async Task A_message_is_claimed_by_one_until_it_is_released_or_done_for_good()
    {
        Assert.Equal(WebhookClaim.Claimed, await Store.ClaimAsync("a"));
        Assert.Equal(WebhookClaim.InProgress, await Store.ClaimAsync("a"));
        Assert.Equal(WebhookClaim.Claimed, await Store.ClaimAsync("b"));
        await Store.ReleaseAsync("a");
        Assert.Equal(WebhookClaim.Claimed, await Store.ClaimAsync("a"));
        await Store.CompleteAsync("a");
        Assert.Equal(WebhookClaim.Done, await Store.ClaimAsync("a"));
        Assert.Equal(WebhookClaim.InProgress, await Store.ClaimAsync("b"));
    }

    [Fact]
    public async Task A_message_is_done_for_a_fixed_life_that_nothing_makes_longer_or_shorter()
    {
        await Store.ClaimAsync("a");
        await Store.CompleteAsync("a");

        Time.Advance(Life - TimeSpan.FromTicks(1));
        await Store.CompleteAsync("a");
        await Store.ReleaseAsync("a");
        Assert.Equal(WebhookClaim.Done, await Store.ClaimAsync("a"));
        Time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(WebhookClaim.Claimed, await Store.ClaimAsync("a"));
        Assert.Equal(WebhookClaim.InProgress, await Store.ClaimAsync("a"));
    }

    [Fact]
    public async Task Names_of_any_length_and_characters_are_told_apart()
    {
        string[] keys = ["", "a\nb", "a\n", "A", new('x', 100_000), new('x', 100_001), "ü", "u\u0308", "'; --"];
        foreach (var key in keys)
        {
            Assert.Equal(WebhookClaim.Claimed, await Store.ClaimAsync(key));
            await Store.CompleteAsync(key);
        }

        Assert.All(await Task.WhenAll(keys.Select(async key => await Store.ClaimAsync(key))), static claim => Assert.Equal(WebhookClaim.Done, claim));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.ClaimAsync(null!));
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_one_may_handle_the_message()
    {
        for (var round = 0; round < 10; round++)
        {
            var key = $"{round}";
            var claims = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(async () => await Store.ClaimAsync(key))));

            Assert.Single(claims, static claim => claim == WebhookClaim.Claimed);
            Assert.DoesNotContain(WebhookClaim.Done, claims);
        }
    }

    [Fact]
    public async Task Many_who_complete_at_once_are_all_known()
    {
        var keys = Enumerable.Range(0, 300).Select(static number => $"{number}").ToArray();

        await Task.WhenAll(keys.Select(key => Task.Run(async () =>
        {
            Assert.Equal(WebhookClaim.Claimed, await Store.ClaimAsync(key));
            await Store.CompleteAsync(key);
        })));

        foreach (var key in keys)
        {
            Assert.Equal(WebhookClaim.Done, await Store.ClaimAsync(key));
        }
    }
}
