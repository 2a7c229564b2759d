using Microsoft.Extensions.Options;

namespace Patterns.Lake.Registration;

/// <summary>Checks the options when the host starts.</summary>
internal sealed class LakeOptionsValidator : IValidateOptions<LakeOptions>
{
    public ValidateOptionsResult Validate(string? name, LakeOptions options)
        => LakeOptionsRules.Problems(options) is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
