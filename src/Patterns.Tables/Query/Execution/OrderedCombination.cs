namespace Patterns.Tables.Query.Execution;

/// <summary>Combines parts that threads complete in any order, in their own order. Safe for use by several threads.</summary>
/// <param name="combine">Takes a part into the result; called for one part after the other.</param>
internal sealed class OrderedCombination<TPart>(Action<TPart> combine) : IDisposable
    where TPart : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TPart> _waiting = [];
    private int _next;

    /// <summary>Hands a part over. It is combined as soon as all before it are.</summary>
    public void Complete(int index, TPart part)
    {
        lock (_lock)
        {
            _waiting.Add(index, part);
            while (_waiting.Remove(_next, out var next))
            {
                using (next)
                {
                    combine(next);
                }

                _next++;
            }
        }
    }

    /// <summary>Gives parts back that were never combined because another one failed.</summary>
    public void Dispose()
    {
        foreach (var part in _waiting.Values)
        {
            part.Dispose();
        }

        _waiting.Clear();
    }
}
