using System.Buffers.Binary;
using System.Globalization;
using Patterns.Updates.Segments;

namespace Patterns.Updates.Webhooks.Receiving;

/// <summary>
/// The messages that were completed on one day (UTC): records of 28 bytes, each the time, the hash and a checksum. The last one may be torn by a crash;
/// nobody was told that its message is done, so it is passed over.
/// </summary>
internal static class DedupeFile
{
    public const int RecordBytes = 8 + MessageHash.Length + 4;

    private const string NameFormat = "yyyy-MM-dd";
    private const string End = ".webhook-ids";

    public static string NameOf(DateTimeOffset time) => time.UtcDateTime.ToString(NameFormat, CultureInfo.InvariantCulture) + End;

    /// <summary>The day of a file by its name; null when it is none of ours.</summary>
    public static DateTimeOffset? DayOf(string name)
        => name.EndsWith(End, StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(name[..^End.Length], NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;

    public static void Write(Span<byte> record, MessageHash message, DateTimeOffset time)
    {
        BinaryPrimitives.WriteInt64BigEndian(record, time.UtcTicks);
        message.Write(record[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(record[^4..], Crc32C.Compute(record[..^4], 0));
    }

    /// <summary>The whole records of a file, in order; those that are damaged are passed over, as a message known twice does less harm than none.</summary>
    public static IEnumerable<(MessageHash Message, DateTimeOffset Time)> Read(byte[] content)
    {
        for (var start = 0; start + RecordBytes <= content.Length; start += RecordBytes)
        {
            var record = content.AsSpan(start, RecordBytes);
            var ticks = BinaryPrimitives.ReadInt64BigEndian(record);
            if (BinaryPrimitives.ReadUInt32BigEndian(record[^4..]) == Crc32C.Compute(record[..^4], 0) && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks)
            {
                yield return (MessageHash.Read(record[8..]), new DateTimeOffset(ticks, TimeSpan.Zero));
            }
        }
    }
}
