namespace Patterns.Lake.Formats;

/// <summary>Takes records and forgets them: for a pass that merely counts what is set aside, because a read that follows hands it out.</summary>
internal sealed class NoSink : ISetAsideSink
{
    public static NoSink Instance { get; } = new();

    public void SetAside(RecordPosition position, string reason, ReadOnlySpan<byte> raw)
    {
    }
}
