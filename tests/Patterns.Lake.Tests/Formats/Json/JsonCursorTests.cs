using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Patterns.Lake.Formats.Json;
using Patterns.Testing;

namespace Patterns.Lake.Tests.Formats.Json;

public sealed class JsonCursorTests
{
    public static TheoryData<string> Broken =>
    [
        "", " ", "{", "[", "\"", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{1:2}", "{\"a\" 1}", "{\"a\":1 \"b\":2}",
        "[1", "[1,", "[1,]", "[,1]", "[1 2]", "]", "}", "01", "-", "-a", "1.", ".5", "1e", "1e+", "+1", "0x10", "1_000", "NaN", "Infinity",
        "tru", "True", "nul", "nulls", "false,", "'a'", "\"\n\"", "\"\t\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\uD800\"", "\"\\uDC00\"",
        "\"\\uD83D\\n\"", "\"\\uD83D\\u0041\"", "1 2", "{} {}", "/**/1", "1//", "\u00A01", "[1]]", "{\"a\":1}}", "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}", "{\"x\":{\"a\":1,\"b\":2,\"a\":1}}", "{\"\":1,\"_empty\":2}",
    ];

    public static TheoryData<string> WellFormed =>
    [
        "{}", "[]", "\"\"", "0", "-0", "-0.0", "1e400", "123456789012345678901234567890", "0.1E-7", "true", "false", "null", " \t\r\n[ 1 , 2 ] \n",
        "{ \"a\" : { \"b\" : [ ] } }", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uD83D\\uDE00\"", "{\"a\":1,\"A\":2}", "{\"\":1}", "[{\"a\":1},{\"a\":2}]",
        "\"ü\U0001F600\"",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void Broken_text_is_refused_with_a_reason(string text)
    {
        Assert.NotEqual(JsonFault.None, Check(Encoding.UTF8.GetBytes(text), out var reason));
        Assert.Matches(@"^[a-z].* \(at byte \d+ of the record\)$", reason);
    }

    [Theory]
    [MemberData(nameof(WellFormed))]
    public void Well_formed_text_is_accepted(string text) => Assert.Equal(JsonFault.None, Check(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("{\"a\":1,\"b\":x}", "expected a JSON value, found 'x' (at byte 11 of the record)")]
    [InlineData("{\"a\":1 \"b\":2}", "expected ',' or '}' behind a member, found '\"' (at byte 7 of the record)")]
    [InlineData("{\"id\":3,\"id\":42}", "the name \"id\" occurs twice in one object (at byte 8 of the record)")]
    [InlineData("{\"a\":007}", "a number has no leading zeros or plus sign and digits on both sides of its point, found '0' (at byte 5 of the record)")]
    [InlineData("{\"a\":\"x\ty\"}", "a string holds the byte 0x09, which must be escaped; its closing quote may be missing (at byte 7 of the record)")]
    [InlineData("{\"a\":\"\\ud83d.\"}", "a string holds \\ud83d, half of a surrogate pair (at byte 6 of the record)")]
    [InlineData("{\"a\":[1,]}", "found ',' before ']' (at byte 8 of the record)")]
    public void The_reason_says_what_was_expected_what_was_found_and_where(string text, string expected)
    {
        _ = Check(Encoding.UTF8.GetBytes(text), out var reason);
        Assert.Equal(expected, reason);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Nesting_ends_at_the_limit(char open, char close)
    {
        Assert.Equal(JsonFault.None, Check(Nested(JsonCursor.MaxDepth, open, close), out _));
        Assert.Equal(JsonFault.TooDeep, Check(Nested(JsonCursor.MaxDepth + 1, open, close), out _));
        Assert.Equal(JsonFault.TooDeep, Check(Nested(1_000_000, open, close), out _));
    }

    [Fact]
    public void Names_that_occur_twice_are_found_among_more_names_than_are_remembered()
    {
        var names = Enumerable.Range(0, JsonMembers.MaxRemembered + 100).Select(static index => $"\"k{index}\":{index}").ToList();
        var check = new JsonSkip(new JsonUnescaper());

        Assert.Equal(JsonFault.None, Check($"{{{string.Join(',', names)}}}", check));
        Assert.Equal(JsonFault.None, Check($"{{{string.Join(',', names)}}}", check));
        Assert.Equal(JsonFault.DuplicateName, Check($"{{{string.Join(',', names)},\"k{JsonMembers.MaxRemembered + 50}\":0}}", check));
        Assert.Equal(JsonFault.DuplicateName, Check($"{{{string.Join(',', names)},\"k0\":0}}", check));
    }

    [Fact]
    public void Any_text_that_is_cut_short_is_truncated_and_nothing_else()
    {
        foreach (var text in WellFormed.Select<object[], string>(static row => (string)row[0]))
        {
            var whole = Encoding.UTF8.GetBytes(text.TrimEnd());
            for (var length = 0; length < whole.Length; length++)
            {
                var fault = Check(whole[..length], out _);
                Assert.True(fault == JsonFault.Truncated || (fault == JsonFault.None && (char.IsAsciiDigit(text[0]) || text[0] == '-')), $"{text} cut to {length}: {fault}");
            }
        }
    }

    /// <summary>The framework's reader is strict too, but checks neither UTF-8 nor surrogates in strings nor names that occur twice.</summary>
    [Fact]
    public void Randomly_damaged_text_is_judged_as_the_framework_judges_it()
    {
        var random = new Random(20260201);
        var accepted = 0;
        for (var round = 0; round < 30_000; round++)
        {
            var text = Encoding.UTF8.GetBytes("""{"a":[1,-2.5e3,{"b":null,"c":[]}],"d":"x\u00e9\n","e":true,"f":{"g":false}}""");
            for (var damage = random.Next(3); damage >= 0; damage--)
            {
                text[random.Next(text.Length)] = (byte)" {}[]:,\"\\0123456789.eE+-truefalsn\n"[random.Next(34)];
            }

            var fault = Check(text, out _);
            if (fault is not (JsonFault.DuplicateName or JsonFault.LoneSurrogate))
            {
                Assert.True(FrameworkAccepts(text) == (fault == JsonFault.None), $"{Encoding.UTF8.GetString(text)}: {fault}");
                accepted += fault == JsonFault.None ? 1 : 0;
            }
        }

        Assert.InRange(accepted, 500, 29_000);
    }

    [SharedFact("corpora/JSONTestSuite/test_parsing")]
    public void Every_case_of_the_JSON_test_suite_is_judged_as_expected()
    {
        var files = Directory.GetFiles(SharedFiles.Path("corpora/JSONTestSuite/test_parsing"), "*.json");
        Assert.Equal(318, files.Length);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            var fault = Utf8.IsValid(bytes) ? Check(bytes, out _) : JsonFault.ValueExpected;
            var isExpected = Path.GetFileName(file)[0] switch
            {
                // Two cases hold a name twice, which the suite wants parsed; we parse it and then refuse to choose between the values.
                'y' => fault is JsonFault.None or JsonFault.DuplicateName,
                'n' => fault is not (JsonFault.None or JsonFault.DuplicateName),
                _ => true,
            };
            Assert.True(isExpected, $"{Path.GetFileName(file)}: {fault}");
        }
    }

    [Fact]
    public void Escapes_become_the_text_that_the_framework_makes_of_them()
    {
        var random = new Random(7);
        string[] parts = ["a", "ü", "\U0001F600", "\\n", "\\\\", "\\\"", "\\/", "\\u0041", "\\u00e9", "\\u20AC", "\\ud83d\\ude00", "\\u0000", "\\b\\f\\r\\t"];
        for (var round = 0; round < 2_000; round++)
        {
            var raw = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => parts[random.Next(parts.Length)]));
            var unescaped = new JsonUnescaper().Text(Encoding.UTF8.GetBytes(raw), isEscaped: true);

            Assert.Equal(JsonSerializer.Deserialize<string>($"\"{raw}\""), Encoding.UTF8.GetString(unescaped));
        }
    }

    private static byte[] Nested(int depth, char open, char close)
        => Encoding.ASCII.GetBytes(
            open == '['
                ? new string('[', depth) + new string(close, depth)
                : string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string(close, depth - 1));

    private static JsonFault Check(byte[] text, out string reason)
    {
        var cursor = new JsonCursor(text);
        _ = new JsonSkip(new JsonUnescaper()).Read(ref cursor) && cursor.ReadEnd();
        reason = JsonFaultText.Describe(cursor, text);
        return cursor.Fault;
    }

    private static JsonFault Check(string text, JsonSkip check)
    {
        var cursor = new JsonCursor(Encoding.UTF8.GetBytes(text));
        _ = check.Read(ref cursor) && cursor.ReadEnd();
        return cursor.Fault;
    }

    private static bool FrameworkAccepts(byte[] text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
