using System.Net.ServerSentEvents;
using System.Text;
using Patterns.Updates.Sse;

namespace Patterns.Updates.Tests.Sse;

public sealed class EventStreamParserTests
{
    public static TheoryData<string> Streams => EventStreams.Named;

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_stream_says_the_same_as_to_the_reference_wherever_it_is_cut(string text) => SaysTheSameHoweverCut(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(2000)]
    [InlineData(3000)]
    public void Random_streams_say_the_same_as_to_the_reference_wherever_they_are_cut(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + 100; seed++)
        {
            SaysTheSameHoweverCut(EventStreams.Random(seed));
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void A_line_ends_where_it_does_whatever_its_length_and_what_follows(string end)
    {
        for (var length = 0; length <= 70; length++)
        {
            for (var behind = 0; behind <= 40; behind++)
            {
                byte[] stream = Encoding.UTF8.GetBytes($"data:{new string('x', length)}{end}{end}data:{new string('y', behind)}{end}:{end}{end}");

                Assert.Equal(ReferenceParser.Parse(stream).ToString(), ParsedStream.Parse([stream]).ToString());
            }
        }
    }

    [Fact]
    public void Data_is_that_of_the_parser_of_the_platform()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            byte[] stream = EventStreams.Random(seed);

            string[] expected = [.. SseParser.Create(new MemoryStream(stream)).Enumerate().Select(static item => item.Data)];

            Assert.Equal(expected, ParsedStream.Parse([stream], comments: false).Items.Select(static item => item.Data));
        }
    }

    [Fact]
    public void Types_and_ids_are_those_of_the_parser_of_the_platform_where_it_keeps_to_the_standard()
    {
        // There, a type outlives a block without data, and an id is taken before its block has ended.
        byte[] stream = [.. "event: a\nid: 1\ndata: x\n\ndata: y\n\nevent: b\nid:\ndata: z\r\rid: 4\r\ndata: w\r\n\r\n"u8];
        SseParser<string> peer = SseParser.Create(new MemoryStream(stream));

        ParsedItem[] expected =
            [.. peer.Enumerate().Select(item => new ParsedItem(EventStreamItemKind.Event, item.EventType, item.Data, peer.LastEventId))];

        Assert.Equal(expected, ParsedStream.Parse([stream]).Items.Select(static item => item.Type.Length == 0 ? item with { Type = "message" } : item));
    }

    [Fact]
    public void An_event_is_there_with_the_carriage_return_that_ends_it()
    {
        var parser = new EventStreamParser(1024);
        ReadOnlySpan<byte> input = "data: now\r\r"u8;

        Assert.True(parser.TryRead(ref input, out EventStreamItem item));
        Assert.Equal("now", item.ToString());
    }

    [Fact]
    public void A_comment_does_not_disturb_the_event_around_it()
    {
        ParsedStream parsed = ParsedStream.Parse([.. Chunks.OfSize([.. "id: 1\nevent: e\ndata: a\n:c\ndata: b\n\n"u8], 1)]);

        Assert.Equal([new ParsedItem(EventStreamItemKind.Comment, "", "c", ""), new ParsedItem(EventStreamItemKind.Event, "e", "a\nb", "1")], parsed.Items);
    }

    [Fact]
    public void An_id_set_before_the_stream_holds_until_the_stream_brings_one()
    {
        var parser = new EventStreamParser(1024);
        parser.StartAfter("41"u8);
        ReadOnlySpan<byte> input = "data: a\n\nid: 42\ndata: b\n\n"u8;

        Assert.True(parser.TryRead(ref input, out _));
        Assert.Equal("41"u8, parser.LastEventId);
        Assert.True(parser.TryRead(ref input, out _));
        Assert.Equal("42"u8, parser.LastEventId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void A_line_longer_than_allowed_is_refused_before_it_is_all_read(int size)
    {
        byte[] stream = Encoding.UTF8.GetBytes("data: fine\n\ndata: " + new string('x', 95) + "\n\n");

        var refused = Assert.Throws<EventTooLargeException>(() => ParsedStream.Parse([.. Chunks.OfSize(stream, size)], maxEventBytes: 100));

        Assert.Equal("updates.event-too-large", refused.Code);
        Assert.Equal(100, refused.MaxEventBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Data_lines_longer_than_allowed_together_are_refused(int size)
    {
        byte[] stream = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("data: 123456789\n", 11)) + "\n");

        Assert.Throws<EventTooLargeException>(() => ParsedStream.Parse([.. Chunks.OfSize(stream, size)], maxEventBytes: 100));
        Assert.Single(ParsedStream.Parse([.. Chunks.OfSize(stream, size)], maxEventBytes: 109).Items);
    }

    [Fact]
    public void A_giant_event_in_many_pieces_takes_time_in_proportion()
    {
        const int Pieces = 20_000;
        var parser = new EventStreamParser(64 << 20);
        byte[] piece = Encoding.UTF8.GetBytes(new string('x', 1000));
        ReadOnlySpan<byte> input = "data:"u8;
        Assert.False(parser.TryRead(ref input, out _));
        for (var count = 0; count < Pieces; count++)
        {
            input = piece;
            Assert.False(parser.TryRead(ref input, out _));
        }

        input = "\n\n"u8;
        Assert.True(parser.TryRead(ref input, out EventStreamItem item));
        Assert.Equal(Pieces * piece.Length, item.Data.Length);
    }

    [Fact]
    public void Parsing_allocates_nothing_per_event()
    {
        byte[] stream = Encoding.UTF8.GetBytes(string.Concat(
            Enumerable.Range(0, 1000).Select(static number => $"id: {number:x16}\nevent: paid\ndata: {{\"number\":{number}}}\ndata: second\n:c\n\n")));
        var parser = new EventStreamParser(1 << 20);
        Read(parser, stream);
        long before = GC.GetAllocatedBytesForCurrentThread();

        int events = Read(parser, stream);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(1000, events);
        Assert.Equal(0, allocated);
    }

    private static int Read(EventStreamParser parser, byte[] stream)
    {
        var events = 0;
        for (var start = 0; start < stream.Length; start += 301)
        {
            ReadOnlySpan<byte> input = stream.AsSpan(start, Math.Min(301, stream.Length - start));
            while (parser.TryRead(ref input, out _))
            {
                events++;
            }
        }

        return events;
    }

    private static void SaysTheSameHoweverCut(byte[] stream)
    {
        string expected = ReferenceParser.Parse(stream).ToString();
        for (var index = 0; index <= stream.Length; index++)
        {
            Assert.Equal(expected, ParsedStream.Parse(Chunks.CutAt(stream, index)).ToString());
        }

        for (var size = 1; size <= Math.Min(stream.Length, 9); size++)
        {
            Assert.Equal(expected, ParsedStream.Parse(Chunks.OfSize(stream, size)).ToString());
        }

        Assert.Equal(expected, ParsedStream.Parse(Chunks.Random(stream, new Random(stream.Length))).ToString());
    }
}
