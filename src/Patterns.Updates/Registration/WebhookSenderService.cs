using Microsoft.Extensions.Hosting;

namespace Patterns.Updates.Registration;

/// <summary>Starts the sender with the host, and stops it while the feeds are still there.</summary>
internal sealed class WebhookSenderService(WebhookSender sender) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => sender.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => sender.DisposeAsync().AsTask();
}
