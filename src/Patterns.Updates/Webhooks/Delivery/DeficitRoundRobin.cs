namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>
/// Serves flows in turns so that over time each gets the same number of bytes, however large its messages are. Pure; not thread safe.
/// Source: Shreedhar and Varghese, Efficient fair queueing using deficit round robin, SIGCOMM 1995.
/// </summary>
internal sealed class DeficitRoundRobin<TFlow>
    where TFlow : class
{
    private readonly LinkedList<TFlow> _ring = new();
    private readonly Dictionary<TFlow, Place> _places = [];
    private readonly int _quantum;

    /// <param name="quantum">Bytes that a flow is given per turn, above 0.</param>
    public DeficitRoundRobin(int quantum) => _quantum = quantum;

    public bool IsEmpty => _ring.Count == 0;

    /// <summary>Says that a flow has something to send; it joins at the end of the ring. Harmless when it is there already.</summary>
    public void Activate(TFlow flow)
    {
        if (!_places.ContainsKey(flow))
        {
            _places.Add(flow, new Place(_ring.AddLast(flow)));
        }
    }

    public void Remove(TFlow flow)
    {
        if (_places.Remove(flow, out var place))
        {
            _ring.Remove(place.Node);
        }
    }

    /// <summary>Whose turn it is; null when nobody has anything to send. Flows without a message leave the ring, and with it what they had saved.</summary>
    /// <param name="cost">The bytes of a flow's next message; null when it has none.</param>
    public TFlow? Peek(Func<TFlow, int?> cost)
    {
        while (_ring.First is { } first)
        {
            var place = _places[first.Value];
            if (cost(first.Value) is not { } bytes)
            {
                Remove(first.Value);
            }
            else if (place.Deficit >= bytes)
            {
                return first.Value;
            }
            else
            {
                place.Deficit += _quantum;
                _ring.RemoveFirst();
                _ring.AddLast(place.Node);
            }
        }

        return null;
    }

    /// <summary>Pays for the message of the flow whose turn it is.</summary>
    public void Pay(TFlow flow, int bytes) => _places[flow].Deficit -= bytes;

    private sealed class Place(LinkedListNode<TFlow> node)
    {
        public LinkedListNode<TFlow> Node { get; } = node;

        public long Deficit { get; set; }
    }
}
