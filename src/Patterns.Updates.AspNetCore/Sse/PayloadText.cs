namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>How the payloads of a feed become the text of events (Durable Streams 1.0, sections 5.8 and 9).</summary>
internal enum PayloadText
{
    /// <summary>As JSON values, several in an array.</summary>
    Json,

    /// <summary>As they are: the feed is one of <c>text/*</c>.</summary>
    Text,

    /// <summary>As base64: the feed is of bytes.</summary>
    Base64,
}
