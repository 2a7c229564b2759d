using System.Text;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Lake.Tests.Formats.Logs;

public sealed class AccessLogTests
{
    private static readonly Schema All = LogRun.Columns(
        "remote_host", "identity", "user", "time@", "method", "path", "protocol", "status#", "bytes#", "referrer", "user_agent");

    [Fact]
    public void A_combined_line_becomes_one_row()
    {
        var run = LogRun.Read(
            """
            ::1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif?a=\"b\" HTTP/1.0" 200 2326 "http://x/?q=\"y\" z" "Mozilla/4.08 [en] (Win98; I \\)"

            10.0.0.1 - - [29/Feb/2024:23:59:59 +0000] "POST / HTTP/2.0" 304 - "-" "-"
            """,
            All);

        Assert.Equal(
            [
                """ "::1" | null | "frank" | "2000-10-10T20:55:36Z" | "GET" | "/apache_pb.gif?a=\\\"b\\\"" | "HTTP/1.0" | 200 | 2326 | "http://x/?q=\\\"y\\\" z" | "Mozilla/4.08 [en] (Win98; I \\\\)" """.Trim(),
                """ "10.0.0.1" | null | null | "2024-02-29T23:59:59Z" | "POST" | "/" | "HTTP/2.0" | 304 | null | null | null """.Trim(),
            ],
            run.Rows);
        Assert.Empty(run.SetAside);
    }

    [Theory]
    [InlineData("\"GET /a b c HTTP/1.1\"", "\"GET\" | \"/a b c\" | \"HTTP/1.1\" | null")]
    [InlineData("\"GET /old\"", "\"GET\" | \"/old\" | null | null")]
    [InlineData("\"-\"", "null | null | null | null")]
    [InlineData("\"\"", "null | null | null | \"\"")]
    [InlineData("\"\\x16\\x03\\x01\"", "null | null | null | \"\\\\x16\\\\x03\\\\x01\"")]
    [InlineData("\"GET\"", "null | null | null | \"GET\"")]
    [InlineData("\"GET HTTP/1.1\"", "null | null | null | \"GET HTTP/1.1\"")]
    [InlineData("\"CONNECT x:443 HTTP/1.1\"", "\"CONNECT\" | \"x:443\" | \"HTTP/1.1\" | null")]
    [InlineData("\"GET  /a HTTP/1.1\"", "null | null | null | \"GET  /a HTTP/1.1\"")]
    public void A_request_is_taken_apart_or_kept_whole(string request, string expected)
    {
        var run = LogRun.Read($"h - - [10/Oct/2000:13:55:36 -0700] {request} 200 1\n", LogRun.Columns("method", "path", "protocol", "request"));

        Assert.Equal([expected], run.Rows);
    }

    [Fact]
    public void A_virtual_host_in_front_and_fields_behind_are_kept()
    {
        var run = LogRun.Read(
            "example.org:443 h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1 \"-\" \"curl\" 0.003 \"10.1.1.1\"\n",
            LogRun.Columns("virtual_host", "remote_host", "user_agent", "extra"));

        Assert.Equal(["""
            "example.org:443" | "h" | "curl" | "0.003 \"10.1.1.1\""
            """], run.Rows);
    }

