using System.Security.Cryptography;
using System.Text;
using Patterns.Testing;

namespace Patterns.Updates.Tests.Webhooks.Signing;

public sealed class OtherSchemeTests
{
    private const string StripeSecret = "whsec_test_secret";
    private const string StripeBody = """{"object":{"id":"inner"},"id":"evt_1","type":"charge.succeeded"}""";
    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private readonly ManualTimeProvider _time = new(SentAt);

    [Fact]
    public void The_example_in_the_documentation_of_GitHub_verifies()
    {
        // docs.github.com, "Validating webhook deliveries", "Testing the webhook payload validation".
        var result = GitHub("It's a Secret to Everybody", "Hello, World!", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");

        Assert.Equal(new WebhookVerification(WebhookOutcome.Verified, "72d3162e-cc78-11e3-81ab-4c9367dc0958", null, null), result);
    }

    [Theory]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18", WebhookOutcome.WrongSignature)]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e", WebhookOutcome.WrongSignature)]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700", WebhookOutcome.WrongSignature)]
    [InlineData("sha256=z57107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", WebhookOutcome.WrongSignature)]
    [InlineData("sha256=", WebhookOutcome.WrongSignature)]
    [InlineData("sha1=757107ea0eb2509fc211221cce984b8a37570b6d", WebhookOutcome.UnsupportedVersion)]
    [InlineData("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", WebhookOutcome.UnsupportedVersion)]
    [InlineData("", WebhookOutcome.MissingHeader)]
    public void Another_signature_of_GitHub_is_refused(string signature, WebhookOutcome expected)
        => Assert.Equal(expected, GitHub("It's a Secret to Everybody", "Hello, World!", signature).Outcome);

    [Fact]
    public void A_webhook_of_GitHub_has_a_guid()
    {
        const string Signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        Assert.Equal(WebhookOutcome.MalformedHeader, GitHub("It's a Secret to Everybody", "Hello, World!", Signature, "../etc").Outcome);
        Assert.Equal(WebhookOutcome.MissingHeader, GitHub("It's a Secret to Everybody", "Hello, World!", Signature, null).Outcome);
    }

    [Fact]
    public void A_webhook_of_Stripe_verifies_and_its_id_is_that_of_the_event()
        => Assert.Equal(new WebhookVerification(WebhookOutcome.Verified, "evt_1", SentAt, null), Stripe($"t=1700000000,v1={StripeSignature(1_700_000_000)}"));

    [Fact]
    public void One_of_several_signatures_of_Stripe_is_enough_and_older_versions_are_not_looked_at()
    {
        var right = StripeSignature(1_700_000_000);

        Assert.True(Stripe($"t=1700000000,v1={new string('0', 64)},v1={right},v0={right}").IsVerified);
        Assert.Equal(WebhookOutcome.UnsupportedVersion, Stripe($"t=1700000000,v0={right}").Outcome);
        Assert.Equal(WebhookOutcome.WrongSignature, Stripe($"t=1700000000,v1={right[..^2]}").Outcome);
        Assert.Equal(WebhookOutcome.WrongSignature, Stripe($"t=1700000001,v1={right}").Outcome);
        Assert.Equal(WebhookOutcome.MalformedHeader, Stripe($"v1={right}").Outcome);
        Assert.Equal(WebhookOutcome.MalformedHeader, Stripe($"t=now,v1={right}").Outcome);
        Assert.Equal(WebhookOutcome.MissingHeader, Stripe("").Outcome);
    }

    [Theory]
    [InlineData(301, WebhookOutcome.TooOld)]
    [InlineData(300, WebhookOutcome.Verified)]
    [InlineData(-300, WebhookOutcome.Verified)]
    [InlineData(-301, WebhookOutcome.TooNew)]
    public void The_clock_of_Stripe_may_differ_by_the_tolerance_both_ways(int age, WebhookOutcome expected)
        => Assert.Equal(expected, Stripe($"t={1_700_000_000 - age},v1={StripeSignature(1_700_000_000 - age)}").Outcome);

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"data":{"id":"evt_1"}}""")]
    [InlineData("not json")]
    [InlineData("")]
    public void A_body_of_Stripe_without_an_id_is_refused_though_it_is_signed(string body)
        => Assert.Equal(WebhookOutcome.MalformedHeader, Stripe($"t=1700000000,v1={StripeSignature(1_700_000_000, body)}", body).Outcome);

    [Fact]
    public void Schemes_of_shared_secrets_refuse_public_keys()
    {
        var key = WebhookPublicKey.FromBytes(Convert.FromHexString("7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa"));

        Assert.Throws<ArgumentException>(() => new WebhookVerifier(new(key), WebhookScheme.GitHub));
        Assert.Throws<ArgumentException>(() => new WebhookVerifier(new(key), WebhookScheme.Stripe));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebhookVerifier(new(key), (WebhookScheme)9));
    }

    private static string StripeSignature(long seconds, string body = StripeBody)
        => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(StripeSecret), Encoding.UTF8.GetBytes($"{seconds}.{body}")));

    private WebhookVerification GitHub(string secret, string body, string signature, string? id = "72d3162e-cc78-11e3-81ab-4c9367dc0958")
        => new WebhookVerifier(new(WebhookSecret.FromText(secret)), WebhookScheme.GitHub, time: _time)
            .Verify(name => name switch { "X-Hub-Signature-256" => signature, "X-GitHub-Delivery" => id, _ => null }, Encoding.UTF8.GetBytes(body));

    private WebhookVerification Stripe(string header, string body = StripeBody)
        => new WebhookVerifier(new(WebhookSecret.FromText(StripeSecret)), WebhookScheme.Stripe, time: _time)
            .Verify(name => name == "Stripe-Signature" ? header : null, Encoding.UTF8.GetBytes(body));
}
