using System.Buffers.Binary;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>CRC-32 with the polynomial of gzip and Ethernet, which Parquet's page checksums use. Source: RFC 1952, section 8.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;

    private static readonly uint[] Table = BuildTable();

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        while (data.Length >= Slices)
        {
            // Eight bytes at a time: each has a table of what it does to the sum seven to zero bytes later.
            var low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = Table[(7 * 256) + (int)(low & 0xFF)] ^ Table[(6 * 256) + (int)(low >> 8 & 0xFF)]
                ^ Table[(5 * 256) + (int)(low >> 16 & 0xFF)] ^ Table[(4 * 256) + (int)(low >> 24)]
                ^ Table[(3 * 256) + (int)(high & 0xFF)] ^ Table[(2 * 256) + (int)(high >> 8 & 0xFF)]
                ^ Table[256 + (int)(high >> 16 & 0xFF)] ^ Table[(int)(high >> 24)];
            data = data[Slices..];
        }

        foreach (var next in data)
        {
            crc = crc >> 8 ^ Table[(int)((crc ^ next) & 0xFF)];
        }

        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[Slices * 256];
        for (var index = 0; index < 256; index++)
        {
            var crc = (uint)index;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? crc >> 1 ^ Polynomial : crc >> 1;
            }

            table[index] = crc;
        }

        for (var index = 256; index < table.Length; index++)
        {
            table[index] = table[index - 256] >> 8 ^ table[(int)(table[index - 256] & 0xFF)];
        }

        return table;
    }
}
