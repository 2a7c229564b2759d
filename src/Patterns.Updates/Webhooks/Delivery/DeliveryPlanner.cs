namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>
/// Decides which endpoint is sent to next: fair between tenants, fair between the endpoints of a tenant, each within its limit, and never with the last
/// free slot of the sender in the hands of those who hold many. Does no I/O. Not thread safe.
/// </summary>
/// <remarks>
/// An endpoint starts another attempt only while it holds fewer slots than are free (a dynamic threshold, as in the shared buffers of switches:
/// Choudhury and Hahne, 1998), so a few that are slow cannot hold them all. Endpoints whose last attempt failed hold half of the slots together.
/// </remarks>
internal sealed class DeliveryPlanner(int capacity)
{
    // What an attempt costs beside its payload, so that small messages are not free.
    private const int Overhead = 1024;
    private const int Quantum = 16 * 1024;

    private readonly Dictionary<string, TenantTurns> _tenants = new(StringComparer.Ordinal);
    private readonly DeficitRoundRobin<TenantTurns> _turns = new(Quantum);
    private readonly PriorityQueue<EndpointQueue, DateTimeOffset> _timers = new();
    private readonly Dictionary<EndpointQueue, DateTimeOffset> _timerOf = [];
    private readonly HashSet<EndpointQueue> _members = [];
    private readonly HashSet<EndpointQueue> _throttled = [];
    private readonly HashSet<EndpointQueue> _hungry = [];
    private int _inFlight;
    private int _failingInFlight;

    /// <summary>The endpoints, in no order.</summary>
    public IReadOnlyCollection<EndpointQueue> Endpoints => _members;

    public int InFlight => _inFlight;

    /// <summary>The time at which to ask again, when nothing happens before; null when there is none. May be too early, never too late.</summary>
    public DateTimeOffset? NextDue => _timers.TryPeek(out _, out var due) ? due : null;

    public void Add(EndpointQueue queue, DateTimeOffset now)
    {
        _members.Add(queue);
        TenantOf(queue).Members++;
        Changed(queue, now);
    }

    public void Remove(EndpointQueue queue)
    {
        if (!_members.Remove(queue))
        {
            return;
        }

        var tenant = TenantOf(queue);
        tenant.Endpoints.Remove(queue);
        _throttled.Remove(queue);
        _hungry.Remove(queue);
        _timerOf.Remove(queue);
        tenant.Members--;
        ForgetIfEmpty(tenant);
    }

    /// <summary>Says that something about an endpoint changed, so that it may be ready, or want more.</summary>
    public void Changed(EndpointQueue queue, DateTimeOffset now)
    {
        if (!_members.Contains(queue))
        {
            return;
        }

        if (queue.ReadyAt is { } ready)
        {
            if (ready <= now)
            {
                Activate(queue);
            }
            else
            {
                SetTimer(queue, ready);
            }
        }

        if (queue.WantsMore)
        {
            _hungry.Add(queue);
        }
    }

    /// <summary>An endpoint for which updates should be read now; null when there is none.</summary>
    public EndpointQueue? TakeHungry()
    {
        foreach (var queue in _hungry)
        {
            _hungry.Remove(queue);
            if (queue.WantsMore)
            {
                return queue;
            }
        }

        return null;
    }

    /// <summary>Starts the next attempt, if one may start now.</summary>
    public PendingUpdate? TryStart(DateTimeOffset now, out EndpointQueue endpoint)
    {
        while (_timers.TryPeek(out var due, out var at) && at <= now)
        {
            _timers.Dequeue();
            if (_timerOf.TryGetValue(due, out var set) && set == at)
            {
                _timerOf.Remove(due);
            }

            Changed(due, now);
        }

        int? CostOf(EndpointQueue queue) => queue.ReadyAt <= now && MayHoldMore(queue) ? queue.First.Size + Overhead : null;
        int? CostOfTenant(TenantTurns candidate) => candidate.Endpoints.Peek(CostOf) is { } first ? first.First.Size + Overhead : null;

        endpoint = null!;
        if (_inFlight >= capacity || _turns.Peek(CostOfTenant) is not { } tenant)
        {
            return null;
        }

        endpoint = tenant.Endpoints.Peek(CostOf)!;
        var cost = endpoint.First.Size + Overhead;
        _turns.Pay(tenant, cost);
        tenant.Endpoints.Pay(endpoint, cost);
        tenant.InFlight++;
        _inFlight++;
        var isFailing = endpoint.FailingSince is not null;
        var pending = endpoint.Start();
        pending.WasFailing = isFailing;
        _failingInFlight += isFailing ? 1 : 0;
        Changed(endpoint, now);
        return pending;
    }

    /// <summary>Takes note of what an attempt came to.</summary>
    public AttemptResult Complete(EndpointQueue endpoint, PendingUpdate pending, AttemptOutcome outcome, DateTimeOffset now)
    {
        _inFlight--;
        _failingInFlight -= pending.WasFailing ? 1 : 0;
        var tenant = TenantOf(endpoint);
        tenant.InFlight--;
        ForgetIfEmpty(tenant);
        var result = endpoint.Complete(pending, outcome, now);
        Changed(endpoint, now);
        foreach (var throttled in _throttled)
        {
            Activate(throttled);
        }

        _throttled.Clear();
        return result;
    }

    // One timer per endpoint, and another only when it is to go off earlier: a timer that comes too early only looks again.
    private void SetTimer(EndpointQueue queue, DateTimeOffset at)
    {
        if (!_timerOf.TryGetValue(queue, out var set) || at < set)
        {
            _timerOf[queue] = at;
            _timers.Enqueue(queue, at);
        }
    }

    private void Activate(EndpointQueue queue)
    {
        var tenant = TenantOf(queue);
        tenant.Endpoints.Activate(queue);
        _turns.Activate(tenant);
    }

    private bool MayHoldMore(EndpointQueue queue)
    {
        var free = capacity - _inFlight;
        if (queue.InFlight < free
            && (queue.FailingSince is null || _failingInFlight < Math.Max(1, capacity / 2))
            && (_tenants.Count == 1 || TenantOf(queue).InFlight < 2 * free))
        {
            return true;
        }

        _throttled.Add(queue);
        return false;
    }

    private void ForgetIfEmpty(TenantTurns tenant)
    {
        if (tenant.Members == 0 && tenant.InFlight == 0)
        {
            _turns.Remove(tenant);
            _tenants.Remove(tenant.Tenant);
        }
    }

    private TenantTurns TenantOf(EndpointQueue queue)
    {
        if (!_tenants.TryGetValue(queue.Settings.Tenant, out var tenant))
        {
            _tenants.Add(queue.Settings.Tenant, tenant = new TenantTurns(queue.Settings.Tenant, Quantum));
        }

        return tenant;
    }
}
