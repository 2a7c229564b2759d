namespace Patterns.Core;

/// <summary>What a write does when the path is taken.</summary>
public enum PutMode
{
    /// <summary>Replaces the object atomically: a reader sees the old bytes or the new ones, never a mixture.</summary>
    Overwrite,

    /// <summary>Fails with <see cref="ObjectExistsException"/>: of several writers of one path exactly one succeeds.</summary>
    IfAbsent,
}