    [Theory]
    [InlineData("h - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1", "expected host, identity and user before a time in brackets")]
    [InlineData("h - - [30/Feb/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1", "expected a time such as [17/May/2015:10:05:03 +0000], found '[30/Feb/2000")]
    [InlineData("h - - [10/Oct/2000:24:55:36 -0700] \"GET / HTTP/1.1\" 200 1", "expected a time")]
    [InlineData("h - - [10/Oct/2000:13:55:36 -0700]\"GET / HTTP/1.1\" 200 1", "expected a blank behind the time")]
    [InlineData("h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1 200 1", "expected a request in double quotes and a blank, found '\"GET / HTTP/1.1 200 1'")]
    [InlineData("h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" x 1", "expected a status and a blank behind the request, found 'x 1'")]
    [InlineData("h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200", "expected a status and a blank behind the request, found '200'")]
    [InlineData("h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1x", "expected a number of bytes or '-' behind the status, found '1x'")]
    [InlineData("h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1 \"-\" \"Mozil", "expected a user agent in double quotes, found '\"Mozil'; its closing quote may be missing")]
    [InlineData("h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1 \"-\"", "expected a referrer in double quotes and a blank, found the end of the line")]
    [InlineData("nothing of the kind", "expected host, identity and user before a time in brackets, found 'nothing of the kind'")]
    public void A_line_that_does_not_fit_is_set_aside_with_the_reason(string line, string reason)
    {
        const string Good = "h - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.1\" 200 1\n";
        var run = LogRun.Read($"{Good}{line}\n{Good}", LogRun.Columns("status#"));

        Assert.Equal(["200", "200"], run.Rows);
        Assert.StartsWith($"2:58 {reason}", Assert.Single(run.SetAside).Replace("\\u0022", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(3, run.RowsRead);
    }

    [Fact]
    public void Rows_do_not_depend_on_how_the_file_is_cut()
    {
        var text = string.Concat(Enumerable.Range(0, 20).Select(static index
            => $"h{index} - - [10/Oct/2000:13:55:36 -0700] \"GET /{new string('x', index * 3)} HTTP/1.1\" 200 {index}{(index % 7 == 3 ? "?" : "")}{(index % 2 == 0 ? "\r" : "")}\n"));
        var whole = LogRun.Read(text, All);

        Assert.Equal(3, whole.RowsSetAside);
        Assert.All(Enumerable.Range(1, 150), window => Assert.Equal(whole.Everything, LogRun.Read(text, All, window).Everything));
    }

    [SharedFact("data/raw/web/access/access.log")]
    public void Every_line_of_a_real_log_is_read_but_the_one_that_is_cut_short()
    {
        var bytes = File.ReadAllBytes(SharedFiles.Path("data/raw/web/access/access.log"));
        var text = Encoding.UTF8.GetString(bytes);
        var run = LogRun.Read(text, All);
        LogRun.Profile(bytes, out var profile);

        Assert.Equal(10_000, run.RowsRead);
        Assert.Equal(9_999, run.Rows.Count);
        Assert.Contains("www.google.com/bot.html", Assert.Single(run.SetAside), StringComparison.Ordinal);
        Assert.Equal(9_999, profile.Columns.Count);
        Assert.Equal(All.Fields.Select(static field => field.Name), profile.Columns.Members.Select(static member => member.Name));

        // Each row is put together again and must be the line that it came from.
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => !line.EndsWith("bot.html", StringComparison.Ordinal));
        Assert.All(lines.Zip(run.Rows), static pair => Assert.Equal(pair.First, Line(pair.Second)));
    }

    [Fact]
    public void Other_text_is_not_taken_for_a_log()
    {
        Assert.Null(LogRun.Detect("a,b,c\n1,2,3\n"u8.ToArray()));
        Assert.Null(LogRun.Detect("{\"a\":1}\n"u8.ToArray()));
        Assert.Null(LogRun.Detect("Dear all,\n\nx=1 is the answer.\n"u8.ToArray()));
        Assert.Null(LogRun.Detect([]));
    }

    private static string Line(string row)
    {
        var fields = row.Split(" | ").Select(static field => field == "null" ? null : field.Trim('"')).ToArray();
        var time = DateTimeOffset.Parse(fields[3]!, System.Globalization.CultureInfo.InvariantCulture);
        string[] texts = [.. fields.Select(static field => System.Text.RegularExpressions.Regex.Unescape(field ?? "-"))];
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{texts[0]} {texts[1]} {texts[2]} [{time:dd/MMM/yyyy:HH:mm:ss} +0000] \"{texts[4]} {texts[5]} {texts[6]}\" {texts[7]} {texts[8]} \"{texts[9]}\" \"{texts[10]}\"");
    }
}
