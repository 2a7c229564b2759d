namespace Patterns.Lake;

/// <summary>What a <see cref="SwampFinding"/> is about.</summary>
public enum SwampFindingKind
{
    /// <summary>Several files hold the same bytes.</summary>
    ExactDuplicate,

    /// <summary>A file cannot be read as rows.</summary>
    UnreadableFile,

    /// <summary>The name of a file claims another format than its content has.</summary>
    MislabelledFile,

    /// <summary>A file is empty.</summary>
    EmptyFile,

    /// <summary>A file was changed or removed after it was landed.</summary>
    ChangedFile,
}
