using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Tests.Parquet.Encodings;

public sealed class DeltaEncoderTests
{
    [Fact]
    public void Integers_of_any_number_and_spread_come_back()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var spread = random.Next(65);
            var longs = new long[seed < 260 ? seed : random.Next(5000)];
            for (var index = 0; index < longs.Length; index++)
            {
                longs[index] = random.Next(20) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => spread == 0 ? 7 : random.NextInt64(long.MinValue, long.MaxValue) >> (64 - spread) };
            }

            var ints = Array.ConvertAll(longs, static value => unchecked((int)value));
            using var output = new BufferBuilder<byte>();
            DeltaIntegerEncoder.Encode<long>(longs, output);
            var decoded = new long[longs.Length];
            new DeltaIntegers(output.Memory).Decode(decoded);
            Assert.Equal(longs, decoded);

            output.Truncate(0);
            DeltaIntegerEncoder.Encode<int>(ints, output);
            var narrow = new DeltaIntegerDecoder(output.Memory, sizeof(int)).Take(ints.Length);
            Assert.Equal(ints, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(narrow).ToArray());
        }
    }

    [Fact]
    public void Estimates_are_near_what_is_written()
    {
        foreach (var spread in new[] { 0, 3, 17, 40, 63 })
        {
            var random = new Random(spread);
            var values = new long[100_000];
            for (var index = 0; index < values.Length; index++)
            {
                values[index] = random.NextInt64() >> (63 - spread);
            }

            using var output = new BufferBuilder<byte>();
            DeltaIntegerEncoder.Encode<long>(values, output);

            Assert.InRange(DeltaIntegerEncoder.EstimateBytesPerValue<long>(values) * values.Length / output.Count, 0.9, 1.1);
        }
    }

    [Fact]
    public void Texts_come_back()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            using var ends = new BufferBuilder<int>();
            using var bytes = new BufferBuilder<byte>();
            bytes.Append("skipped"u8);
            var texts = new List<byte[]>();
            for (var index = 0; index < seed; index++)
            {
                var text = new byte[random.Next(4) == 0 ? 0 : random.Next(40)];
                random.NextBytes(text);
                if (index > 0 && random.Next(2) == 0)
                {
                    text = [.. texts[^1], .. text];
                    text = text[..random.Next(text.Length + 1)];
                }

                texts.Add(text);
                bytes.Append(text);
                ends.Append(bytes.Count);
            }

            using var lengths = new BufferBuilder<int>();
            using var output = new BufferBuilder<byte>();
            DeltaLengthEncoder.Encode(new BinaryValues(ends.Span, 7, bytes.Span), lengths, output);
            Assert.Equal(texts, Decode(new DeltaLengthDecoder(output.Memory.ToArray()), seed));
            output.Truncate(0);
            DeltaBytesEncoder.Encode(new BinaryValues(ends.Span, 7, bytes.Span), lengths, output);
            Assert.Equal(texts, Decode(new DeltaBytesDecoder(output.Memory.ToArray()), seed));
        }
    }

    private static List<byte[]> Decode(BinaryDecoder decoder, int count)
    {
        var starts = new int[count];
        using var bytes = new BufferBuilder<byte>();
        decoder.Append(starts, bytes);
        var texts = new List<byte[]>();
        for (var index = 0; index < count; index++)
        {
            texts.Add(bytes.Span[starts[index]..(index + 1 < count ? starts[index + 1] : bytes.Count)].ToArray());
        }

        return texts;
    }
}
