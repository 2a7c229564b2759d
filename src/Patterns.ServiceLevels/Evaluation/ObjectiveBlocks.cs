using System.Runtime.ExceptionServices;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>Objectives in blocks by the lengths of their windows. Used under the evaluator's lock.</summary>
internal sealed class ObjectiveBlocks
{
    // About 500 objectives: fewer take less time than another thread takes to begin.
    private const int ParallelFrom = 8;

    private readonly List<ObjectiveBlock> _blocks = [];
    private readonly Dictionary<string, ObjectiveBlock> _open = new(StringComparer.Ordinal);

    public void Add(ObjectiveWatch watch)
    {
        var windows = new WindowSet(watch.Objective);
        if (!_open.TryGetValue(windows.Key, out var block) || block.Count == ObjectiveBlock.MaxCount)
        {
            _open[windows.Key] = block = new ObjectiveBlock(windows, stagger: _blocks.Count);
            _blocks.Add(block);
        }

        block.Add(watch);
    }

    /// <summary>Closes a minute, decides on all that are over by then and says of which objectives something is decided otherwise, in the order in which they were added.</summary>
    public IReadOnlyList<DecisionChange> Tick(long slot)
    {
        if (_blocks.Count < ParallelFrom)
        {
            _blocks.ForEach(block => block.Tick(slot));
        }
        else
        {
            TickInParallel(slot);
        }

        return [.. _blocks.SelectMany(static block => block.Changes).OrderBy(static change => change.Watch.Number)];
    }

    // Most of a tick is waiting for memory, and every core waits for its own.
    private void TickInParallel(long slot)
    {
        try
        {
            Parallel.ForEach(_blocks, block => block.Tick(slot));
        }
        catch (AggregateException exception)
        {
            // What a source throws reaches the caller as it would without threads.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
