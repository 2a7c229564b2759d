using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Persistence;

/// <summary>
/// The bytes of persisted slots: four letters and a version, the number of the last journal they hold, then per indicator its name, its retention and its
/// runs of slots as variable-length integers, and a checksum (CRC-32) of all that. Slots have absolute counts, so reading twice changes nothing.
/// </summary>
internal static class SlotBytes
{
    private const uint Magic = 0x314C5350; // PSL1
    private const int ChecksumLength = 4;

    // Minutes of the years 1 to 9999.
    private static readonly long MostSlots = DateTimeOffset.MaxValue.UtcTicks / TimeSpan.TicksPerMinute;

    public static byte[] Write(long through, IEnumerable<IndicatorSlots> indicators)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write7BitEncodedInt64(through);
        foreach (var indicator in indicators)
        {
            writer.Write(indicator.Name);
            writer.Write7BitEncodedInt64(indicator.RetentionMinutes);
            writer.Write7BitEncodedInt(indicator.Runs.Length);
            foreach (var run in indicator.Runs)
            {
                Write(writer, run);
            }
        }

        writer.Flush();
        Span<byte> checksum = stackalloc byte[ChecksumLength];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32.HashToUInt32(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Write(checksum);
        writer.Flush();
        return stream.ToArray();
    }

    public static (long Through, List<IndicatorSlots> Indicators) Read(string path, byte[] bytes)
    {
        if (bytes.Length < 8 + ChecksumLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            throw ServiceLevelStateException.Damaged(path, $"it has {bytes.Length} bytes and does not begin as it should");
        }

        var length = bytes.Length - ChecksumLength;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(length)) != Crc32.HashToUInt32(bytes.AsSpan(0, length)))
        {
            throw ServiceLevelStateException.Damaged(path, "its checksum differs");
        }

        try
        {
            return Read(bytes, length);
        }
        catch (Exception exception) when (exception is FormatException or EndOfStreamException or ArgumentException or OverflowException)
        {
            throw ServiceLevelStateException.Damaged(path, exception.Message);
        }
    }

    private static void Write(BinaryWriter writer, SlotRun run)
    {
        writer.Write7BitEncodedInt64(run.First);
        writer.Write7BitEncodedInt(run.Slots.Length);
        foreach (var slot in run.Slots)
        {
            writer.Write7BitEncodedInt64(slot.Total);
            writer.Write7BitEncodedInt64(slot.Bad);
        }
    }

    private static (long Through, List<IndicatorSlots> Indicators) Read(byte[] bytes, int length)
    {
        using var stream = new MemoryStream(bytes, 0, length);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        stream.Position = sizeof(uint);
        var through = reader.Read7BitEncodedInt64();
        var indicators = new List<IndicatorSlots>();
        while (stream.Position < length)
        {
            var (name, retention) = (reader.ReadString(), reader.Read7BitEncodedInt64());
            var runs = new SlotRun[Require(reader.Read7BitEncodedInt(), length - stream.Position)];
            for (var index = 0; index < runs.Length; index++)
            {
                runs[index] = ReadRun(reader, length - stream.Position);
            }

            indicators.Add(new IndicatorSlots(name, retention, runs));
        }

        return (through, indicators);
    }

    private static SlotRun ReadRun(BinaryReader reader, long left)
    {
        var first = reader.Read7BitEncodedInt64();
        var slots = new EventCounts[Require(reader.Read7BitEncodedInt(), left)];
        if (first < 0 || first > MostSlots - slots.Length)
        {
            throw new FormatException($"minute {first} is none");
        }

        for (var index = 0; index < slots.Length; index++)
        {
            var (total, bad) = (reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
            slots[index] = new EventCounts(total - bad, total);
        }

        return new SlotRun(first, slots);
    }

    private static int Require(int count, long left)
        => count >= 0 && count <= left ? count : throw new FormatException($"{count} entries do not fit into {left} bytes");
}
