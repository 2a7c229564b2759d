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
}
