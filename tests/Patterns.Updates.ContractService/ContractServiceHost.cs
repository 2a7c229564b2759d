namespace Patterns.Updates.ContractService;

/// <summary>The HTTP surface of the service. Source: launchdarkly/sse-contract-tests, docs/service_spec.md.</summary>
public static class ContractServiceHost
{
    private static readonly string[] Capabilities =
    [
        "bom", "comments", "headers", "last-event-id", "post", "read-timeout", "report", "restart", "server-directed-shutdown-request",
    ];

    /// <summary>Builds the service; the caller starts it.</summary>
    /// <param name="url">Where to listen; port 0 for any free one.</param>
    public static WebApplication Create(string url)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton<StreamRegistry>();
        WebApplication service = builder.Build();
        service.MapGet("/", static () => Results.Json(new { name = "Patterns.Updates", capabilities = Capabilities }));
        service.MapDelete("/", static (IHostApplicationLifetime lifetime) => lifetime.StopApplication());
        service.MapPost("/", static (CreateStreamRequest request, StreamRegistry streams) => request is { StreamUrl: not null, CallbackUrl: not null }
            ? Results.Created($"/streams/{streams.Start(request)}", null)
            : Results.BadRequest("streamUrl and callbackUrl are needed."));
        service.MapPost("/streams/{id:int}", static (int id, StreamCommand command, StreamRegistry streams) => streams.Find(id) switch
        {
            null => Results.NotFound(),
            var stream when command.Command == "restart" => Restart(stream),
            _ => Results.BadRequest($"'{command.Command}' is not a command of this service."),
        });
        service.MapDelete("/streams/{id:int}", static async (int id, StreamRegistry streams) => await streams.StopAsync(id) ? Results.NoContent() : Results.NotFound());
        return service;
    }

    private static IResult Restart(ContractStream stream)
    {
        stream.Restart();
        return Results.Accepted();
    }
}
