namespace Patterns.ServiceLevels.Advice;

/// <summary>Refuses options that make no sense, each with its limit and value.</summary>
internal static class AdviceChecks
{
    public static void Require(AdviceOptions options)
    {
        Require(options.Period >= TimeSpan.FromDays(1) && options.Period <= TimeSpan.FromDays(366), nameof(options.Period), "1 day to 366 days", options.Period);
        Require(options.AcceptedMisses is > 0 and < 1, nameof(options.AcceptedMisses), "above 0 and below 1", options.AcceptedMisses);
        Require(options.AcceptedBreaches is > 0 and < 1, nameof(options.AcceptedBreaches), "above 0 and below 1", options.AcceptedBreaches);
        Require(options.MinimumAllowedFailures >= 1, nameof(options.MinimumAllowedFailures), "1 or more", options.MinimumAllowedFailures);
        Require(options.TimeToRespond > TimeSpan.Zero, nameof(options.TimeToRespond), "more than none", options.TimeToRespond);
        var plan = options.Launch;
        Require(plan.ChangesPerMonth is >= 0 and < 1e6, nameof(plan.ChangesPerMonth), "0 to a million", plan.ChangesPerMonth);
        Require(plan.ChangeFailureRate is >= 0 and <= 1, nameof(plan.ChangeFailureRate), "0 to 1", plan.ChangeFailureRate);
        Require(plan.TimeToRestore >= TimeSpan.Zero, nameof(plan.TimeToRestore), "not negative", plan.TimeToRestore);
        Require(plan.ShareHurt is >= 0 and <= 1, nameof(plan.ShareHurt), "0 to 1", plan.ShareHurt);
    }

    private static void Require<T>(bool holds, string name, string range, T value)
    {
        if (!holds)
        {
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} is {range}, but is {value}."));
        }
    }
}
