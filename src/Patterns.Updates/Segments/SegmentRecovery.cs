using Patterns.Updates.Files;

namespace Patterns.Updates.Segments;

/// <summary>Opens the segments of a feed: cuts a batch whose writing was interrupted, and refuses everything else that is not as it was written.</summary>
internal static class SegmentRecovery
{
    public static RecoveredSegments Open(ILogFolder folder, SegmentSettings settings, long epoch)
    {
        var names = folder.List().Where(static name => name.EndsWith(Segment.Extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        List<Segment> segments = [];
        try
        {
            while (names.Count > 0)
            {
                var last = folder.Open(names[^1]);
                if (TryOpenLast(folder, settings, last, names[^1], epoch, isOnly: names.Count == 1) is { } opened)
                {
                    segments.AddRange(names[..^1].Select(name => OpenSealed(folder, settings, name, epoch)));
                    segments.Add(opened.Segment);
                    return new RecoveredSegments(new SegmentChain(folder, settings, segments), opened.Writers, opened.LastSequence, opened.LastTicks, opened.CutBytes);
                }

                // It was being created: nothing was ever appended to it.
                last.Dispose();
                folder.Delete(names[^1]);
                names.RemoveAt(names.Count - 1);
            }
        }
        catch
        {
            segments.ForEach(static segment => segment.Dispose());
            throw;
        }

        throw new SegmentDamagedException(settings.Feed, folder.Path, 0, "no segment at all");
    }

    private static OpenedSegment? TryOpenLast(ILogFolder folder, SegmentSettings settings, ILogFile file, string name, long epoch, bool isOnly)
    {
        var bytes = new byte[file.Length];
        file.Read(bytes, 0);
        if (!SegmentHeader.TryRead(bytes, out var header) || header.Epoch != epoch || Segment.NameOf(header.FirstSequence) != name)
        {
            var isBegun = bytes.AsSpan().LastIndexOfAnyExcept((byte)0) < SegmentHeader.Length && !SegmentHeader.TryRead(bytes, out _);
            return isBegun && !isOnly ? null : throw new SegmentDamagedException(settings.Feed, Path.Join(folder.Path, name), 0, "a header that is not that of this segment");
        }

        Segment segment = new(file, header);
        FeedWriters writers = new();
        long lastTicks = header.BegunTicks;
        var result = SegmentScan.Run(bytes, header, (position, batch, content) =>
        {
            WritersFormat.Read(content.Span.Slice(BatchHeader.Length, batch.WritersLength), writers);
            segment.Index.Add(position, batch.FirstSequence, batch.AppendedTicks);
            lastTicks = batch.AppendedTicks;
        });
        if (result.Ending == SegmentEnding.Damaged || (isOnly && result.Position == SegmentHeader.Length))
        {
            throw new SegmentDamagedException(settings.Feed, Path.Join(folder.Path, name), result.Position, result.Found ?? "no batch at all");
        }

        if (result.Position == SegmentHeader.Length)
        {
            return null;
        }

        segment.Position = result.Position;
        return new OpenedSegment(segment, writers, result.LastSequence, lastTicks, result.Ending == SegmentEnding.Torn ? Cut(file, result.Position) : 0);
    }

    private static Segment OpenSealed(ILogFolder folder, SegmentSettings settings, string name, long epoch)
    {
        var file = folder.Open(name);
        Span<byte> start = stackalloc byte[SegmentHeader.Length];
        file.Read(start, 0);
        if (SegmentHeader.TryRead(start, out var header) && header.Epoch == epoch && Segment.NameOf(header.FirstSequence) == name)
        {
            return new Segment(file, header) { Position = file.Length };
        }

        file.Dispose();
        throw new SegmentDamagedException(settings.Feed, Path.Join(folder.Path, name), 0, "a header that is not that of this segment");
    }

    // What is behind the cut becomes zeros again: only so the next interrupted write can be told from damage.
    private static long Cut(ILogFile file, long position)
    {
        var length = file.Length;
        file.SetLength(position);
        file.SetLength(length);
        file.Flush();
        return length - position;
    }

    private sealed record OpenedSegment(Segment Segment, FeedWriters Writers, long LastSequence, long LastTicks, long CutBytes);
}
