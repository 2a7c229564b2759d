using System.IO.Compression;

namespace DataPlatform.RetailLake;

/// <summary>Product pictures: small PNG files, and one text file that only claims to be a picture.</summary>
internal static class ProductImages
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static void Write(string folder, Random random)
    {
        Directory.CreateDirectory(folder);
        foreach (var product in (int[])[17, 42, 99])
        {
            File.WriteAllBytes(Path.Combine(folder, $"product-{product}.png"), Png(16, 16, (byte)random.Next(256)));
        }

        File.WriteAllText(Path.Combine(folder, "product-7.png"), "The photographer will send this one later.\n");
    }

    /// <summary>A grey picture: signature, header, one compressed block of pixels, end (PNG specification, section 5).</summary>
    private static byte[] Png(int width, int height, byte grey)
    {
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(Enumerable.Repeat(grey, width).ToArray());
            }
        }

        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, [0, 0, 0, (byte)width, 0, 0, 0, (byte)height, 8, 0, 0, 0, 0]);
        WriteChunk(png, "IDAT"u8, pixels.ToArray());
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(type);
        png.Write(content);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(type, content));
        png.Write(number);
    }

    /// <summary>CRC-32 of the chunk's type and content (PNG specification, annex D).</summary>
    private static uint Checksum(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        foreach (var value in (byte[])[.. type, .. content])
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0);
            }
        }

        return ~crc;
    }
}
