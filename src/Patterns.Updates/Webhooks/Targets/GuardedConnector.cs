using System.Net;
using System.Net.Sockets;

namespace Patterns.Updates.Webhooks.Targets;

/// <summary>
/// Connects to targets. A name is resolved once per connection, all of its addresses are checked, and the connection goes to one of the addresses
/// that were checked: an answer that changes between check and use changes nothing.
/// </summary>
internal sealed class GuardedConnector(WebhookTargetOptions options, IHostResolver resolver)
{
    /// <summary>Meant for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="WebhookTargetRefusedException">An address is not public.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses of a host when every one of them may be sent to.</summary>
    /// <exception cref="WebhookTargetRefusedException">One of them may not, or there is none.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal)
            ? [literal]
            : await resolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (!options.AllowsHost(host.Trim('[', ']'), port))
        {
            foreach (var address in addresses)
            {
                TargetUrl.CheckAddress(host, address, options);
            }
        }

        return addresses;
    }
}
