namespace Patterns.Updates.Segments;

/// <summary>Turns appends into the bytes of one batch.</summary>
internal static class BatchEncoder
{
    /// <summary>Encodes a batch into an array of its own, which the updates that readers get are slices of.</summary>
    public static byte[] Encode(BatchContent content, uint salt)
    {
        var writersLength = content.Producers is { } changed ? WritersFormat.Measure(content.Writers, changed) : 0;
        var bodyLength = writersLength;
        var count = 0;
        foreach (var update in content.Updates)
        {
            bodyLength = checked(bodyLength + RecordFormat.Measure(update, content.ContentType));
            count++;
        }

        BatchHeader header = new(bodyLength, count, content.FirstSequence, content.AppendedTicks, writersLength, content.IsSnapshot);
        var batch = GC.AllocateUninitializedArray<byte>(header.TotalLength);
        var position = BatchHeader.Length;
        if (content.Producers is { } producers)
        {
            position += WritersFormat.Write(batch.AsSpan(position), content.Writers, producers);
        }

        foreach (var update in content.Updates)
        {
            position += RecordFormat.Write(batch.AsSpan(position), update, content.ContentType, content.AppendedTicks);
        }

        header.Seal(batch, salt);
        return batch;
    }
}
