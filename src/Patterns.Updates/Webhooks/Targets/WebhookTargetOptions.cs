using System.Net;

namespace Patterns.Updates;

/// <summary>
/// Which targets of webhooks are allowed. The defaults allow https on the public internet only; what they refuse is for development and for networks
/// of one's own.
/// </summary>
public sealed class WebhookTargetOptions
{
    /// <summary>
    /// Hosts to which everything is allowed, http and private addresses included: <c>localhost</c>, <c>127.0.0.1</c>, <c>hooks.test:5001</c> (with a port: that
    /// one only). Compared without case; empty by default.
    /// </summary>
    public ISet<string> AllowedHosts { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Networks whose addresses are allowed although they are not public, such as 10.1.0.0/16; empty by default.</summary>
    public IList<IPNetwork> AllowedNetworks { get; } = [];

    /// <summary>Ports below 1024 that are allowed; 443 by default. Ports from 1024 are allowed always.</summary>
    public ISet<int> AllowedLowPorts { get; } = new HashSet<int> { 443 };

    /// <summary>The longest URL, 1 to 8,192 characters; 2,048 by default.</summary>
    public int MaxUrlLength { get; set; } = 2048;

    /// <summary>How long connecting may take, name, TCP and TLS together, above zero; 5 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most bytes of a response's body that are read, 0 to 1,048,576; 16,384 by default. What goes beyond is not waited for.</summary>
    public int MaxResponseBytes { get; set; } = 16 * 1024;

    internal bool AllowsHost(string host, int port) => AllowedHosts.Count > 0 && (AllowedHosts.Contains(host) || AllowedHosts.Contains($"{host}:{port}"));
}
