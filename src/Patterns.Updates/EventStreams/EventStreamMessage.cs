namespace Patterns.Updates;

/// <summary>An event or comment of an event stream as text. Source: HTML Standard, section 9.2.</summary>
/// <param name="Kind">Event or comment.</param>
/// <param name="Type">The <c>event</c> field; <c>message</c> when it has none; empty for a comment.</param>
/// <param name="Data">The <c>data</c> lines, joined by line feeds; for a comment what follows the colon.</param>
/// <param name="LastEventId">The id of the event, or of the last one before it that had one; empty for none.</param>
public sealed record EventStreamMessage(EventStreamItemKind Kind, string Type, string Data, string LastEventId);
