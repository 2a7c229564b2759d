using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;

namespace Patterns.Updates.Redis.Resp;

/// <summary>Opens the bytes of a connection.</summary>
internal static class RespStream
{
    private const string UnixScheme = "unix:";

    public static async Task<Stream> OpenAsync(RedisUpdateOptions options, CancellationToken cancellationToken)
    {
        if (options.Endpoint.StartsWith(UnixScheme, StringComparison.Ordinal))
        {
            Socket local = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            return await ConnectAsync(local, () => local.ConnectAsync(new UnixDomainSocketEndPoint(options.Endpoint[UnixScheme.Length..]), cancellationToken)).ConfigureAwait(false);
        }

        var colon = options.Endpoint.LastIndexOf(':');
        var host = options.Endpoint[..colon].Trim('[', ']');
        var port = int.Parse(options.Endpoint.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var stream = await ConnectAsync(socket, () => socket.ConnectAsync(host, port, cancellationToken)).ConfigureAwait(false);
        if (!options.UseTls)
        {
            return stream;
        }

        SslStream encrypted = new(stream);
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken).ConfigureAwait(false);
        return encrypted;
    }

    private static async Task<Stream> ConnectAsync(Socket socket, Func<ValueTask> connectAsync)
    {
        try
        {
            await connectAsync().ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
