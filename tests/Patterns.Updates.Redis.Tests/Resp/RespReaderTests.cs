using System.Buffers;
using System.Text;
using Patterns.Updates.Redis.Resp;

namespace Patterns.Updates.Redis.Tests.Resp;

public sealed class RespReaderTests
{
    private const string Answers = "+OK\r\n-ERR no\r\n:-12\r\n$5\r\na\r\nbc\r\n$-1\r\n*-1\r\n$0\r\n\r\n*3\r\n:1\r\n*2\r\n+a\r\n$1\r\nb\r\n$-1\r\n*0\r\n";

    [Fact]
    public void Answers_are_the_same_in_pieces_of_any_size()
    {
        var bytes = Encoding.UTF8.GetBytes(Answers);
        var whole = Read([bytes]);

        Assert.Equal(["Text OK", "Error ERR no", "Integer -12", "Bytes a\r\nbc", "Null", "Null", "Bytes ", "[Integer 1,[Text a,Bytes b],Null]", "[]"], whole);
        for (var size = 1; size < bytes.Length; size++)
        {
            Assert.Equal(whole, Read(bytes.Chunk(size)));
        }
    }

    [Theory]
    [InlineData("?1\r\n")]
    [InlineData("$x\r\n")]
    [InlineData("$\r\n")]
    [InlineData("$99999999999\r\n")]
    [InlineData("*99999999999\r\n")]
    [InlineData("$1\r\nabc")]
    [InlineData(":12a\r\n")]
    public void What_is_no_answer_is_refused(string text)
    {
        ReadOnlySequence<byte> buffer = new(Encoding.UTF8.GetBytes(text));

        Assert.Throws<InvalidDataException>(() => RespReader.TryRead(ref buffer, out _));
    }

    [Fact]
    public void Answers_do_not_nest_without_end()
    {
        ReadOnlySequence<byte> buffer = new(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("*1\r\n", 100)) + ":1\r\n"));

        Assert.Throws<InvalidDataException>(() => RespReader.TryRead(ref buffer, out _));
    }

    /// <summary>Reads as a connection does: what has come so far, again and again.</summary>
    private static List<string> Read(IEnumerable<byte[]> pieces)
    {
        List<string> values = [];
        byte[] pending = [];
        foreach (var piece in pieces)
        {
            pending = [.. pending, .. piece];
            ReadOnlySequence<byte> buffer = new(pending);
            while (RespReader.TryRead(ref buffer, out var value))
            {
                values.Add(Describe(value));
            }

            pending = buffer.ToArray();
        }

        Assert.Empty(pending);
        return values;
    }

    private static string Describe(RespValue value) => value.Kind switch
    {
        RespKind.Array => $"[{string.Join(',', value.Items.Select(Describe))}]",
        RespKind.Integer => $"Integer {value.Integer}",
        RespKind.Null => "Null",
        _ => $"{value.Kind} {value.Text}",
    };
}
