using FeedServer;
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
builder.Services.AddSingleton<IUpdateStore>(new MemoryUpdateStore());
builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader().WithExposedHeaders("*")));
await using var app = builder.Build();
app.UseCors();
app.MapUpdates("/v1/stream", updates =>
{
    updates.Operations = FeedOperations.All;
    updates.LongPollWait = TimeSpan.FromSeconds(options.LongPollSeconds);
    updates.MaxConnectionsPerPrincipal = 1000;
});
await app.StartAsync();
Console.WriteLine($"serving feeds at {app.Urls.First()}/v1/stream");
await app.WaitForShutdownAsync();
return 0;
