namespace Patterns.Updates.ContractService;

/// <summary>What the harness sends to start a client. Names as in its service specification.</summary>
internal sealed record CreateStreamRequest
{
    public Uri? StreamUrl { get; init; }

    public Uri? CallbackUrl { get; init; }

    public string? Tag { get; init; }

    public int? InitialDelayMs { get; init; }

    public int? ReadTimeoutMs { get; init; }

    public string? LastEventId { get; init; }

    public string? Method { get; init; }

    public string? Body { get; init; }

    public Dictionary<string, string>? Headers { get; init; }
}
