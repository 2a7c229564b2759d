using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Patterns.Testing;
using Patterns.Updates;
using Patterns.Updates.AspNetCore;

// A server of feeds to be killed: URL, folder, seed of its clock. Says on a line where it listens; ends in good order when its input does.
(string url, string folder, int seed) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(url);
builder.Services.AddSingleton<TimeProvider>(new JumpingTimeProvider(seed));
builder.Services.AddPatternsUpdates(updates =>
{
    updates.Directory = folder;
    updates.SegmentBytes = 1 << 20;
    updates.TailBytes = 1 << 18;
}).WithWebhooks(static webhooks =>
{
    webhooks.Targets.AllowedHosts.Add("127.0.0.1");
    webhooks.Ownership = WebhookOwnership.Assumed;
});
await using WebApplication app = builder.Build();
app.MapUpdates("/feeds", static updates =>
{
    updates.Operations = FeedOperations.All;
    updates.Heartbeat = TimeSpan.FromSeconds(1);
    updates.StreamLifetime = TimeSpan.FromSeconds(5);
    updates.LongPollWait = TimeSpan.FromSeconds(1);
    updates.Retry = TimeSpan.FromMilliseconds(10);
    updates.SlowClientTimeout = TimeSpan.FromSeconds(1);
    updates.MaxLagBytes = 64 * 1024;
    updates.MaxPageUpdates = 300;
    updates.DrainPeriod = TimeSpan.FromMilliseconds(200);
});
app.MapWebhookSubscriptions("/feeds", static webhooks => webhooks.Authorize = static _ => ValueTask.FromResult(true));
await app.StartAsync();
Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
await Task.Run(Console.In.ReadToEnd);
await app.StopAsync();
