namespace Patterns.Testing;

/// <summary>
/// A clock whose time of day jumps to and fro by up to two hours about ten times a second, while timers and timestamps go on evenly: what happens to a
/// program whose machine has its clock set. Thread safe.
/// </summary>
/// <param name="seed">Decides the jumps; 0 for a clock that nobody sets.</param>
public sealed class JumpingTimeProvider(int seed) : TimeProvider
{
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(2);

    public override DateTimeOffset GetUtcNow()
    {
        if (seed == 0)
        {
            return base.GetUtcNow();
        }

        long span = GetTimestamp() / (TimestampFrequency / 10);
        double place = (uint)HashCode.Combine(seed, span) / (double)uint.MaxValue;
        return base.GetUtcNow() + (Farthest * ((2 * place) - 1));
    }
}
