using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A server sent an event or a line that is larger than the reader allows. Code <c>updates.event-too-large</c>.</summary>
public sealed class EventTooLargeException : PatternsException
{
    internal EventTooLargeException(int maxEventBytes)
        : base(
            "updates.event-too-large",
            $"The event stream has an event or a line of more than {maxEventBytes} bytes, which is what this reader allows; nothing of it was handed on. "
            + "Raise MaxEventBytes if events may be that large, or have the server send a link to the content instead of the content.")
    {
        MaxEventBytes = maxEventBytes;
    }

    /// <summary>Bytes that were allowed.</summary>
    public int MaxEventBytes { get; }
}
