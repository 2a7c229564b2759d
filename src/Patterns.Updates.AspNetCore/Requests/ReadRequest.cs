namespace Patterns.Updates.AspNetCore.Requests;

/// <summary>What a reader asked for.</summary>
internal sealed record ReadRequest
{
    /// <summary>The cursor to read after.</summary>
    public UpdateOffset From { get; init; }

    /// <summary>How to go on at the tail.</summary>
    public LiveMode Live { get; init; }

    /// <summary>The layout of a stream of events.</summary>
    public SseProfile Profile { get; init; }

    /// <summary>Most updates of one answer; null when the server decides.</summary>
    public int? Limit { get; init; }

    /// <summary>Which updates are wanted.</summary>
    public TypeFilter Types { get; init; } = TypeFilter.All;

    /// <summary>Whether updates come as CloudEvents rather than as bare payloads.</summary>
    public bool AsCloudEvents { get; init; }

    /// <summary>How long to wait; null when the server decides.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>True when <see cref="Wait"/> came from <c>Prefer</c> and is to be confirmed.</summary>
    public bool WaitIsPreference { get; init; }

    /// <summary>The cursor that the client had from its last live answer; null when none.</summary>
    public long? Cursor { get; init; }

    /// <summary>True when headers changed what is read, which a shared cache does not see.</summary>
    public bool DependsOnHeaders { get; init; }
}
