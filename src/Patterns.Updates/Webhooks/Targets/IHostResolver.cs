using System.Net;

namespace Patterns.Updates.Webhooks.Targets;

/// <summary>Finds the addresses of a host. Tests put a hostile one here.</summary>
internal interface IHostResolver
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
