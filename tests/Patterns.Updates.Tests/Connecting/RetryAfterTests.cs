using System.Net;
using Patterns.Updates.Connecting;

namespace Patterns.Updates.Tests.Connecting;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("Fri, 01 May 2026 12:00:30 GMT", 30)]
    [InlineData("Fri, 01 May 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    public void It_is_seconds_or_a_date(string text, int? seconds)
    {
        using HttpResponseMessage answer = ScriptedHttp.Status(HttpStatusCode.ServiceUnavailable, ("Retry-After", text));

        Assert.Equal(seconds, RetryAfter.Read(answer.Headers, Now)?.TotalSeconds);
    }

    [Fact]
    public void A_date_is_read_by_the_clock_of_the_server_when_it_tells_it()
    {
        using HttpResponseMessage answer = ScriptedHttp.Status(
            HttpStatusCode.ServiceUnavailable, ("Retry-After", "Fri, 01 May 2026 12:00:30 GMT"), ("Date", "Fri, 01 May 2026 12:00:20 GMT"));

        Assert.Equal(TimeSpan.FromSeconds(10), RetryAfter.Read(answer.Headers, Now.AddYears(1)));
    }
}
