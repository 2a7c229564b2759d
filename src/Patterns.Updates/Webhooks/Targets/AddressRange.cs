using System.Net;

namespace Patterns.Updates.Webhooks.Targets;

/// <summary>A range of addresses that no webhook is sent to, and what it is for.</summary>
internal readonly record struct AddressRange(IPNetwork Network, string Purpose)
{
    public static AddressRange Of(string network, string purpose) => new(IPNetwork.Parse(network), purpose);
}
