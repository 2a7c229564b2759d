using System.Text;

namespace Patterns.Updates.Tests;

public sealed class UpdateOffsetTests
{
    [Fact]
    public void The_default_is_the_start()
    {
        Assert.True(default(UpdateOffset).IsStart);
        Assert.Equal("-1", UpdateOffset.Start.ToString());
        Assert.Equal("now", UpdateOffset.Now.ToString());
        Assert.Equal(UpdateOffset.Start, UpdateOffset.Parse("0000000000000000_0000000000000000"));
    }

    [Fact]
    public void Texts_sort_as_offsets_do_and_come_back()
    {
        UpdateOffset[] offsets =
        [
            UpdateOffset.Start, new(1, 0), new(1, 9), new(1, 10), new(1, 255), new(1, 4096), new(2, 0), new(16, 3), new(long.MaxValue - 1, long.MaxValue), UpdateOffset.Now,
        ];

        Assert.Equal(offsets, offsets.OrderDescending().Order());
        Assert.Equal(offsets, offsets.OrderByDescending(static offset => offset).OrderBy(static offset => offset.ToString(), StringComparer.Ordinal));
        Assert.All(offsets, static offset => Assert.Equal(offset, UpdateOffset.Parse(offset.ToString())));
        Assert.All(offsets, static offset =>
        {
            Span<byte> utf8 = stackalloc byte[UpdateOffset.TextLength];
            Assert.True(offset.TryFormat(utf8, out var written));
            Assert.Equal(offset.ToString(), Encoding.UTF8.GetString(utf8[..written]));
            Assert.Equal(offset.ToString(), $"{offset}");
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("NOW")]
    [InlineData("000000000000000A_0000000000000001")]
    [InlineData("0000000000000001-0000000000000001")]
    [InlineData("0000000000000001_000000000000001")]
    [InlineData("0000000000000001_0000000000000001 ")]
    [InlineData("8000000000000000_0000000000000001")]
    [InlineData("7fffffffffffffff_7fffffffffffffff")]
    [InlineData("0000000000000000_0000000000000001")]
    [InlineData("0000000000000001_ffffffffffffffff")]
    [InlineData("000000000000 001_0000000000000001")]
    [InlineData("<script>alert(1)</script>")]
    public void Other_texts_are_refused(string text)
    {
        Assert.False(UpdateOffset.TryParse(text, out var offset));
        Assert.Equal(UpdateOffset.Start, offset);
        Assert.Equal("updates.offset-format", Assert.Throws<OffsetFormatException>(() => UpdateOffset.Parse(text)).Code);
    }

    [Fact]
    public void Every_change_of_one_character_is_another_offset_or_none()
    {
        var text = new UpdateOffset(0x18c_2f00_1234, 77).ToString();
        for (var index = 0; index < text.Length; index++)
        {
            for (var character = ' '; character <= '\u017f'; character++)
            {
                var changed = text[..index] + character + text[(index + 1)..];
                Assert.True(changed == text || !UpdateOffset.TryParse(changed, out var offset) || offset.ToString() == changed);
            }
        }
    }
}
