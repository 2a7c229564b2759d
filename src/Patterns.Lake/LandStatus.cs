namespace Patterns.Lake;

/// <summary>What landing a file came to.</summary>
public enum LandStatus
{
    /// <summary>The file is in the lake now, or a landing that was interrupted earlier is complete.</summary>
    Landed,

    /// <summary>The dataset has a file of the same content; nothing was written.</summary>
    AlreadyLanded,

    /// <summary>The dataset has a file of that name with other content; nothing was written. Land the new content under a new name.</summary>
    NameTaken,
}
