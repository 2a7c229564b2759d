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
builder.Services.AddPatternsUpdates(updates => updates.Directory = options.Directory);
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
await app.StartAsync();
Console.WriteLine($"feeds at {app.Urls.First()}/v1/stream, a page at {app.Urls.First()}/");
await app.WaitForShutdownAsync();
return 0;
