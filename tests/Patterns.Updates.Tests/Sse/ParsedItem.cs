namespace Patterns.Updates.Tests.Sse;

/// <summary>An item of an event stream as text, with the id that holds once it has been read.</summary>
internal sealed record ParsedItem(EventStreamItemKind Kind, string Type, string Data, string LastEventId);
