using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patterns.Testing;

namespace Patterns.Updates.AspNetCore.Tests.Serving;

/// <summary>A server of feeds on a free port of the loopback, with a clock that moves by hand.</summary>
public sealed class FeedHost : IAsyncDisposable
{
    /// <summary>How long a test waits for what must come at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;

    private FeedHost(WebApplication app, MemoryUpdateStore feeds, ManualTimeProvider time)
    {
        _app = app;
        Feeds = feeds;
        Time = time;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = Address, Timeout = Patience };
    }

    public MemoryUpdateStore Feeds { get; }

    public ManualTimeProvider Time { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public static async Task<FeedHost> StartAsync(
        Action<UpdatesHttpOptions>? configure = null, Action<WebApplication>? use = null, Action<IServiceCollection>? services = null)
    {
        ManualTimeProvider time = new();
        MemoryUpdateStore feeds = new(time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IUpdateStore>(feeds);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(new Random(5));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        use?.Invoke(app);
        app.MapUpdates("/feeds", options =>
        {
            options.Operations = FeedOperations.All;
            configure?.Invoke(options);
        });
        await app.StartAsync();
        return new FeedHost(app, feeds, time);
    }

    /// <summary>A feed with some JSON numbers in it.</summary>
    public async Task<IUpdateLog> CreateAsync(string name, params int[] values)
    {
        var log = (await Feeds.CreateAsync(name)).Log;
        foreach (var value in values)
        {
            await log.AppendAsync(Number(value));
        }

        return log;
    }

    public static NewUpdate Number(int value, string? type = null) => new(Encoding.UTF8.GetBytes($"{value}")) { Type = type };

    /// <summary>Sends a request and reads no more than the headers of the answer.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? change = null, string? body = null, string contentType = "application/json")
    {
        HttpRequestMessage request = new(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        change?.Invoke(request);
        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestMessage>? change = null) => SendAsync(HttpMethod.Get, path, change);

    /// <summary>Opens a stream of events.</summary>
    public async Task<EventStream> OpenAsync(string path, Action<HttpRequestMessage>? change = null)
    {
        var response = await GetAsync(path, change);
        Assert.Equal(200, (int)response.StatusCode);
        return new EventStream(response, await response.Content.ReadAsStreamAsync());
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Feeds.DisposeAsync();
    }
}
