using System.Globalization;
using System.Text;
using Patterns.Testing;

namespace Patterns.Updates.Tests.Webhooks.Signing;

public sealed class WebhookPublicKeyTests
{
    // RFC 8032, section 7.1: key, message, signature.
    [Theory]
    [InlineData(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void The_examples_of_the_RFC_verify_and_no_neighbour_does(string key, string message, string signature)
    {
        var publicKey = WebhookPublicKey.FromBytes(Convert.FromHexString(key));
        var (content, right) = (Convert.FromHexString(message), Convert.FromHexString(signature));

        Assert.True(publicKey.Verify(content, right));
        Assert.False(publicKey.Verify([.. content, 0], right));
        for (var bit = 0; bit < 512; bit += 7)
        {
            var wrong = right.ToArray();
            wrong[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.False(publicKey.Verify(content, wrong), $"bit {bit}");
        }
    }

    [Fact]
    public void A_signature_of_both_versions_is_verified_by_who_knows_either()
    {
        var key = new FixedSignature();
        var secret = WebhookSecret.Generate();
        var time = new ManualTimeProvider();
        var signatures = WebhookSignature.Compute([secret, key], "m1", time.GetUtcNow(), "{}"u8);

        Assert.Matches("^v1,[A-Za-z0-9+/]{43}= v1a,[A-Za-z0-9+/]{86}==$", signatures);
        Assert.True(Verify(new(secret), signatures, time).IsVerified);
        Assert.True(Verify(new(key), signatures, time).IsVerified);
        Assert.Equal(WebhookOutcome.UnsupportedVersion, Verify(new(key), signatures.Split(' ')[0], time).Outcome);
    }

    [Theory]
    [InlineData("whpk_")]
    [InlineData("whpk_AAAA")]
    [InlineData("whpk_!")]
    [InlineData("whpk_AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_is_no_point_of_the_curve_is_no_key(string text) => Assert.Throws<FormatException>(() => WebhookSecrets.Parse(text));

    [Fact]
    public void A_key_is_read_and_written_alike()
    {
        const string Text = "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

        Assert.Equal(Text, WebhookPublicKey.Parse(Text).ToString());
        Assert.Equal("v1a", Assert.Single(WebhookSecrets.Parse(Text).Keys).Version);
    }

    private static WebhookVerification Verify(WebhookSecrets secrets, string signatures, TimeProvider time)
    {
        var seconds = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new WebhookVerifier(secrets, time: time).Verify(
            name => name switch { WebhookHeaders.Id => "m1", WebhookHeaders.Timestamp => seconds, _ => signatures }, "{}"u8);
    }

    /// <summary>Stands for a key in a vault: what it signs with does not matter here.</summary>
    private sealed class FixedSignature : IWebhookSigningKey, IWebhookVerificationKey
    {
        public string Version => "v1a";

        public int SignatureLength => 64;

        public void Sign(ReadOnlySpan<byte> content, Span<byte> signature) => signature.Fill((byte)content.Length);

        public bool Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
            => signature.Length == 64 && signature.IndexOfAnyExcept((byte)content.Length) < 0 && Encoding.UTF8.GetString(content).StartsWith("m1.", StringComparison.Ordinal);
    }
}
