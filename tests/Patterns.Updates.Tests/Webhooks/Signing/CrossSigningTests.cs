using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Patterns.Updates.Tests.Webhooks.Signing;

public sealed class CrossSigningTests
{
    [StandardWebhooksPeerFact]
    public async Task The_library_of_Standard_Webhooks_signs_as_we_do_and_each_verifies_what_the_other_signed()
    {
        var random = new Random(11);
        var messages = Enumerable.Range(0, 300).Select(index => Message.Of(index, random, TimeProvider.System.GetUtcNow())).ToArray();

        var answers = await StandardWebhooksPeer.AskAsync(messages.Select(static message => message.ToJson()));

        Assert.Equal(messages.Length, answers.Count);
        foreach (var (message, answer) in messages.Zip(answers))
        {
            Assert.Equal(message.Right, answer.GetProperty("signature").GetString());
            Assert.Equal(message.IsRight, answer.GetProperty("verified").GetBoolean());
            Assert.Equal(message.IsRight ? WebhookOutcome.Verified : WebhookOutcome.WrongSignature, message.Verify(message.Sent).Outcome);
            Assert.True(message.Verify(answer.GetProperty("signature").GetString()!).IsVerified);
        }
    }

    private sealed record Message(WebhookSecret Secret, string Id, DateTimeOffset At, string Body, string Right, string Sent, bool IsRight)
    {
        private string Seconds => At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        public static Message Of(int index, Random random, DateTimeOffset now)
        {
            var key = new byte[random.Next(24, 65)];
            random.NextBytes(key);
            var secret = WebhookSecret.FromBytes(key);
            var id = $"msg_{index}";
            var body = string.Concat(Enumerable.Range(0, random.Next(0, 400)).Select(_ => char.ConvertFromUtf32(random.Next(4) switch
            {
                0 => random.Next(0x80, 0xD800),
                1 => random.Next(0x10000, 0x11000),
                _ => random.Next(0, 0x80),
            })));
            var at = now.AddSeconds(random.Next(-200, 200));
            var right = WebhookSignature.Compute([secret], id, at, Encoding.UTF8.GetBytes(body));
            var other = WebhookSignature.Compute([WebhookSecret.Generate()], id, at, Encoding.UTF8.GetBytes(body));
            var sent = (index % 3) switch
            {
                0 => right,
                1 => $"{other} v2,AAAA {right}",
                _ => other,
            };
            return new Message(secret, id, at, body, right, sent, index % 3 != 2);
        }

        public WebhookVerification Verify(string signature) => new WebhookVerifier(new(Secret)).Verify(
            name => name switch { WebhookHeaders.Id => Id, WebhookHeaders.Timestamp => Seconds, _ => signature }, Encoding.UTF8.GetBytes(Body));

        public string ToJson() => JsonSerializer.Serialize(new
        {
            secret = Secret.Reveal(),
            id = Id,
            seconds = At.ToUnixTimeSeconds(),
            body = Convert.ToBase64String(Encoding.UTF8.GetBytes(Body)),
            signature = Sent,
        });
    }
}
