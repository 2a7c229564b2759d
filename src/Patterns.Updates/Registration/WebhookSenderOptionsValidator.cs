using Microsoft.Extensions.Options;
using Patterns.Updates.Webhooks.Subscriptions;

namespace Patterns.Updates.Registration;

/// <summary>Checks the options when the host starts. The messages give the limit, the unit and the value.</summary>
internal sealed class WebhookSenderOptionsValidator : IValidateOptions<WebhookSenderOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookSenderOptions options)
    {
        var failures = WebhookSenderLimits.Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
