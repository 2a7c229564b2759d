using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text;
using Patterns.Updates.AspNetCore.Sse;

namespace Patterns.Updates.AspNetCore.Tests.Sse;

public sealed class SseWriterTests
{
    [Theory]
    [InlineData("a")]
    [InlineData(" a")]
    [InlineData("  a\n b")]
    [InlineData("")]
    [InlineData("a\n\nevent: control\ndata: injected\n\nb")]
    [InlineData("a\r\revent: control\rdata: injected\r\rb")]
    [InlineData("a\r\n\r\nid: 1\r\nb\r\n")]
    [InlineData("\ufeffé\n")]
    public void Content_comes_out_as_one_event_whatever_is_in_it(string content)
    {
        var items = Parse(Write([Encoding.UTF8.GetBytes(content)]));

        Assert.Equal(content.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), Assert.Single(items).Data);
    }

    [Fact]
    public void It_does_not_matter_how_content_is_split()
    {
        Random random = new(7);
        for (var round = 0; round < 2000; round++)
        {
            var content = new byte[random.Next(12)];
            for (var index = 0; index < content.Length; index++)
            {
                content[index] = "ab \r\n:"u8[random.Next(6)];
            }

            var cut = random.Next(content.Length + 1);
            var second = cut + random.Next(content.Length - cut + 1);

            Assert.Equal(Write([content]), Write([content[..cut], content[cut..second], content[second..]]));
        }
    }

    private static byte[] Write(byte[][] parts)
    {
        ArrayBufferWriter<byte> output = new();
        SseWriter writer = new(output);
        foreach (var part in parts)
        {
            writer.Write(part);
        }

        writer.End();
        SseWriter.EndEvent(output);
        return output.WrittenSpan.ToArray();
    }

    private static List<SseItem<string>> Parse(byte[] bytes) => [.. SseParser.Create(new MemoryStream(bytes)).Enumerate()];
}
