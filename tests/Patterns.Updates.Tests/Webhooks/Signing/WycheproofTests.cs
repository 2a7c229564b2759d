using System.Text.Json;
using Patterns.Testing;

namespace Patterns.Updates.Tests.Webhooks.Signing;

public sealed class WycheproofTests
{
    [SharedFact("corpora/wycheproof")]
    public void Every_vector_of_HMAC_SHA256_is_answered_as_it_says()
    {
        using var vectors = Open("hmac_sha256_test.json");
        var count = 0;
        foreach (var group in vectors.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            // A webhook carries the whole signature: a shortened one, right or wrong, must never pass.
            var isWhole = group.GetProperty("tagSize").GetInt32() == 256;
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var secret = WebhookSecret.FromBytes(Bytes(test, "key"));
                var (content, tag) = (Bytes(test, "msg"), Bytes(test, "tag"));
                var isValid = test.GetProperty("result").GetString() == "valid";
                var computed = new byte[secret.SignatureLength];
                secret.Sign(content, computed);

                Assert.Equal(isValid, computed.AsSpan(0, tag.Length).SequenceEqual(tag));
                Assert.Equal(isValid && isWhole, secret.Verify(content, tag));
                count++;
            }
        }

        Assert.Equal(174, count);
    }

    [SharedFact("corpora/wycheproof")]
    public void Every_vector_of_Ed25519_is_answered_as_it_says()
    {
        using var vectors = Open("ed25519_test.json");
        var count = 0;
        foreach (var group in vectors.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            var key = WebhookPublicKey.FromBytes(Bytes(group.GetProperty("publicKey"), "pk"));
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                Assert.True(
                    key.Verify(Bytes(test, "msg"), Bytes(test, "sig")) == (test.GetProperty("result").GetString() == "valid"),
                    $"vector {test.GetProperty("tcId")}: {test.GetProperty("comment")}");
                count++;
            }
        }

        Assert.Equal(vectors.RootElement.GetProperty("numberOfTests").GetInt32(), count);
    }

    private static JsonDocument Open(string file) => JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Path($"corpora/wycheproof/{file}")));

    private static byte[] Bytes(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);
}
