namespace Patterns.Updates.AspNetCore;

/// <summary>Names of the headers of the protocol (Durable Streams 1.0, section 13.2) and of its extensions here.</summary>
internal static class StreamHeaders
{
    public const string NextOffset = "Stream-Next-Offset";
    public const string UpToDate = "Stream-Up-To-Date";
    public const string Closed = "Stream-Closed";
    public const string Cursor = "Stream-Cursor";
    public const string Ttl = "Stream-TTL";
    public const string ExpiresAt = "Stream-Expires-At";
    public const string Seq = "Stream-Seq";
    public const string ForkedFrom = "Stream-Forked-From";
    public const string ForkOffset = "Stream-Fork-Offset";
    public const string ForkSubOffset = "Stream-Fork-Sub-Offset";
    public const string ProducerId = "Producer-Id";
    public const string ProducerEpoch = "Producer-Epoch";
    public const string ProducerSeq = "Producer-Seq";
    public const string ProducerExpectedSeq = "Producer-Expected-Seq";
    public const string ProducerReceivedSeq = "Producer-Received-Seq";
    public const string SseDataEncoding = "Stream-SSE-Data-Encoding";

    /// <summary>Type, key and time of the messages of a POST, as the HTTP binding of CloudEvents names them (CloudEvents 1.0, HTTP binding, section 3.1.3).</summary>
    public const string EventType = "ce-type";
    public const string EventSubject = "ce-subject";
    public const string EventTime = "ce-time";

    /// <summary>What a feed is made of when the PUT that creates it does not say (Durable Streams 1.0, section 5.1).</summary>
    public const string DefaultContentType = "application/octet-stream";
}
