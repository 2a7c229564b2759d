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
    .WithWakeSubscriptions(wakes =>
    {
        wakes.SigningKey = key;
        wakes.PublicKey = key.PublicKey;
        wakes.Targets.AllowedHosts.UnionWith(FeedServerOptions.OwnHosts);
        wakes.DiscoveryInterval = TimeSpan.FromMilliseconds(200);
    });
builder.Services.AddHostedService(services => new DemoFeed(services.GetRequiredService<UpdateFeeds>(), TimeProvider.System, options.TickMilliseconds));
builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader().WithExposedHeaders("*")));
await using var app = builder.Build();
app.UseCors();
app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(Path.Join(AppContext.BaseDirectory, "wwwroot")) });
app.MapUpdates("/v1/stream", updates =>
{
    updates.Operations = FeedOperations.All;      // everybody may do everything: a server to try things on
    updates.LongPollWait = TimeSpan.FromSeconds(options.LongPollSeconds);
    updates.MaxConnectionsPerPrincipal = 1000;
    updates.Retry = TimeSpan.FromMilliseconds(500);
});
app.MapWakeSubscriptions("/v1/stream", static wakes => wakes.Authorize = static _ => ValueTask.FromResult(true));
await app.StartAsync();
Console.WriteLine($"feeds at {app.Urls.First()}/v1/stream, a page at {app.Urls.First()}/");
await app.WaitForShutdownAsync();
return 0;
