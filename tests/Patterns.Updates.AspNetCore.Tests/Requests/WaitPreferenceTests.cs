using Microsoft.Extensions.Primitives;
using Patterns.Updates.AspNetCore.Requests;

namespace Patterns.Updates.AspNetCore.Tests.Requests;

public sealed class WaitPreferenceTests
{
    [Theory]
    [InlineData("wait=10", 10)]
    [InlineData("respond-async, WAIT = 20", 20)]
    [InlineData("wait=\"5\"; x=y", 5)]
    [InlineData("wait=soon, wait=7", 7)]
    [InlineData("wait", null)]
    [InlineData("wait=-1", null)]
    [InlineData("return=minimal", null)]
    [InlineData("", null)]
    public void A_wait_is_found_among_other_preferences_and_nonsense_is_ignored(string header, int? seconds)
        => Assert.Equal(seconds, WaitPreference.Parse(new StringValues(header)));
}
