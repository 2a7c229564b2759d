using Microsoft.Extensions.Options;
using Patterns.Updates.Following;

namespace Patterns.Updates.Registration;

/// <summary>Checks the options when the host starts.</summary>
internal sealed class FeedClientOptionsCheck : IValidateOptions<FeedClientOptions>
{
    public ValidateOptionsResult Validate(string? name, FeedClientOptions options)
    {
        try
        {
            FeedClientOptionsValidator.Validate(options);
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException problem)
        {
            return ValidateOptionsResult.Fail(problem.Message);
        }
    }
}
