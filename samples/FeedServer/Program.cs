using FeedServer;
using Microsoft.Extensions.FileProviders;
using Patterns.Updates;
using Patterns.Updates.AspNetCore;

if (FeedServerOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(FeedServerOptions.Usage);
    return 2;
}

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseUrls(options.Url);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var key = options.Directory is { } directory ? Ed25519SigningKey.OfFile(Path.TrimEndingDirectorySeparator(directory) + "-webhook-key") : Ed25519SigningKey.Generate();
builder.Services.AddPatternsUpdates(updates => updates.Directory = options.Directory)
    .WithWebhooks(webhooks =>
    {
        webhooks.SigningKeys.Add(key);
        webhooks.FeedsUrl = OwnWebhooks.FeedsUrl;
        webhooks.Targets.AllowedHosts.UnionWith(FeedServerOptions.OwnHosts);
    })
    .WithWakeSubscriptions(wakes =>
    {
        wakes.SigningKey = key;
        wakes.PublicKey = key.PublicKey;
        wakes.Targets.AllowedHosts.UnionWith(FeedServerOptions.OwnHosts);
        wakes.DiscoveryInterval = TimeSpan.FromMilliseconds(200);
    });
builder.Services.AddSingleton(services => new OwnWebhooks(services.GetRequiredService<WebhookSender>(), services.GetRequiredService<UpdateFeeds>(), TimeProvider.System));
builder.Services.AddHostedService(services => new DemoFeed(services.GetRequiredService<UpdateFeeds>(), TimeProvider.System, options.TickMilliseconds));
builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader().WithExposedHeaders("*")));
await using var app = builder.Build();
app.UseCors();
app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(Path.Join(AppContext.BaseDirectory, "wwwroot")) });
app.MapUpdates(OwnWebhooks.FeedsUrl, updates =>
{
    updates.Operations = FeedOperations.All;      // everybody may do everything: a server to try things on
    updates.LongPollWait = TimeSpan.FromSeconds(options.LongPollSeconds);
    updates.MaxConnectionsPerPrincipal = 1000;
    updates.Retry = TimeSpan.FromMilliseconds(500);
});
app.MapWakeSubscriptions(OwnWebhooks.FeedsUrl, static wakes => wakes.Authorize = static _ => ValueTask.FromResult(true));
var own = app.Services.GetRequiredService<OwnWebhooks>();
app.MapWebhookReceiver(OwnWebhooks.Path, new WebhookSecrets(key.PublicKey), own.ReceiveAsync);
app.MapPost("/follow-by-webhook", async (HttpContext context, string feed, string from)
    => Results.Json(await own.FollowAsync(feed, UpdateOffset.Parse(from), new Uri(app.Urls.First()), context.RequestAborted)));
await app.StartAsync();
Console.WriteLine($"feeds at {app.Urls.First()}{OwnWebhooks.FeedsUrl}, a page at {app.Urls.First()}/");
await app.WaitForShutdownAsync();
return 0;
