namespace Patterns.Updates;

/// <summary>Why a feed cannot be forked as asked.</summary>
public enum ForkRejection
{
    /// <summary>There is no such source.</summary>
    SourceNotFound,

    /// <summary>The source was deleted and is kept for its forks only.</summary>
    SourceDeleted,

    /// <summary>The offset is not one of the source, lies behind its tail, or was forgotten.</summary>
    Offset,

    /// <summary>The sub-offset leads past what the source has.</summary>
    SubOffset,

    /// <summary>The fork was to have another content type than the source.</summary>
    ContentTypeDiffers,
}
