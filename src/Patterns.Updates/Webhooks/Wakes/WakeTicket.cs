namespace Patterns.Updates;

/// <summary>Tells which wake a worker works on, and that it may. Immutable.</summary>
/// <param name="WakeId">Id of the wake.</param>
/// <param name="Generation">Counts the wakes of the subscription from 1.</param>
/// <param name="Token">A secret of this wake.</param>
public sealed record WakeTicket(string WakeId, long Generation, string Token)
{
    /// <summary>Leaves the secret out.</summary>
    public override string ToString() => $"wake {WakeId} of generation {Generation}";
}
