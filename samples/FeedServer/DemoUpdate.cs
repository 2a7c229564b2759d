namespace FeedServer;

/// <summary>What the feed of the demo holds.</summary>
/// <param name="Number">Counts from 1 since the server started.</param>
/// <param name="At">When it was appended, in milliseconds since 1970.</param>
internal sealed record DemoUpdate(int Number, long At);
