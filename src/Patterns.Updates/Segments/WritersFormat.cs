using System.Buffers.Binary;

namespace Patterns.Updates.Segments;

/// <summary>What a feed remembers of its writers, as bytes in a batch: flags, writer sequence, who closed the feed, and producers.</summary>
internal static class WritersFormat
{
    private const int ClosedFlag = 1;
    private const int SequenceFlag = 2;
    private const int ClosedByFlag = 4;
    private const int NumbersLength = 2 * sizeof(long);

    public static int Measure(FeedWriters writers, IReadOnlyCollection<ProducerPosition> producers)
        => 1 + sizeof(int) + RecordFormat.Measure(writers.WriterSequence) + Measure(writers.ClosedBy) + producers.Sum(static producer => Measure(producer));

    public static int Write(Span<byte> destination, FeedWriters writers, IReadOnlyCollection<ProducerPosition> producers)
    {
        destination[0] = (byte)((writers.IsClosed ? ClosedFlag : 0) | (writers.WriterSequence is null ? 0 : SequenceFlag) | (writers.ClosedBy is null ? 0 : ClosedByFlag));
        BinaryPrimitives.WriteInt32LittleEndian(destination[1..], producers.Count);
        var length = 1 + sizeof(int);
        length += RecordFormat.Write(destination[length..], writers.WriterSequence);
        length += Write(destination[length..], writers.ClosedBy);
        foreach (var producer in producers)
        {
            length += Write(destination[length..], producer);
        }

        return length;
    }

    /// <summary>Brings writers up to what the bytes say.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, FeedWriters writers)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        var flags = bytes[0];
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);
        var position = 1 + sizeof(int);
        var sequence = (flags & SequenceFlag) != 0 ? RecordFormat.ReadText(bytes, ref position) : null;
        var closedBy = (flags & ClosedByFlag) != 0 ? ReadProducer(bytes, ref position) : null;
        writers.Restore(sequence, (flags & ClosedFlag) != 0, closedBy);
        for (var index = 0; index < count; index++)
        {
            writers.Restore(ReadProducer(bytes, ref position));
        }
    }

    private static int Measure(ProducerPosition? producer) => producer is null ? 0 : RecordFormat.Measure(producer.Id) + NumbersLength;

    private static int Write(Span<byte> destination, ProducerPosition? producer)
    {
        if (producer is null)
        {
            return 0;
        }

        var length = RecordFormat.Write(destination, producer.Id);
        BinaryPrimitives.WriteInt64LittleEndian(destination[length..], producer.Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(destination[(length + sizeof(long))..], producer.Sequence);
        return length + NumbersLength;
    }

    private static ProducerPosition ReadProducer(ReadOnlySpan<byte> bytes, ref int position)
    {
        var id = RecordFormat.ReadText(bytes, ref position);
        ProducerPosition producer = new(
            id, BinaryPrimitives.ReadInt64LittleEndian(bytes[position..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[(position + sizeof(long))..]));
        position += NumbersLength;
        return producer;
    }
}
