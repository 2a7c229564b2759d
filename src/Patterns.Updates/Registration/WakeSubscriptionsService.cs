using Microsoft.Extensions.Hosting;

namespace Patterns.Updates.Registration;

/// <summary>Starts waking with the host, and stops it while the feeds are still there.</summary>
internal sealed class WakeSubscriptionsService(WakeSubscriptions wakes) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => wakes.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => wakes.DisposeAsync().AsTask();
}
