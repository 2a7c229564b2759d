using System.Runtime.InteropServices;

namespace Patterns.Updates.Memory;

/// <summary>The updates of a feed from some sequence to the tail, without gaps. Not thread safe.</summary>
internal sealed class UpdateWindow(long forgotten)
{
    private readonly List<Entry> _entries = [];
    private long _firstSequence = forgotten + 1;
    private int _start;

    /// <summary>Sequence of the earliest update that is still there; one more than the last when there is none.</summary>
    public long FirstSequence => _firstSequence;

    public long LastSequence => _firstSequence + Count - 1;

    public int Count => _entries.Count - _start;

    /// <summary>Bytes of payload.</summary>
    public long Bytes { get; private set; }

    /// <summary>The sequence before the first update that was appended at a time or later.</summary>
    public long Seek(long ticks)
    {
        int low = _start, high = _entries.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _entries[middle].AppendedTicks < ticks ? (middle + 1, high) : (low, middle);
        }

        return _firstSequence - 1 + low - _start;
    }

    public Update this[long sequence] => _entries[checked((int)(sequence - _firstSequence)) + _start].Update;

    public void Add(Update update, long appendedTicks)
    {
        _entries.Add(new Entry(update, appendedTicks));
        Bytes += update.Payload.Length;
    }

    /// <summary>Takes updates behind a sequence, and says which was the last that was looked at.</summary>
    public (IReadOnlyList<Update> Updates, long LastSequence) Read(long afterSequence, ReadOptions options)
    {
        var entries = CollectionsMarshal.AsSpan(_entries)[(checked((int)(afterSequence + 1 - _firstSequence)) + _start)..];
        List<Update> updates = new(Math.Min(entries.Length, Math.Min(options.MaxCount, 256)));
        long bytes = 0;
        var looked = 0;
        foreach (ref readonly var entry in entries)
        {
            if (options.Includes(entry.Update.Type))
            {
                bytes += entry.Update.Payload.Length;
                if (updates.Count == options.MaxCount || (bytes > options.MaxBytes && updates.Count > 0))
                {
                    break;
                }

                updates.Add(entry.Update);
            }

            looked++;
        }

        return (updates, afterSequence + looked);
    }

    /// <summary>Forgets what the configuration says is too old or too much. The last update stays for size, not for age.</summary>
    public void Retain(FeedConfiguration configuration, long nowTicks)
    {
        var oldest = configuration.RetainFor is { } time ? nowTicks - time.Ticks : long.MinValue;
        while (Count > 0 && _entries[_start].AppendedTicks < oldest)
        {
            ForgetFirst();
        }

        KeepBytes(configuration.RetainBytes ?? long.MaxValue);
    }

    /// <summary>Forgets the oldest updates while the others are more than so many bytes. The last stays.</summary>
    public void KeepBytes(long mostBytes)
    {
        while (Count > 1 && Bytes > mostBytes)
        {
            ForgetFirst();
        }

        Compact();
    }

    public void ForgetThrough(long sequence)
    {
        while (Count > 0 && _firstSequence <= sequence)
        {
            ForgetFirst();
        }

        Compact();
    }

    private void ForgetFirst()
    {
        Bytes -= _entries[_start].Update.Payload.Length;
        _entries[_start++] = default;
        _firstSequence++;
    }

    private void Compact()
    {
        if (_start > 1024 && _start > Count)
        {
            _entries.RemoveRange(0, _start);
            _start = 0;
        }
    }

    private readonly record struct Entry(Update Update, long AppendedTicks);
}
