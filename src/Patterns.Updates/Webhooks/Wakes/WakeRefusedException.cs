using Patterns.Core;

namespace Patterns.Updates;

/// <summary>Something is not done to a wake subscription. Code <c>wake.refused</c>; <see cref="Refusal"/> says why.</summary>
public sealed class WakeRefusedException : PatternsException
{
    internal WakeRefusedException(WakeRefusal refusal, string message)
        : base("wake.refused", message)
        => Refusal = refusal;

    /// <summary>Why.</summary>
    public WakeRefusal Refusal { get; }

    /// <summary>Who has the wake, for <see cref="WakeRefusal.AlreadyClaimed"/>; else null.</summary>
    public string? Holder { get; internal init; }

    /// <summary>The wake's generation, for <see cref="WakeRefusal.AlreadyClaimed"/>; else 0.</summary>
    public long Generation { get; internal init; }

    internal static WakeRefusedException NotFound(string id)
        => new(WakeRefusal.NotFound, $"There is no wake subscription '{id}'. Make it first, or look at its id.");

    internal static WakeRefusedException Fenced(string id, WakeTicket ticket)
        => new(WakeRefusal.Fenced, $"{ticket} of subscription '{id}' is over: it was acknowledged or released, or its lease ran out. Leave the work to whoever is woken next.");

    internal static WakeRefusedException WrongToken(string id)
        => new(WakeRefusal.WrongToken, $"The token is none of subscription '{id}'. Use the one that came with the wake.");
}
