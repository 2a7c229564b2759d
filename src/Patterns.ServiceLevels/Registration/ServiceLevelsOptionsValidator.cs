using Microsoft.Extensions.Options;
using Patterns.Core;

namespace Patterns.ServiceLevels.Registration;

/// <summary>Checks the options when the host starts. The messages give the limit, the unit and the value.</summary>
internal sealed class ServiceLevelsOptionsValidator : IValidateOptions<ServiceLevelsOptions>
{
    public ValidateOptionsResult Validate(string? name, ServiceLevelsOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static IEnumerable<string> Failures(ServiceLevelsOptions options)
    {
        if (!ObjectPath.IsValid(options.Folder))
        {
            yield return $"{nameof(ServiceLevelsOptions.Folder)} is a relative path such as 'service-levels', but is '{options.Folder}'.";
        }

        if (options.JournalsPerSnapshot is < 1 or > 10_000)
        {
            yield return $"{nameof(ServiceLevelsOptions.JournalsPerSnapshot)} is 1 to 10,000 minutes, but is {options.JournalsPerSnapshot}.";
        }
    }
}
