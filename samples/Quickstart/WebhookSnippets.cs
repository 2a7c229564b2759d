using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patterns.Updates;
using Patterns.Updates.AspNetCore;

namespace Quickstart;

/// <summary>What the READMEs of Patterns.Updates and Patterns.Updates.AspNetCore show of webhooks.</summary>
internal static class WebhookSnippets
{
    public static async Task SendAndReceiveAsync(string folder)
    {
        var secret = WebhookSecret.Generate();
        var received = new TaskCompletionSource();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // begin-snippet: webhooks-register
        builder.Services.AddPatternsUpdates(updates => updates.Directory = folder)
            .WithWebhooks(webhooks => webhooks.Targets.AllowedHosts.Add("127.0.0.1"));         // for development: without this https on the public internet only
        // end-snippet
        var app = builder.Build();

        // begin-snippet: webhooks-subscriptions
        app.MapUpdates("/feeds");
        app.MapWebhookSubscriptions("/feeds", webhooks =>                                       // POST /feeds/orders/webhooks {"url":"https://…"}
            webhooks.Authorize = access => ValueTask.FromResult(access.Context.User.IsInRole("integrator")));
        // end-snippet

        // begin-snippet: webhooks-receive
        app.MapWebhookReceiver("/hooks/orders", new WebhookSecrets(secret), async (message, cancellationToken) =>
        {
            NewUpdate update = message.ReadEvent();                                             // verified, in time, and not handled before
            await Console.Out.WriteLineAsync($"{update.Type} {Encoding.UTF8.GetString(update.Payload.Span)}".AsMemory(), cancellationToken);
            received.TrySetResult();
        });                                                                                     // 2xx once this has returned
        // end-snippet

        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var url = $"{address}/hooks/orders";
        var feeds = app.Services.GetRequiredService<UpdateFeeds>();
        await feeds["orders"].OpenAsync();

        // begin-snippet: webhooks-send
        var sender = app.Services.GetRequiredService<WebhookSender>();
        WebhookSubscription subscription = await sender.SubscribeAsync(
            "orders", new WebhookRequest { Url = url, Ordering = WebhookOrdering.ByKey, Secret = secret });   // without a secret one is made
        await sender.VerifyAsync(subscription.Id);                                              // the endpoint shows that it has the secret

        await feeds["orders"].AppendAsync(new OrderPaid(7, 12.50m), key: "7");                  // and it is sent, at least once
        // end-snippet
        await received.Task;

        // begin-snippet: webhooks-repair
        WebhookStatus status = await sender.GetStatusAsync(subscription.Id);
        foreach (WebhookDeadLetter letter in status.DeadLetters)                                // ten attempts over 75.6 hours have failed
        {
            await sender.ReplayAsync(subscription.Id, WebhookReplay.One(letter.Offset));        // or Range, or Since; under the same ids
        }

        WebhookSecret next = await sender.RotateSecretAsync(subscription.Id, overlap: TimeSpan.FromHours(6));
        // end-snippet
        Console.WriteLine($"{status.Cursor} {next}");
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public static void Verify(IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        // begin-snippet: webhooks-verify
        var verifier = new WebhookVerifier(WebhookSecrets.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        WebhookVerification result = verifier.Verify(headers.GetValueOrDefault, body);
        Console.WriteLine(result.IsVerified ? $"message {result.Id}" : $"{result.Outcome}: {result.Detail}");
        // end-snippet
    }

    private sealed record OrderPaid(int Id, decimal Amount);
}
