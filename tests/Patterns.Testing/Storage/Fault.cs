namespace Patterns.Testing;

/// <summary>What goes wrong with one call, and how long it takes on the clock of the store.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="DelayBefore">Time that passes before the effect; with <see cref="FaultKind.LandLate"/> between the failure and the effect.</param>
/// <param name="DelayAfter">Time that passes between the effect and the answer.</param>
public readonly record struct Fault(FaultKind Kind, TimeSpan DelayBefore = default, TimeSpan DelayAfter = default)
{
    public static Fault None => default;

    public static Fault FailBefore => new(FaultKind.FailBefore);

    public static Fault FailAfter => new(FaultKind.FailAfter);

    public static Fault Repeat => new(FaultKind.Repeat);

    public static Fault LandLate(TimeSpan delay) => new(FaultKind.LandLate, delay);

    public static Fault Slow(TimeSpan delay) => new(FaultKind.None, delay);

    public static Fault AnswerLate(TimeSpan delay) => new(FaultKind.None, DelayAfter: delay);
}
