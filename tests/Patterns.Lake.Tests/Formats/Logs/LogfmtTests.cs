namespace Patterns.Lake.Tests.Formats.Logs;

public sealed class LogfmtTests
{
    [Fact]
    public void Pairs_become_columns_by_their_keys()
    {
        var run = LogRun.Read(
            """
            level=info msg="Stopping all \"fetchers\"" tag=stopping_fetchers n=3
            n=4 level=warn empty= msg=short extra.key=x=y
            """,
            LogRun.Columns("level", "msg", "n#", "empty", "extra.key"));

        Assert.Equal(
            [
                """ "info" | "Stopping all \"fetchers\"" | 3 | null | null """.Trim(),
                """ "warn" | "short" | 4 | "" | "x=y" """.Trim(),
            ],
            run.Rows);
    }

    [Theory]
    [InlineData("a=1 a=2", "the key 'a' occurs twice")]
    [InlineData("a=1 b", "expected a key and '=', found 'b'")]
    [InlineData("a=1 b=\"x", "expected a closing quote and a blank or the end behind it, found '\"x'")]
    [InlineData("a=1 b=\"x\"y", "expected a closing quote and a blank or the end behind it, found 'y'")]
    [InlineData("a=1 b=\"\\x\"", "a value holds an escape that JSON does not know: '\\x'")]
    [InlineData("a=1", "expected at least 2 pairs of key and value, found 'a=1'")]
    public void A_line_that_does_not_fit_is_set_aside(string line, string reason)
    {
        var run = LogRun.Read($"{string.Concat(Enumerable.Repeat("a=1 b=2\n", 20))}{line}\n", LogRun.Columns("a#", "b#"));

        Assert.Equal(20, run.Rows.Count);
        Assert.StartsWith($"21:160 {reason}", Assert.Single(run.SetAside), StringComparison.Ordinal);
    }
}
