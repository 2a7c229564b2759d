namespace Patterns.Updates;

/// <summary>What an <see cref="EventStreamItem"/> is.</summary>
public enum EventStreamItemKind
{
    /// <summary>An event: a block of fields with at least one <c>data</c> line, ended by a blank line.</summary>
    Event = 0,

    /// <summary>A line that begins with a colon: a remark of the server or a sign of life.</summary>
    Comment = 1,
}
