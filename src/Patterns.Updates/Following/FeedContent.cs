namespace Patterns.Updates;

/// <summary>What the messages of a feed are.</summary>
public enum FeedContent
{
    /// <summary>JSON values: every update is one value.</summary>
    Json = 0,

    /// <summary>Text or bytes without boundaries: every update is what came at once.</summary>
    Bytes = 1,
}
