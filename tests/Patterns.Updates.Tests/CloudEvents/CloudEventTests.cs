using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Patterns.Updates.Tests.CloudEvents;

public sealed class CloudEventTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 4, 5, 6, 7, 120, TimeSpan.Zero);

    [Fact]
    public void Structured_mode_has_all_attributes_and_embeds_json()
    {
        var update = New("{\"a\":[1,2]}", "application/json", "order-paid", "7");

        using var json = JsonDocument.Parse(CloudEvent.ToStructured(update, "/feeds/orders"));

        Assert.Equal("1.0", Text(json, "specversion"));
        Assert.Equal(update.Id, Text(json, "id"));
        Assert.Equal("/feeds/orders", Text(json, "source"));
        Assert.Equal("order-paid", Text(json, "type"));
        Assert.Equal("7", Text(json, "subject"));
        Assert.Equal("2026-03-04T05:06:07.12Z", Text(json, "time"));
        Assert.Equal(update.Offset.ToString(), Text(json, "sequence"));
        Assert.Equal("{\"a\":[1,2]}", json.RootElement.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("{\"a\":1}", "application/json")]
    [InlineData("\"text\"", "application/json")]
    [InlineData("plain", "text/plain")]
    [InlineData("", "text/plain")]
    public void Both_modes_come_back(string payload, string contentType)
    {
        var update = New(payload, contentType, "Straße", "a \"b\" 100 % €");

        var structured = CloudEvent.FromStructured(CloudEvent.ToStructured(update, "/f"));
        var headers = CloudEvent.ToBinaryHeaders(update, "/f");
        var binary = CloudEvent.FromBinary(headers, contentType, update.Payload);

        Assert.All(headers, static header => Assert.DoesNotContain(header.Value, static character => character is <= ' ' or > '~' or '"'));
        foreach (var back in new[] { structured, binary })
        {
            Assert.Equal(("Straße", "a \"b\" 100 % €", Time, contentType), (back.Type, back.Key, back.Time, back.ContentType));
            Assert.Equal(payload, Encoding.UTF8.GetString(back.Payload.Span));
        }
    }

    [Theory]
    [InlineData("{\"a\":1}", "application/json", "data", "{\"a\":1}")]
    [InlineData("[1]", "application/ld+json; charset=utf-8", "data", "[1]")]
    [InlineData("1,2", "text/csv", "data", "\"1,2\"")]
    [InlineData("{\"a\":", "application/json", "data_base64", "\"eyJhIjo=\"")]
    [InlineData("1 2", "application/json", "data_base64", "\"MSAy\"")]
    [InlineData("\u0001", "image/png", "data_base64", "\"AQ==\"")]
    [InlineData("", "application/json", null, "")]
    public void A_payload_is_written_in_the_form_that_a_reader_gets_it_back_from(string payload, string contentType, string? member, string expected)
    {
        using var json = JsonDocument.Parse(CloudEvent.ToStructured(New(payload, contentType, "t", "k"), "/f"));

        Assert.Equal(member, json.RootElement.EnumerateObject().Select(static property => property.Name).SingleOrDefault(static name => name.StartsWith("data", StringComparison.Ordinal) && name != "datacontenttype"));
        Assert.Equal(expected, member is null ? "" : json.RootElement.GetProperty(member).GetRawText());
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_break_no_document()
    {
        byte[] payload = [(byte)'"', 0xff, (byte)'"'];
        var update = new Update("orders", new UpdateOffset(5, 6), Time, new NewUpdate(payload), "application/json");

        Assert.Equal(payload, CloudEvent.FromStructured(CloudEvent.ToStructured(update, "/f")).Payload.ToArray());
    }

    [Theory]
    [InlineData(58, true)]
    [InlineData(64, false)]
    public void JSON_that_is_too_deep_to_be_read_inside_a_batch_is_sent_as_bytes(int depth, bool isEmbedded)
    {
        var payload = new string('[', depth) + new string(']', depth);

        var document = CloudEvent.ToStructured(New(payload, "application/json", "t", "k"), "/f");

        Assert.Equal(isEmbedded, Encoding.UTF8.GetString(document).Contains("\"data\":[", StringComparison.Ordinal));
        using var batch = JsonDocument.Parse($"[{Encoding.UTF8.GetString(document)}]");
        Assert.Equal(payload, Encoding.UTF8.GetString(CloudEvent.FromStructured(document).Payload.Span));
    }

    [Fact]
    public void A_link_takes_the_place_of_the_payload()
    {
        ArrayBufferWriter<byte> output = new();

        CloudEvent.Write(output, New("{}", "application/json", "t", "k"), "/f", "/f?offset=-1&limit=1");

        using var json = JsonDocument.Parse(output.WrittenMemory);
        Assert.Equal("/f?offset=-1&limit=1", Text(json, "dataref"));
        Assert.False(json.RootElement.TryGetProperty("data", out _));
    }

    [Fact]
    public void A_text_of_another_sender_is_its_characters()
        => Assert.Equal(
            "hällo",
            Encoding.UTF8.GetString(CloudEvent.FromStructured(
                """{"specversion":"1.0","id":"1","source":"s","type":"t","datacontenttype":"text/plain","data":"hällo"}"""u8.ToArray()).Payload.Span));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"specversion":"0.3","id":"1","source":"s","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"","source":"s","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s"}""")]
    [InlineData("""{"specversion":1,"id":"1","source":"s","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","time":"yesterday"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"!"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":7}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t"} {}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"\ud800"}""")]
    public void What_is_no_event_is_refused(string document)
        => Assert.Equal("updates.payload-format", Assert.Throws<PayloadFormatException>(() => CloudEvent.FromStructured(Encoding.UTF8.GetBytes(document))).Code);

    [Fact]
    public void Headers_without_what_is_required_are_refused()
        => Assert.Throws<PayloadFormatException>(() => CloudEvent.FromBinary([new("ce-specversion", "1.0"), new("ce-id", "1")], null, default));

    private static string? Text(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString();

    private static Update New(string payload, string contentType, string type, string key)
        => new("orders", new UpdateOffset(5, 6), Time, new NewUpdate(Encoding.UTF8.GetBytes(payload)) { Type = type, Key = key }, contentType);
}
