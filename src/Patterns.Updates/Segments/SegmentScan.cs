namespace Patterns.Updates.Segments;

/// <summary>
/// Finds the batches of a segment, and tells a write that was interrupted from damage. New segments are zeros, and a batch is written only after
/// the one before it is durable. So an interrupted write is the last, and it shows zeros where its end or a whole sector should be; bytes that are
/// there and wrong are damage, and so is anything wrong with a whole batch behind it. Pure.
/// </summary>
internal static class SegmentScan
{
    private const int SectorLength = 512;

    /// <summary>Visits the batches in order.</summary>
    /// <param name="file">The whole segment.</param>
    /// <param name="header">Its header.</param>
    /// <param name="visit">Gets each batch: its place, its header and its bytes.</param>
    public static SegmentScanResult Run(ReadOnlyMemory<byte> file, SegmentHeader header, Action<long, BatchHeader, ReadOnlyMemory<byte>> visit)
    {
        var position = SegmentHeader.Length;
        var sequence = header.FirstSequence;
        while (true)
        {
            var rest = file.Span[position..];
            if (!rest.ContainsAnyExcept((byte)0))
            {
                return new SegmentScanResult(position, sequence - 1, SegmentEnding.Clean);
            }

            var problem = Judge(file.Span, position, sequence, header.Salt, out var batch);
            if (problem is { } ending)
            {
                // Behind an interrupted write there is nothing, unless batches were not made durable one by one.
                return ending.Ending == SegmentEnding.Torn && !header.IsFlushed && FindBatch(file.Span, position, sequence, header.Salt) is { } later
                    ? new SegmentScanResult(position, sequence - 1, SegmentEnding.Damaged) { Found = $"{ending.Found}, and a whole batch at byte {later} behind it" }
                    : new SegmentScanResult(position, sequence - 1, ending.Ending) { Found = ending.Found };
            }

            visit(position, batch, file.Slice(position, batch.TotalLength));
            sequence += batch.RecordCount;
            position += batch.TotalLength;
        }
    }

    /// <summary>What is wrong with the batch at a position; null when nothing is.</summary>
    private static (SegmentEnding Ending, string Found)? Judge(ReadOnlySpan<byte> file, int position, long sequence, uint salt, out BatchHeader header)
    {
        var rest = file[position..];
        if (!BatchHeader.TryRead(rest, salt, out header))
        {
            return (IsTornHeader(file, position) ? SegmentEnding.Torn : SegmentEnding.Damaged, "the header of a batch whose checksum does not hold");
        }

        if (header.FirstSequence != sequence)
        {
            return (SegmentEnding.Damaged, $"a batch that begins with update {header.FirstSequence} where {sequence} comes next");
        }

        if (header.TotalLength > rest.Length)
        {
            return (SegmentEnding.Torn, $"a batch of {header.TotalLength} bytes of which the file has {rest.Length}");
        }

        var batch = rest[..header.TotalLength];
        var hasTrailer = header.HasTrailer(batch);
        if (hasTrailer && header.HasBody(batch, salt))
        {
            return null;
        }

        var isTorn = batch[^1] == 0 || HasZeroSector(file, position, header.TotalLength);
        return (isTorn ? SegmentEnding.Torn : SegmentEnding.Damaged, hasTrailer ? Describe(batch, header, position) : "a batch whose last bytes are not those of a batch");
    }

    // A header that was written in part ends in zeros, with nothing behind it; one whose sector was lost is zeros up to the next sector.
    private static bool IsTornHeader(ReadOnlySpan<byte> file, int position)
    {
        var written = file[position..].LastIndexOfAnyExcept((byte)0) + 1;
        var sectorEnd = Math.Min(file.Length, (position / SectorLength * SectorLength) + SectorLength);
        return written < BatchHeader.Length || !file[position..sectorEnd].ContainsAnyExcept((byte)0);
    }

    private static bool HasZeroSector(ReadOnlySpan<byte> file, int position, int length)
    {
        var end = position + length;
        while (position < end)
        {
            var sectorEnd = Math.Min(end, (position / SectorLength * SectorLength) + SectorLength);

            // The last bytes of a sector may be zeros by chance; a sector that the batch covers from its middle on has at least its header or trailer in it.
            if (sectorEnd - position >= BatchHeader.Alignment && !file[position..sectorEnd].ContainsAnyExcept((byte)0))
            {
                return true;
            }

            position = sectorEnd;
        }

        return false;
    }

    private static int? FindBatch(ReadOnlySpan<byte> file, int position, long sequence, uint salt)
    {
        for (var next = position + BatchHeader.Alignment; next <= file.Length - BatchHeader.Length; next += BatchHeader.Alignment)
        {
            if (BatchHeader.TryRead(file[next..], salt, out var header) && header.FirstSequence >= sequence
                && header.TotalLength <= file.Length - next && header.IsWhole(file[next..], salt))
            {
                return next;
            }
        }

        return null;
    }

    private static string Describe(ReadOnlySpan<byte> batch, BatchHeader header, int position)
    {
        var offset = BatchHeader.Length + header.WritersLength;
        for (var index = 0; index < header.RecordCount; index++)
        {
            var length = RecordFormat.Check(batch[offset..(BatchHeader.Length + header.BodyLength)]);
            if (length == 0)
            {
                return $"update {header.FirstSequence + index} at byte {position + offset}, whose checksum does not hold";
            }

            offset += length;
        }

        return $"a batch of updates {header.FirstSequence} to {header.LastSequence} whose checksum does not hold, while those of its updates do";
    }
}
