using System.Buffers.Binary;

namespace Patterns.Tables.Tests.Delta.DeletionVectors;

/// <summary>A deletion vector as another engine writes it.</summary>
internal static class DeletionVectorBytes
{
    public const int Magic = 1_681_511_377;
    public const int WithoutRuns = 12_346;

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    /// <summary>Rows below 65,536 in ascending order, in one array container.</summary>
    public static byte[] Of(params ReadOnlySpan<int> rows)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(1L);
        writer.Write(0);
        writer.Write(WithoutRuns);
        writer.Write(1);
        writer.Write((ushort)0);
        writer.Write((ushort)(rows.Length - 1));
        writer.Write(16);
        foreach (var row in rows)
        {
            writer.Write((ushort)row);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The rows of a vector in a file beside the data, read without the code under test: by the protocol's text, with all kinds of containers.</summary>
    public static IReadOnlyList<long> ReadFile(string folder, string vector, long offset, long cardinality)
    {
        var id = new Guid(FromZ85(vector[^20..]), bigEndian: true);
        using var reader = new BinaryReader(File.OpenRead(Path.Join(folder, vector[..^20], $"deletion_vector_{id}.bin")));
        Assert.Equal(1, reader.ReadByte());
        reader.BaseStream.Position = offset + 4;
        Assert.Equal(Magic, reader.ReadInt32());
        var rows = new List<long>();
        for (var bitmaps = reader.ReadInt64(); bitmaps > 0; bitmaps--)
        {
            ReadBitmap(reader, (long)reader.ReadInt32() << 32, rows);
        }

        Assert.Equal(cardinality, rows.Count);
        return rows;
    }

    /// <summary>The text for the log; the bytes are filled up to whole blocks.</summary>
    public static string ToZ85(byte[] bytes)
    {
        Array.Resize(ref bytes, (bytes.Length + 3) / 4 * 4);
        var text = "";
        for (var block = 0; block < bytes.Length; block += 4)
        {
            var value = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(block));
            var characters = new char[5];
            for (var index = 4; index >= 0; index--)
            {
                characters[index] = Digits[(int)(value % 85)];
                value /= 85;
            }

            text += new string(characters);
        }

        return text;
    }

    private static void ReadBitmap(BinaryReader reader, long first, List<long> rows)
    {
        var cookie = reader.ReadInt32();
        var hasRuns = (cookie & 0xFFFF) == 12_347;
        var count = hasRuns ? (cookie >>> 16) + 1 : reader.ReadInt32();
        var runs = hasRuns ? reader.ReadBytes((count + 7) / 8) : new byte[(count + 7) / 8];
        var headers = Enumerable.Range(0, count).Select(_ => (Key: reader.ReadUInt16(), Count: reader.ReadUInt16() + 1)).ToArray();
        reader.ReadBytes(hasRuns && count < 4 ? 0 : 4 * count);
        for (var index = 0; index < count; index++)
        {
            var start = first + (headers[index].Key << 16);
            if ((runs[index / 8] >> (index % 8) & 1) != 0)
            {
                for (var run = reader.ReadUInt16(); run > 0; run--)
                {
                    var from = reader.ReadUInt16();
                    rows.AddRange(Enumerable.Range(from, reader.ReadUInt16() + 1).Select(row => start + row));
                }
            }
            else if (headers[index].Count <= 4_096)
            {
                rows.AddRange(Enumerable.Range(0, headers[index].Count).Select(_ => start + reader.ReadUInt16()));
            }
            else
            {
                var bits = new System.Collections.BitArray(reader.ReadBytes(8_192));
                rows.AddRange(Enumerable.Range(0, bits.Length).Where(row => bits[row]).Select(row => start + row));
            }
        }
    }

    private static byte[] FromZ85(string text)
    {
        var bytes = new byte[text.Length / 5 * 4];
        for (var block = 0; block < text.Length / 5; block++)
        {
            var value = text.Substring(5 * block, 5).Aggregate(0L, static (sum, character) => (sum * 85) + Digits.IndexOf(character, StringComparison.Ordinal));
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * block), (uint)value);
        }

        return bytes;
    }
}
