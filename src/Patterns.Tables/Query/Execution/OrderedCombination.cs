using Patterns.Columnar;

namespace Patterns.Tables.Query.Execution;

/// <summary>Combines parts that threads complete in any order, in their own order. Safe for use by several threads.</summary>
internal sealed class OrderedCombination<TPart>(ScanFold<TPart> fold) : IDisposable
    where TPart : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TPart> _waiting = [];
    private int _next;

    public TPart Begin() => fold.Begin();

    public void Add(TPart part, ColumnBatch batch) => fold.Add(part, batch);

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
                    fold.Combine(next);
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
