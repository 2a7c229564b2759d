using System.Diagnostics;
using System.Net;
using System.Net.Security;

namespace Patterns.Updates.Webhooks.Targets;

/// <summary>The one way out to targets: no proxy, no cookies, no redirects, no credentials, no decompression, no trace headers, little patience.</summary>
internal static class TargetClient
{
    private const int MaxResponseHeaderKilobytes = 16;

    // A pooled connection keeps the address that was checked; now and then the name is asked again, for targets that move.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ConnectionIdleTime = TimeSpan.FromSeconds(60);

    /// <summary>Creates the client; times are limited by who uses it.</summary>
    /// <param name="options">Which targets are allowed.</param>
    /// <param name="resolver">Finds addresses.</param>
    /// <param name="certificates">Judges certificates in tests; null for the system's judgement.</param>
    public static HttpMessageInvoker Create(WebhookTargetOptions options, IHostResolver resolver, RemoteCertificateValidationCallback? certificates = null)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = new GuardedConnector(options, resolver).ConnectAsync,
            ConnectTimeout = options.ConnectTimeout,
            UseProxy = false,
            Proxy = null,
            UseCookies = false,
            AllowAutoRedirect = false,
            Credentials = null,
            PreAuthenticate = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            MaxResponseHeadersLength = MaxResponseHeaderKilobytes,
            MaxResponseDrainSize = 0,
            ResponseDrainTimeout = TimeSpan.Zero,
            PooledConnectionLifetime = ConnectionLifetime,
            PooledConnectionIdleTimeout = ConnectionIdleTime,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = certificates },
        };
        return new HttpMessageInvoker(handler, disposeHandler: true);
    }
}
