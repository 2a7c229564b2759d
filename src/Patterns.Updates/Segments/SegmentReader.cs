namespace Patterns.Updates.Segments;

/// <summary>Reads updates from segments, and verifies every batch that it reads. Safe for use by any number of threads.</summary>
internal sealed class SegmentReader(SegmentChain chain, FeedLineage lineage)
{
    private const int ChunkLength = 128 << 10;
    private const int MostUnmatchedBytes = 8 << 20;

    /// <summary>Reads what follows a sequence.</summary>
    /// <param name="after">The sequence.</param>
    /// <param name="tail">The last sequence that readers may see.</param>
    /// <param name="options">Limits and filter.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The updates and the last sequence looked at; null when what follows was forgotten meanwhile.</returns>
    public async ValueTask<(IReadOnlyList<Update> Updates, long LastSequence)?> ReadAsync(long after, long tail, ReadOptions options, CancellationToken cancellationToken)
    {
        UpdateCollector updates = new(chain, lineage, options, after);
        long bytesRead = 0;
        while (updates.LastSequence < tail && !updates.IsFull && bytesRead < MostUnmatchedBytes)
        {
            if (chain.Find(updates.LastSequence + 1) is not { } found)
            {
                return updates.LastSequence > after ? (updates.Updates, updates.LastSequence) : null;
            }

            var start = found.Segment.Index.Before(updates.LastSequence + 1)?.Position ?? SegmentHeader.Length;
            var last = Math.Min(tail, found.LastSequence);
            try
            {
                while (updates.LastSequence < last && !updates.IsFull && bytesRead < MostUnmatchedBytes)
                {
                    var chunk = await ReadChunkAsync(found.Segment, start, cancellationToken).ConfigureAwait(false);
                    bytesRead += chunk.Length;
                    start += Collect(found.Segment, start, chunk, updates, last);
                }
            }
            catch (ObjectDisposedException)
            {
                // The segment was forgotten between finding and reading it.
            }
        }

        return (updates.Updates, updates.LastSequence);
    }

    /// <summary>The sequence before the first update that was appended at a time or later.</summary>
    public async ValueTask<long> SeekAsync(long ticks, long tail, CancellationToken cancellationToken)
    {
        var segment = chain.FindTime(ticks);
        while (true)
        {
            var start = segment.Index.BeforeTime(ticks)?.Position ?? SegmentHeader.Length;
            var sequence = segment.Header.FirstSequence - 1;
            var end = chain.Find(segment.Header.FirstSequence)?.LastSequence ?? tail;
            while (sequence < Math.Min(tail, end))
            {
                var chunk = await ReadChunkAsync(segment, start, cancellationToken).ConfigureAwait(false);
                foreach (var (header, length) in Batches(segment, start, chunk, Math.Min(tail, end)))
                {
                    if (header.RecordCount > 0 && header.AppendedTicks >= ticks)
                    {
                        return header.FirstSequence - 1;
                    }

                    sequence = header.LastSequence;
                    start += length;
                }
            }

            if (end >= tail || chain.Find(end + 1) is not { } next)
            {
                return tail;
            }

            segment = next.Segment;
        }
    }

    /// <summary>Takes the whole batches of a chunk.</summary>
    /// <returns>Bytes of the batches that were taken.</returns>
    private int Collect(Segment segment, long start, ReadOnlyMemory<byte> chunk, UpdateCollector updates, long last)
    {
        var taken = 0;
        foreach (var (header, length) in Batches(segment, start, chunk, last))
        {
            if (header.LastSequence > updates.LastSequence && !updates.TryTake(header, chunk.Slice(taken, length)))
            {
                break;
            }

            segment.Index.Add(start + taken, header.FirstSequence, header.AppendedTicks);
            taken += length;
        }

        return taken;
    }

    /// <summary>The batches that are whole in a chunk, each verified, up to the one with the last sequence.</summary>
    private List<(BatchHeader Header, int Length)> Batches(Segment segment, long start, ReadOnlyMemory<byte> chunk, long last)
    {
        List<(BatchHeader, int)> batches = [];
        var position = 0;
        while (position + BatchHeader.Length <= chunk.Length && BatchHeader.TryRead(chunk.Span[position..], segment.Header.Salt, out var header)
            && position + header.TotalLength <= chunk.Length)
        {
            if (!header.IsWhole(chunk.Span[position..], segment.Header.Salt))
            {
                throw Damaged(segment, start + position, $"a batch of updates {header.FirstSequence} to {header.LastSequence} whose checksum does not hold");
            }

            batches.Add((header, header.TotalLength));
            position += header.TotalLength;
            if (header.LastSequence >= last)
            {
                break;
            }
        }

        return batches.Count > 0 ? batches : throw Damaged(segment, start, "no batch whose checksum holds");
    }

    /// <summary>Reads a chunk that has at least one whole batch, if there is one.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ReadChunkAsync(Segment segment, long start, CancellationToken cancellationToken)
    {
        var chunk = GC.AllocateUninitializedArray<byte>(ChunkLength);
        var length = await segment.File.ReadAsync(chunk, start, cancellationToken).ConfigureAwait(false);
        if (!BatchHeader.TryRead(chunk.AsSpan(0, length), segment.Header.Salt, out var header))
        {
            throw Damaged(segment, start, "the header of a batch whose checksum does not hold");
        }

        if (header.TotalLength > length)
        {
            chunk = GC.AllocateUninitializedArray<byte>(header.TotalLength);
            length = await segment.File.ReadAsync(chunk, start, cancellationToken).ConfigureAwait(false);
        }

        return chunk.AsMemory(0, length);
    }

    private SegmentDamagedException Damaged(Segment segment, long position, string found)
        => new(chain.Settings.Feed, Path.Join(chain.Folder.Path, segment.Name), position, found);
}
