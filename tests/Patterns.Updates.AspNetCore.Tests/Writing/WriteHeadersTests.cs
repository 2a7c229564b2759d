using Microsoft.AspNetCore.Http;
using Patterns.Updates.AspNetCore.Writing;

namespace Patterns.Updates.AspNetCore.Tests.Writing;

public sealed class WriteHeadersTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("1", false)]
    [InlineData("", false)]
    [InlineData("false", false)]
    public void Only_true_closes(string value, bool closes)
        => Assert.Equal(closes, WriteHeaders.Closes(new HeaderDictionary { ["Stream-Closed"] = value }));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("3600", 3600)]
    [InlineData("03600", null)]
    [InlineData("+3600", null)]
    [InlineData("-1", null)]
    [InlineData("3.6e3", null)]
    [InlineData("3600.0", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("", null)]
    public void A_time_to_live_is_a_plain_number_of_seconds(string value, int? seconds)
    {
        var fault = WriteHeaders.Configuration(new HeaderDictionary { ["Stream-TTL"] = value }, "text/plain", static _ => null, out var configuration);

        Assert.Equal(seconds is null, fault is not null);
        Assert.Equal(seconds is { } some ? TimeSpan.FromSeconds(some) : null, configuration.TimeToLive);
    }

    [Theory]
    [InlineData("2030-01-31T12:00:00Z", true)]
    [InlineData("2030-01-31T12:00:00.123Z", true)]
    [InlineData("2030-01-31T12:00:00+02:00", true)]
    [InlineData("2030-01-31T12:00:00", false)]
    [InlineData("2030-01-31", false)]
    [InlineData("soon", false)]
    public void An_expiry_is_a_moment_with_a_zone(string value, bool isValid)
        => Assert.Equal(isValid, WriteHeaders.Configuration(new HeaderDictionary { ["Stream-Expires-At"] = value }, null, static _ => null, out _) is null);

    [Theory]
    [InlineData("p", "0", "0", true)]
    [InlineData("p", "9007199254740991", "0", true)]
    [InlineData("p", "9007199254740992", "0", false)]
    [InlineData("", "0", "0", false)]
    [InlineData("p", "-1", "0", false)]
    [InlineData("p", "0", "1.5", false)]
    [InlineData("p", null, "0", false)]
    public void The_headers_of_a_producer_come_together_and_hold_whole_numbers(string id, string? epoch, string sequence, bool isValid)
    {
        HeaderDictionary headers = new() { ["Producer-Id"] = id, ["Producer-Seq"] = sequence };
        if (epoch is not null)
        {
            headers["Producer-Epoch"] = epoch;
        }

        Assert.Equal(isValid, WriteHeaders.Producer(headers, out var producer) is null);
        Assert.Equal(isValid, producer is not null);
    }
}
