using System.Text;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class Utf8EncodingTests
{
    private static readonly char[] Strange = ['\u007f', '\u0080', '\u00ff', '\u0100', 'é', '€', '\ud83d', '\ude00', '\uffff', '\0'];

    [Fact]
    public void Texts_of_every_length_with_anything_anywhere_are_encoded_as_by_the_framework()
    {
        var random = new Random(1);
        for (var length = 0; length < 40; length++)
        {
            for (var place = 0; place <= length; place++)
            {
                foreach (var strange in Strange)
                {
                    var text = Random(random, length);
                    if (place < length)
                    {
                        text = text[..place] + strange + text[(place + 1)..];
                    }

                    Span<byte> bytes = new byte[Utf8Encoding.LargestOutput(length)];
                    Span<int> starts = new int[1];
                    Assert.Equal(1, Utf8Encoding.Encode([text], starts, 0, bytes, out var end));
                    Assert.Equal(Encoding.UTF8.GetBytes(text), bytes[..end].ToArray());
                }
            }
        }
    }

    [Fact]
    public void A_column_of_many_texts_has_each_of_them()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var texts = Enumerable.Range(0, random.Next(1, 2_000)).Select(_ => Random(random, random.Next(40) == 0 ? random.Next(5_000) : random.Next(20)) + (random.Next(5) == 0 ? "é" : "")).ToArray();
            using var builder = (BinaryColumnBuilder)ColumnBuilder.Create(DataType.String);
            builder.Append("before");
            builder.Append(texts.AsSpan());
            builder.AppendNull();
            builder.Append(texts.AsSpan(0, texts.Length / 2));
            using var column = builder.Build();

            Assert.Equal(["before", .. texts, null, .. texts[..(texts.Length / 2)]], Enumerable.Range(0, column.Length).Select(row => (string?)column.GetValue(row)));
        }
    }

    private static string Random(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => (char)random.Next(1, 128))]);
}
