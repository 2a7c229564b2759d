using System.Text;
using Patterns.Testing;

namespace Patterns.Updates.Tests.Webhooks.Signing;

public sealed class StandardWebhookTests
{
    // The example that the libraries of Standard Webhooks are tested with.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    private readonly ManualTimeProvider _time = new(SentAt);

    [Fact]
    public void The_published_example_is_signed_as_published()
        => Assert.Equal(Signature, WebhookSignature.Compute([WebhookSecret.Parse(Secret)], Id, SentAt, Bytes(Body)));

    [Fact]
    public void The_published_example_verifies()
    {
        var result = Verify();

        Assert.Equal(new WebhookVerification(WebhookOutcome.Verified, Id, SentAt, null), result);
    }

    [Fact]
    public void A_secret_without_its_prefix_is_the_same_secret()
        => Assert.True(Verify(secrets: WebhookSecrets.Parse(Secret["whsec_".Length..])).IsVerified);

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    public void A_missing_or_empty_header_is_named(string name)
    {
        foreach (var value in new[] { null, "" })
        {
            var result = Verify(change: (name, value));

            Assert.Equal(WebhookOutcome.MissingHeader, result.Outcome);
            Assert.Contains(name, result.Detail, StringComparison.Ordinal);
            Assert.Null(result.Id);
        }
    }

    [Theory]
    [InlineData("-1614265330")]
    [InlineData("1614265330.0")]
    [InlineData(" 1614265330")]
    [InlineData("+1614265330")]
    [InlineData("0x60375132")]
    [InlineData("١٦١٤٢٦٥٣٣٠")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("soon")]
    public void A_time_that_is_no_number_of_seconds_is_malformed(string seconds)
        => Assert.Equal(WebhookOutcome.MalformedHeader, Verify(change: ("webhook-timestamp", seconds)).Outcome);

    [Theory]
    [InlineData("msg.1")]
    [InlineData("msg 1")]
    [InlineData("msg\n1")]
    [InlineData("msgé")]
    public void An_id_that_could_mislead_is_malformed(string id)
    {
        Assert.Equal(WebhookOutcome.MalformedHeader, Verify(change: ("webhook-id", id)).Outcome);
        Assert.Equal(WebhookOutcome.MalformedHeader, Verify(change: ("webhook-id", new string('a', 513))).Outcome);
    }

    [Theory]
    [InlineData(0, WebhookOutcome.Verified)]
    [InlineData(300, WebhookOutcome.Verified)]
    [InlineData(301, WebhookOutcome.TooOld)]
    [InlineData(1_000_000, WebhookOutcome.TooOld)]
    [InlineData(-300, WebhookOutcome.Verified)]
    [InlineData(-301, WebhookOutcome.TooNew)]
    [InlineData(-1_000_000, WebhookOutcome.TooNew)]
    public void Clocks_may_differ_by_the_tolerance_both_ways(int secondsLater, WebhookOutcome expected)
    {
        var time = new ManualTimeProvider(SentAt.AddSeconds(secondsLater));

        Assert.Equal(expected, Verify(time: time).Outcome);
    }

    [Fact]
    public void The_tolerance_can_be_chosen()
    {
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(WebhookOutcome.TooOld, Verify(tolerance: TimeSpan.FromSeconds(10)).Outcome);
        Assert.Equal(WebhookOutcome.Verified, Verify(tolerance: TimeSpan.FromSeconds(20)).Outcome);
        Assert.Throws<ArgumentOutOfRangeException>(() => Verify(tolerance: TimeSpan.Zero));
    }

    [Fact]
    public void A_change_of_any_byte_of_body_id_or_time_breaks_the_signature()
    {
        for (var index = 0; index < Body.Length; index++)
        {
            var body = Bytes(Body);
            body[index] ^= 1;

            Assert.Equal(WebhookOutcome.WrongSignature, Verify(body: body).Outcome);
        }

        Assert.Equal(WebhookOutcome.WrongSignature, Verify(body: Bytes(Body + " ")).Outcome);
        Assert.Equal(WebhookOutcome.WrongSignature, Verify(body: []).Outcome);
        Assert.Equal(WebhookOutcome.WrongSignature, Verify(change: ("webhook-id", Id + "x")).Outcome);
        Assert.Equal(WebhookOutcome.WrongSignature, Verify(change: ("webhook-timestamp", "1614265331")).Outcome);
        Assert.Equal(WebhookOutcome.WrongSignature, Verify(change: ("webhook-timestamp", "01614265330")).Outcome);
    }

