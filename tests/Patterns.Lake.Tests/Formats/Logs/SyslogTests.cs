using System.Text;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Lake.Tests.Formats.Logs;

public sealed class SyslogTests
{
    private static readonly Schema Plain = LogRun.Columns("time", "host", "process", "pid#", "message");

    [Theory]
    [InlineData("Mar 27 13:06:56 h sshd[1291]: Server listening.", "\"Mar 27 13:06:56\" | \"h\" | \"sshd\" | 1291 | \"Server listening.\"")]
    [InlineData("Mar  7 13:06:56 h sudo:   root : TTY=x", "\"Mar  7 13:06:56\" | \"h\" | \"sudo\" | null | \"  root : TTY=x\"")]
    [InlineData("Mar 07 13:06:56 h kernel: [ 1.5] x: y", "\"Mar 07 13:06:56\" | \"h\" | \"kernel\" | null | \"[ 1.5] x: y\"")]
    [InlineData("Mar 27 13:06:56 h last message repeated 2 times", "\"Mar 27 13:06:56\" | \"h\" | null | null | \"last message repeated 2 times\"")]
    [InlineData("Mar 27 13:06:56 h x[1]:", "\"Mar 27 13:06:56\" | \"h\" | \"x\" | 1 | \"\"")]
    [InlineData("2026-03-27T13:06:56.123456+01:00 h a/b-c[7]: m", "\"2026-03-27T13:06:56.123456\\u002B01:00\" | \"h\" | \"a/b-c\" | 7 | \"m\"")]
    public void A_line_is_taken_apart(string line, string expected)
    {
        var run = LogRun.Read(line, Plain);

        Assert.Equal([expected], run.Rows.Select(static row => row.Replace("+", "\\u002B", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Mar 32 13:06:56 h x: m")]
    [InlineData("Mrz 27 13:06:56 h x: m")]
    [InlineData("Mar 27 25:06:56 h x: m")]
    [InlineData("Mar 27 13:06:56")]
    [InlineData("<192>Mar 27 13:06:56 h x: m")]
    [InlineData("<01>Mar 27 13:06:56 h x: m")]
    [InlineData("    at Some.Stack.Trace()")]
    public void A_line_that_does_not_fit_is_set_aside(string line)
    {
        var run = LogRun.Read($"Mar 27 13:06:56 h x: m\n{line}\nMar 27 13:06:57 h x: m\n", Plain);

        Assert.Equal(2, run.Rows.Count);
        Assert.Matches("^2:23 expected a .*, found ", Assert.Single(run.SetAside));
    }

    [Fact]
    public void A_priority_is_a_facility_and_a_severity()
    {
        var run = LogRun.Read("<34>Oct 11 22:14:15 mymachine su: 'su root' failed\n<0>Oct 11 22:14:15 h x: m\n<191>Oct 11 22:14:15 h x: m", LogRun.Columns("facility#", "severity#", "host"));

        Assert.Equal(["4 | 2 | \"mymachine\"", "0 | 0 | \"h\"", "23 | 7 | \"h\""], run.Rows);
    }

    /// <summary>The examples of RFC 5424, section 6.5.</summary>
    [Fact]
    public void The_examples_of_the_syslog_protocol_are_read()
    {
        var run = LogRun.Read(
            """
            <34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - 'su root' failed for lonvick on /dev/pts/8
            <165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the do-nuts.
            <165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="Application" eventID="10\]\"11"] An application event log entry...
            <165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3"][examplePriority@32473 class="high"]
            <165>1 - - - - - -
            <165>1 2003-10-11T22:14:15.003Z h a - - [broken iut="3] x
            """,
            LogRun.Columns("time@", "process", "pid#", "message_id", "structured_data", "message"));

        Assert.Equal(
            [
                """ "2003-10-11T22:14:15.003Z" | "su" | null | "ID47" | null | "'su root' failed for lonvick on /dev/pts/8" """.Trim(),
                """ "2003-08-24T12:14:15.000003Z" | "myproc" | 8710 | null | null | "%% It's time to make the do-nuts." """.Trim(),
                """ "2003-10-11T22:14:15.003Z" | "evntslog" | null | "ID47" | "[exampleSDID@32473 iut=\"3\" eventSource=\"Application\" eventID=\"10\\]\\\"11\"]" | "An application event log entry..." """.Trim(),
                """ "2003-10-11T22:14:15.003Z" | "evntslog" | null | "ID47" | "[exampleSDID@32473 iut=\"3\"][examplePriority@32473 class=\"high\"]" | null """.Trim(),
                "null | null | null | null | null | null",
            ],
            run.Rows);
        Assert.Contains("expected structured data in brackets or '-'", Assert.Single(run.SetAside), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_without_a_year_are_noted()
    {
        LogRun.Profile("Mar 27 13:06:56 h x: m\n"u8.ToArray(), out var without);
        LogRun.Profile("2026-03-27T13:06:56Z h x: m\n"u8.ToArray(), out var with);

        Assert.Contains("have no year", Assert.Single(without.Notes), StringComparison.Ordinal);
        Assert.Empty(with.Notes);
    }

    [SharedFact("data/raw/web/auth/auth.log")]
    public void Every_line_of_a_real_log_is_read()
    {
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(SharedFiles.Path("data/raw/web/auth/auth.log")));
        var run = LogRun.Read(text, LogRun.Columns("process", "pid#"));

        Assert.Equal(7_121, run.Rows.Count);
        Assert.Empty(run.SetAside);

        // Counted with awk '{print $5}' auth.log | sed 's/\[.*//' | sort | uniq -c.
        Assert.Equal(4_095, run.Rows.Count(static row => row.StartsWith("\"sshd\" | ", StringComparison.Ordinal) && !row.EndsWith("null", StringComparison.Ordinal)));
        Assert.Equal(557, run.Rows.Count(static row => row == "\"sudo\" | null"));
        Assert.Equal(3, run.Rows.Count(static row => row.StartsWith("\"groupadd\"", StringComparison.Ordinal)));
    }
}
