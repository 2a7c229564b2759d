namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>
/// What is pending for one endpoint, and which of it may go next: with order by key only the first of each key, without order all of it. Earliest
/// due time first, then order of arrival. Pure; not thread safe.
/// </summary>
internal sealed class DeliveryLanes(bool isOrdered)
{
    private static readonly Comparer<PendingUpdate> ByDue = Comparer<PendingUpdate>.Create(
        static (x, y) => x.Due != y.Due ? x.Due.CompareTo(y.Due) : x.Number.CompareTo(y.Number));

    private readonly SortedSet<PendingUpdate> _waiting = new(ByDue);
    private readonly Dictionary<UpdateOffset, PendingUpdate> _all = [];
    private readonly Dictionary<string, LinkedList<PendingUpdate>> _lanes = new(StringComparer.Ordinal);

    /// <summary>All that is pending: waiting, in flight, or behind another one of its key.</summary>
    public int Count => _all.Count;

    /// <summary>Waiting and never tried: what makes reading ahead unnecessary.</summary>
    public int Fresh { get; private set; }

    /// <summary>All that is pending, in order of arrival.</summary>
    public IEnumerable<PendingUpdate> All => _all.Values.OrderBy(static pending => pending.Number);

    /// <summary>The one that goes next, at its due time; null when none waits.</summary>
    public PendingUpdate? First => _waiting.Min;

    public bool Contains(UpdateOffset offset) => _all.ContainsKey(offset);

    public void Add(PendingUpdate pending)
    {
        _all.Add(pending.Offset, pending);
        if (isOrdered)
        {
            var lane = LaneOf(pending);
            lane.AddLast(pending);
            if (lane.First!.Value != pending)
            {
                return;
            }
        }

        Wait(pending);
    }

    /// <summary>Takes the first one away for an attempt; it keeps its place in its lane.</summary>
    public void Start(PendingUpdate pending)
    {
        _waiting.Remove(pending);
        Fresh -= pending.Attempts == 0 ? 1 : 0;
    }

    /// <summary>Puts one back after an attempt.</summary>
    public void Return(PendingUpdate pending, DateTimeOffset due)
    {
        pending.Due = due;
        Wait(pending);
    }

    /// <summary>Forgets one that was started; the next of its key may go.</summary>
    public void Remove(PendingUpdate pending)
    {
        _all.Remove(pending.Offset);
        if (!isOrdered)
        {
            return;
        }

        var lane = LaneOf(pending);
        lane.RemoveFirst();
        if (lane.First is { } next)
        {
            Wait(next.Value);
        }
        else
        {
            _lanes.Remove(KeyOf(pending));
        }
    }

    /// <summary>Lets everything that waits go at once.</summary>
    public void HurryAll(DateTimeOffset now) => Change(due => due < now ? due : now);

    /// <summary>Lets everything go earlier by so much.</summary>
    public void Hurry(TimeSpan by) => Change(due => due - by);

    // Updates without a key keep their order among themselves.
    private static string KeyOf(PendingUpdate pending) => pending.Key is null ? "" : "k" + pending.Key;

    private void Change(Func<DateTimeOffset, DateTimeOffset> change)
    {
        var waiting = _waiting.ToArray();
        _waiting.Clear();
        foreach (var pending in _all.Values)
        {
            pending.Due = change(pending.Due);
        }

        _waiting.UnionWith(waiting);
    }

    private void Wait(PendingUpdate pending)
    {
        _waiting.Add(pending);
        Fresh += pending.Attempts == 0 ? 1 : 0;
    }

    private LinkedList<PendingUpdate> LaneOf(PendingUpdate pending)
    {
        if (!_lanes.TryGetValue(KeyOf(pending), out var lane))
        {
            _lanes.Add(KeyOf(pending), lane = []);
        }

        return lane;
    }
}
