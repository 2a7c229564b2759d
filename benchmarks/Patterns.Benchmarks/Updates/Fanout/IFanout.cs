using Microsoft.AspNetCore.Builder;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>A way to carry updates to many connections.</summary>
internal interface IFanout : IAsyncDisposable
{
    /// <summary>Path of the stream.</summary>
    string Path { get; }

    /// <summary>Port of the stream; null for that of the application.</summary>
    int? Port => null;

    /// <summary>Registers what it needs.</summary>
    void Configure(WebApplicationBuilder builder);

    /// <summary>Maps its endpoint.</summary>
    void Map(WebApplication app);

    /// <summary>Sends updates, one after the other, to all who are connected.</summary>
    Task SendAsync(IReadOnlyList<byte[]> payloads);
}
