using System.Text;
using System.Text.Json;
using Patterns.Updates.AspNetCore.Writing;

namespace Patterns.Updates.AspNetCore.Tests.Writing;

public sealed class JsonMessagesTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData(" [ ] ", "")]
    [InlineData("1", "1")]
    [InlineData(" {\"a\":[1]} ", "{\"a\":[1]}")]
    [InlineData("[1,\"a,]\",[2,[3]],{\"b\":[]},null]", "1", "\"a,]\"", "[2,[3]]", "{\"b\":[]}", "null")]
    [InlineData("[[[1]]]", "[[1]]")]
    public void An_array_is_flattened_by_one_level_and_anything_else_is_one_message(string body, params string[] expected)
    {
        Assert.Null(JsonMessages.Split(Encoding.UTF8.GetBytes(body), 100, out var messages));
        Assert.Equal(expected.Where(static text => text.Length > 0), messages.Select(static message => Encoding.UTF8.GetString(message.Span)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("[1")]
    [InlineData("[1,]")]
    [InlineData("[1]2")]
    [InlineData("1 2")]
    [InlineData("{'a':1}")]
    [InlineData("[1] // end")]
    [InlineData("\u00ff")]
    public void What_is_not_one_json_value_is_refused_with_nothing_taken(string body)
    {
        Assert.NotNull(JsonMessages.Split(Encoding.Latin1.GetBytes(body), 100, out var messages));
        Assert.Empty(messages);
    }

    [Fact]
    public void Too_many_messages_and_too_deep_ones_are_refused()
    {
        Assert.Contains("more than 3", JsonMessages.Split("[1,2,3,4]"u8.ToArray(), 3, out _), StringComparison.Ordinal);
        Assert.NotNull(JsonMessages.Split(Encoding.UTF8.GetBytes(new string('[', 100_000)), 3, out _));
    }

    [Fact]
    public void Random_documents_are_split_as_a_document_model_splits_them()
    {
        Random random = new(11);
        for (var round = 0; round < 500; round++)
        {
            var text = Value(random, 0);
            using var document = JsonDocument.Parse(text);
            var expected = document.RootElement.ValueKind == JsonValueKind.Array
                ? document.RootElement.EnumerateArray().Select(static element => element.GetRawText()).ToList()
                : [document.RootElement.GetRawText()];

            Assert.Null(JsonMessages.Split(Encoding.UTF8.GetBytes(text), 1000, out var messages));
            Assert.Equal(expected, messages.Select(static message => Encoding.UTF8.GetString(message.Span)));
        }
    }

    private static string Value(Random random, int depth) => random.Next(depth > 3 ? 3 : 6) switch
    {
        0 => random.Next(-1000, 1000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        1 => JsonSerializer.Serialize(new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => "[],\"{é\n"[random.Next(7)])])),
        2 => "true",
        3 or 4 => $"[{string.Join(" ,\n", Enumerable.Range(0, random.Next(5)).Select(_ => Value(random, depth + 1)))}]",
        _ => $"{{{string.Join(",", Enumerable.Range(0, random.Next(4)).Select(index => $"\"k{index}\" : {Value(random, depth + 1)}"))}}}",
    };
}
