using System.Text;
using Patterns.Updates.Following.Reading;

namespace Patterns.Updates.Tests.Following;

public sealed class SseDecoderTests
{
    [Fact]
    public void A_message_in_a_batch_has_the_place_between_it_and_the_next()
    {
        var decoder = new SseDecoder(FeedCursor.Parse("a"), FeedContent.Json, isBase64: false);

        Assert.Equal(["[1]@1,a", "{\"x\":2}@2,a"], Shown(Decode(decoder, "data", "[[1],\n{\"x\":2}]")));
        Assert.Equal(["3@3,a"], Shown(Decode(decoder, "data", "[3]")));
        Assert.Empty(Decode(decoder, "control", """{"streamNextOffset":"b","streamCursor":"9","upToDate":true}""").Updates);
        Assert.Equal(FeedCursor.Parse("b"), decoder.Position);
        Assert.Equal(["4@1,b"], Shown(Decode(decoder, "data", "[4]")));
    }

    [Fact]
    public void Messages_that_have_been_handled_are_left_out()
    {
        var decoder = new SseDecoder(FeedCursor.Parse("2,a"), FeedContent.Json, isBase64: false);

        Assert.Equal(["3@3,a"], Shown(Decode(decoder, "data", "[1,2,3]")));
    }

    [Fact]
    public void They_are_left_out_although_the_server_batches_differently_now()
    {
        var decoder = new SseDecoder(FeedCursor.Parse("3,a"), FeedContent.Json, isBase64: false);

        Assert.Empty(Decode(decoder, "data", "[1,2]").Updates);
        Decode(decoder, "control", """{"streamNextOffset":"b"}""");
        Assert.Equal(FeedCursor.Parse("1,b"), decoder.Position);
        Assert.Equal(["4@2,b"], Shown(Decode(decoder, "data", "[3,4]")));
    }

    [Fact]
    public void An_envelope_brings_its_own_place_and_what_has_come_before_is_left_out()
    {
        var decoder = new SseDecoder(FeedCursor.Parse("01"), FeedContent.Json, isBase64: false);
        const string Batch = """
            [{"specversion":"1.0","id":"f:01","source":"f","type":"update","sequence":"01","data":0},
             {"specversion":"1.0","id":"f:02","source":"f","type":"paid","subject":"k","time":"2026-05-01T12:00:00Z","datacontenttype":"application/json","sequence":"02","data":{"a":[1]}}]
            """;

        FeedBatch batch = Decode(decoder, "data", Batch);

        Assert.Equal(1, batch.Duplicates);
        ReceivedUpdate update = Assert.Single(batch.Updates);
        Assert.Equal("""{"a":[1]}""", Encoding.UTF8.GetString(update.Payload.Span));
        Assert.Equal(("f:02", "paid", "k", new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero)), (update.Id, update.Type, update.Key, update.Time));
        Assert.Equal(FeedCursor.Parse("02"), decoder.Position);
    }

    [Theory]
    [InlineData("""[{"specversion":"1.0","id":"f:02","sequence":"02","datacontenttype":"text/plain","data":"a\u00fcb"}]""", "aüb")]
    [InlineData("""[{"specversion":"1.0","id":"f:02","sequence":"02","datacontenttype":"image/png","data_base64":"AQID"}]""", "\u0001\u0002\u0003")]
    [InlineData("""[{"specversion":"1.0","id":"f:02","sequence":"02","data":"json"}]""", "\"json\"")]
    [InlineData("""[{"specversion":"1.0","id":"1","data":"no sequence, so no envelope"}]""", """{"specversion":"1.0","id":"1","data":"no sequence, so no envelope"}""")]
    [InlineData("""[{"specversion":"1.0","id":"1","sequence":"02","data":"not ours"}]""", """{"specversion":"1.0","id":"1","sequence":"02","data":"not ours"}""")]
    [InlineData("""[{"specversion":"1.0","id":":02","sequence":"02"}]""", "")]
    public void A_payload_is_what_was_appended(string batch, string payload)
    {
        var decoder = new SseDecoder(FeedCursor.Start, FeedContent.Json, isBase64: false);

        Assert.Equal(payload, Encoding.UTF8.GetString(Assert.Single(Decode(decoder, "data", batch).Updates).Payload.Span));
    }

    [Fact]
    public void Bytes_are_handed_on_when_their_end_is_known()
    {
        var decoder = new SseDecoder(FeedCursor.Start, FeedContent.Bytes, isBase64: true);

        Assert.Empty(Decode(decoder, "data", "AQIDBAUG\nBwgJCg==").Updates);
        FeedBatch batch = Decode(decoder, "control", """{"streamNextOffset":"b","streamClosed":true}""");

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Assert.Single(batch.Updates).Payload.ToArray());
        Assert.True(batch.IsClosed);
        Assert.Equal(FeedCursor.Parse("b"), batch.Updates[0].Cursor);
    }

    [Fact]
    public void Events_of_any_other_server_are_updates_with_their_ids()
    {
        var decoder = new SseDecoder(FeedCursor.Start, FeedContent.Json, isBase64: false);

        ReceivedUpdate update = Assert.Single(Decode(decoder, "put", "text", "7").Updates);

        Assert.Equal(("7", "put", FeedCursor.Parse("7")), (update.Id, update.Type, update.Cursor));
        Assert.True(decoder.IsPlain);
        Assert.Equal(["[1]@8"], Shown(Decode(decoder, "data", "[1]", "8")));
    }

    [Fact]
    public void Data_that_is_no_array_is_refused()
        => Assert.Throws<MessageFormatException>(() => Decode(new SseDecoder(FeedCursor.Start, FeedContent.Json, isBase64: false), "data", "{\"a\":1}"));

    [Theory]
    [InlineData("""[{"specversion":"1.0","id":"f:02","sequence":"02","type":"\ud800"}]""")]
    [InlineData("""[{"specversion":"1.0","id":"f:02","sequence":"02","datacontenttype":"text/plain","data":"\ud800"}]""")]
    public void Texts_that_are_not_Unicode_are_refused(string batch)
        => Assert.Throws<MessageFormatException>(() => Decode(new SseDecoder(FeedCursor.Start, FeedContent.Json, isBase64: false), "data", batch));

    [Fact]
    public void Where_now_is_is_learnt_from_the_first_id()
    {
        var decoder = new SseDecoder(FeedCursor.Now, FeedContent.Json, isBase64: false);
        decoder.Prime("02"u8);

        Assert.Equal(FeedCursor.Parse("02"), decoder.Position);
    }

    private static FeedBatch Decode(SseDecoder decoder, string type, string data, string id = "")
        => decoder.Decode(Encoding.UTF8.GetBytes(type), Encoding.UTF8.GetBytes(data), Encoding.UTF8.GetBytes(id));

    private static IEnumerable<string> Shown(FeedBatch batch) => batch.Updates.Select(static update => $"{Encoding.UTF8.GetString(update.Payload.Span)}@{update.Cursor}");
}