    [Theory]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookOutcome.UnsupportedVersion)]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookOutcome.UnsupportedVersion)]
    [InlineData("V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookOutcome.UnsupportedVersion)]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookOutcome.UnsupportedVersion)]
    [InlineData("   ", WebhookOutcome.UnsupportedVersion)]
    [InlineData(",", WebhookOutcome.UnsupportedVersion)]
    [InlineData("v1,", WebhookOutcome.WrongSignature)]
    [InlineData("v1", WebhookOutcome.UnsupportedVersion)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O", WebhookOutcome.WrongSignature)]
    [InlineData("v1,not base64", WebhookOutcome.WrongSignature)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,v1", WebhookOutcome.WrongSignature)]
    [InlineData("v1,\tg0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookOutcome.WrongSignature)]
    [InlineData("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=", WebhookOutcome.WrongSignature)]
    [InlineData("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v2,x", WebhookOutcome.Verified)]
    public void One_right_signature_of_a_known_version_among_others_is_enough(string signatures, WebhookOutcome expected)
        => Assert.Equal(expected, Verify(change: ("webhook-signature", signatures)).Outcome);

    [Fact]
    public void No_more_than_32_signatures_are_looked_at()
    {
        var wrong = string.Concat(Enumerable.Repeat("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= ", 31));

        Assert.Equal(WebhookOutcome.Verified, Verify(change: ("webhook-signature", wrong + Signature)).Outcome);
        Assert.Equal(WebhookOutcome.WrongSignature, Verify(change: ("webhook-signature", wrong + "v1,AAAA " + Signature)).Outcome);
    }

    [Fact]
    public void A_secret_is_changed_without_losing_a_message()
    {
        var old = WebhookSecret.Parse(Secret);
        var next = WebhookSecret.Generate();
        var duringOverlap = WebhookSignature.Compute([next, old], Id, SentAt, Bytes(Body));

        Assert.Equal(Signature, duringOverlap.Split(' ')[1]);
        foreach (var receiver in new WebhookSecrets[] { new(old), new(next), new(next, old) })
        {
            Assert.True(Verify(secrets: receiver, change: ("webhook-signature", duringOverlap)).IsVerified);
        }

        Assert.Equal(WebhookOutcome.WrongSignature, Verify(secrets: new(WebhookSecret.Generate()), change: ("webhook-signature", duringOverlap)).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_!!!!")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public void A_secret_is_base64_of_24_to_64_bytes_and_errors_do_not_repeat_it(string text)
    {
        var tooLong = "whsec_" + Convert.ToBase64String(new byte[65]);

        var error = Assert.Throws<FormatException>(() => WebhookSecret.Parse(text));

        Assert.DoesNotContain("AAAA", error.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => WebhookSecret.Parse(tooLong));
        _ = WebhookSecret.Parse(Convert.ToBase64String(new byte[24]));
        _ = WebhookSecret.Parse(Convert.ToBase64String(new byte[64]));
    }

    [Fact]
    public void A_secret_shows_itself_only_when_asked()
    {
        var secret = WebhookSecret.Generate();

        Assert.Equal("whsec_***", secret.ToString());
        Assert.Equal(secret.Reveal(), WebhookSecret.Parse(secret.Reveal()).Reveal());
        Assert.NotEqual(secret.Reveal(), WebhookSecret.Generate().Reveal());
    }

    [Fact]
    public void An_id_with_a_full_stop_is_not_signed()
    {
        var error = Assert.Throws<ArgumentException>(() => WebhookSignature.Compute([WebhookSecret.Generate()], "a.b", SentAt, []));

        Assert.Contains("full stop", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => WebhookSignature.Compute([], "a", SentAt, []));
    }

    [Fact]
    public void Signing_into_own_memory_needs_exact_room_and_makes_no_garbage()
    {
        IWebhookSigningKey[] keys = [WebhookSecret.Parse(Secret), WebhookSecret.Generate()];
        var body = Bytes(Body);
        var room = new char[95];
        Assert.True(WebhookSignature.TryCompute(keys, Id, SentAt, body, room, out var written));
        Assert.Equal(95, written);
        Assert.False(WebhookSignature.TryCompute(keys, Id, SentAt, body, room.AsSpan(1), out written));
        Assert.Equal(0, written);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 1000; turn++)
        {
            WebhookSignature.TryCompute(keys, Id, SentAt, body, room, out _);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private WebhookVerification Verify(
        WebhookSecrets? secrets = null, byte[]? body = null, (string Name, string? Value)? change = null, TimeSpan? tolerance = null, TimeProvider? time = null)
    {
        var headers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Webhook-Id"] = Id,
            ["Webhook-Timestamp"] = "1614265330",
            ["Webhook-Signature"] = Signature,
        };
        if (change is { } changed)
        {
            headers[changed.Name] = changed.Value;
        }

        return new WebhookVerifier(secrets ?? WebhookSecrets.Parse(Secret), WebhookScheme.Standard, tolerance, time ?? _time)
            .Verify(headers.GetValueOrDefault, body ?? Bytes(Body));
    }
}
