namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>Where a stream stands after an event.</summary>
/// <param name="Next">The cursor to resume from.</param>
/// <param name="Cursor">The interval of time for shared caches.</param>
/// <param name="IsUpToDate">Whether that was the tail when the event was made.</param>
/// <param name="IsClosed">Whether that is the end of a closed feed.</param>
internal readonly record struct StreamPosition(UpdateOffset Next, long Cursor, bool IsUpToDate, bool IsClosed);
