namespace Patterns.Updates.Tests.Connecting;

/// <summary>Always the middle, so that waits are known.</summary>
internal sealed class MiddleRandom : Random
{
    public override double NextDouble() => 0.5;

    public override int Next() => int.MaxValue / 2;

    protected override double Sample() => 0.5;
}
