using Microsoft.Extensions.Options;
using Patterns.Updates.Webhooks.Wakes;

namespace Patterns.Updates.Registration;

/// <summary>Checks the options when the host starts. The messages give the limit, the unit and the value.</summary>
internal sealed class WakeSubscriptionsOptionsValidator : IValidateOptions<WakeSubscriptionsOptions>
{
    public ValidateOptionsResult Validate(string? name, WakeSubscriptionsOptions options)
    {
        var failures = WakeLimits.Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
