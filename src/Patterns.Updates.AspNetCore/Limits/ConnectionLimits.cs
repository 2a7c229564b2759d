namespace Patterns.Updates.AspNetCore.Limits;

/// <summary>Counts live requests, all and per principal.</summary>
internal sealed class ConnectionLimits(int max, int maxPerPrincipal)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _total;

    /// <summary>Lets a request in if there is room.</summary>
    public Admission Enter(string principal)
    {
        lock (_lock)
        {
            if (_total >= max)
            {
                return Admission.ServerFull;
            }

            var count = _counts.GetValueOrDefault(principal);
            if (count >= maxPerPrincipal)
            {
                return Admission.PrincipalFull;
            }

            _counts[principal] = count + 1;
            _total++;
            return Admission.Granted;
        }
    }

    /// <summary>Lets out a request that was let in.</summary>
    public void Leave(string principal)
    {
        lock (_lock)
        {
            _total--;
            if (_counts[principal] == 1)
            {
                _counts.Remove(principal);
            }
            else
            {
                _counts[principal]--;
            }
        }
    }
}
