using Patterns.Updates.Files;

namespace Patterns.Updates.Segments;

/// <summary>Creates segments and writes to them.</summary>
internal static class SegmentWriter
{
    /// <summary>Creates a segment that begins with a snapshot of the writers, durably.</summary>
    public static Segment Create(ILogFolder folder, SegmentSettings settings, SegmentHeader header, FeedWriters writers, long length)
    {
        var snapshot = BatchEncoder.Encode(
            new BatchContent([], header.FirstSequence, header.BegunTicks, settings.ContentType, writers, writers.Producers, IsSnapshot: true), header.Salt);
        var name = Segment.NameOf(header.FirstSequence);
        Segment segment = new(folder.Create(name, Math.Max(length, 2L * (SegmentHeader.Length + snapshot.Length))), header);
        try
        {
            var start = new byte[SegmentHeader.Length + snapshot.Length];
            header.Write(start);
            snapshot.CopyTo(start, SegmentHeader.Length);
            segment.File.Write(start, 0);
            segment.File.Flush();
            segment.Index.Add(segment.Position, header.FirstSequence, header.BegunTicks);
            segment.Position += snapshot.Length;
            return segment;
        }
        catch
        {
            segment.Dispose();
            folder.Delete(name);
            throw;
        }
    }

    /// <summary>Writes a batch where the next one goes. The file grows if the batch needs more than what was reserved.</summary>
    public static void Write(Segment segment, ReadOnlySpan<byte> batch)
    {
        var end = segment.Position + batch.Length;
        if (end > segment.File.Length)
        {
            segment.File.SetLength(end);
        }

        segment.File.Write(batch, segment.Position);
    }
}
