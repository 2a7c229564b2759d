using Patterns.Updates.Files;

namespace Patterns.Updates.Segments;

/// <summary>
/// The segments of a feed, from the earliest on. One thread at a time appends, rolls and forgets; any number look segments up meanwhile.
/// Each segment begins with a snapshot of the writers, so the last one is all that has to be read when a feed is opened.
/// </summary>
internal sealed class SegmentChain(ILogFolder folder, SegmentSettings settings, IEnumerable<Segment> segments) : IDisposable
{
    private const int RollReserve = 16;

    private readonly Lock _lock = new();
    private readonly List<Segment> _segments = [.. segments];
    private Segment? _active;

    public ILogFolder Folder => folder;

    public SegmentSettings Settings => settings;

    public long FirstSequence
    {
        get
        {
            lock (_lock)
            {
                return _segments[0].Header.FirstSequence;
            }
        }
    }

    private Segment Active => _active ??= _segments[^1];

    /// <summary>Whether the last segment is full enough for a new one.</summary>
    public bool NeedsRoll => Active.Position > Active.File.Length - (Active.File.Length / RollReserve);

    /// <summary>When the last segment was begun, UTC ticks.</summary>
    public long BegunTicks => Active.Header.BegunTicks;

    public uint Salt => Active.Header.Salt;

    /// <summary>Begins a new segment.</summary>
    /// <exception cref="IOException">There is no space; nothing has changed.</exception>
    public void Roll(SegmentHeader header, FeedWriters writers)
    {
        var next = SegmentWriter.Create(folder, settings, header, writers, settings.LengthAfter(Active.File.Length));
        var full = Active;
        full.File.SetLength(full.Position);
        full.File.Flush();
        lock (_lock)
        {
            _segments.Add(next);
            _active = next;
        }
    }

    /// <summary>Appends a batch to the last segment, without making it durable.</summary>
    public void Write(ReadOnlySpan<byte> batch) => SegmentWriter.Write(Active, batch);

    /// <summary>Takes note of a batch that has become durable.</summary>
    public void Advance(int length, long firstSequence, long appendedTicks)
    {
        Active.Index.Add(Active.Position, firstSequence, appendedTicks);
        Active.Position += length;
    }

    public void Flush() => Active.File.Flush();

    /// <summary>Makes the file as if a write that failed had never been.</summary>
    public void UndoWrite()
    {
        var length = Active.File.Length;
        Active.File.SetLength(Active.Position);
        Active.File.SetLength(length);
        Active.File.Flush();
    }

    /// <summary>The segment that has a sequence, and the last sequence of it; null when it was forgotten.</summary>
    public (Segment Segment, long LastSequence)? Find(long sequence) => FindLast(segment => segment.Header.FirstSequence <= sequence);

    /// <summary>The segment that has the first batch of a time or later, or the one before it.</summary>
    public Segment FindTime(long ticks) => FindLast(segment => segment.Header.BegunTicks < ticks)?.Segment ?? _segments[0];

    /// <summary>Forgets segments from the earliest on while a condition holds, but never the last.</summary>
    /// <param name="isForgotten">Gets the segment, the one behind it, and the bytes of those that are left with it.</param>
    /// <returns>How many were forgotten.</returns>
    public int Forget(Func<Segment, Segment, long, bool> isForgotten)
    {
        List<Segment> forgotten = [];
        lock (_lock)
        {
            while (_segments.Count > 1 && isForgotten(_segments[0], _segments[1], _segments.Sum(static segment => segment.Position)))
            {
                forgotten.Add(_segments[0]);
                _segments.RemoveAt(0);
            }
        }

        foreach (var segment in forgotten)
        {
            segment.Dispose();
            folder.Delete(segment.Name);
        }

        return forgotten.Count;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var segment in _segments)
            {
                segment.Dispose();
            }
        }
    }

    private (Segment Segment, long LastSequence)? FindLast(Predicate<Segment> isBefore)
    {
        lock (_lock)
        {
            var index = _segments.FindLastIndex(isBefore);
            return index < 0 ? null : (_segments[index], index + 1 < _segments.Count ? _segments[index + 1].Header.FirstSequence - 1 : long.MaxValue);
        }
    }
}
