namespace Patterns.Updates;

/// <summary>Why a URL or an address is not sent to.</summary>
public enum WebhookTargetRefusal
{
    /// <summary>The URL cannot be read, is too long or has characters in it that programs read in different ways.</summary>
    MalformedUrl,

    /// <summary>The URL is not https.</summary>
    NotHttps,

    /// <summary>The URL holds a user name or password.</summary>
    HasCredentials,

    /// <summary>The port is one of another service.</summary>
    PortNotAllowed,

    /// <summary>The host is a name that is never one of the public internet: <c>localhost</c>, one without a dot, <c>.internal</c>.</summary>
    HostNotPublic,

    /// <summary>The host is an address in disguise: decimal, octal, hexadecimal, shortened or in other letters.</summary>
    DisguisedAddress,

    /// <summary>An address of the host is not one of the public internet.</summary>
    AddressNotPublic,
}
