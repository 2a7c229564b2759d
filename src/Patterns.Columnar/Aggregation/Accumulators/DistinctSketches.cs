using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>
/// One sketch of different values per group, in one block of memory: up to 256 entries are kept as they are, in runs that double; then registers
/// take their place. Runs that were outgrown are given to other groups.
/// </summary>
internal sealed class DistinctSketches : IDisposable
{
    // Sizes in entries of four bytes: 2 to 256, then the registers.
    private const int SmallestRun = 2;
    private const int LargestRun = 256;
    private const int DenseRun = HyperLogLog.Registers / sizeof(uint);
    private const int SizeClasses = 9;

    private readonly BufferBuilder<uint> _memory = new();
    private readonly GroupValues<State> _states = new(default);
    private readonly List<int>[] _free = [.. Enumerable.Range(0, SizeClasses).Select(static _ => new List<int>())];

    public int Count => _states.Count;

    public void Resize(int groupCount) => _states.Resize(groupCount);

    /// <summary>Adds an entry of <see cref="HyperLogLog.Entry"/>.</summary>
    public void Add(int group, uint entry)
    {
        ref var state = ref _states[group];
        if (state.IsDense)
        {
            HyperLogLog.Add(Registers(state), entry);
            return;
        }

        var run = _memory.Span.Slice(state.Start, state.Used);
        if (run.Contains(entry))
        {
            return;
        }

        if (state.Used == state.Size)
        {
            Grow(ref state);
        }

        if (state.IsDense)
        {
            HyperLogLog.Add(Registers(state), entry);
        }
        else
        {
            _memory.Span[state.Start + state.Used++] = entry;
        }
    }

    /// <summary>Takes a sketch of another in.</summary>
    public void Merge(int group, DistinctSketches other, int otherGroup)
    {
        var added = other._states[otherGroup];
        if (!added.IsDense)
        {
            foreach (var entry in other._memory.Span.Slice(added.Start, added.Used))
            {
                Add(group, entry);
            }

            return;
        }

        ref var state = ref _states[group];
        while (!state.IsDense)
        {
            Grow(ref state);
        }

        HyperLogLog.Merge(Registers(state), other.Registers(added));
    }

    /// <summary>The number of different values of a group.</summary>
    public long Estimate(int group)
    {
        var state = _states[group];
        return state.IsDense ? (long)Math.Round(HyperLogLog.Estimate(Registers(state))) : state.Used;
    }

    public void Dispose()
    {
        _memory.Dispose();
        _states.Dispose();
    }

    private Span<byte> Registers(State state) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(_memory.Span.Slice(state.Start, DenseRun));

    private void Grow(ref State state)
    {
        var size = state.Size == 0 ? SmallestRun : state.Size < LargestRun ? state.Size * 2 : DenseRun;
        var start = Rent(size);
        var entries = _memory.Span.Slice(state.Start, state.Used);
        var before = state;
        state = new State { Start = start, Size = size, Used = before.Used };
        if (size == DenseRun)
        {
            var registers = Registers(state);
            registers.Clear();
            foreach (var entry in entries)
            {
                HyperLogLog.Add(registers, entry);
            }
        }
        else
        {
            entries.CopyTo(_memory.Span[start..]);
        }

        if (before.Size > 0)
        {
            _free[ClassOf(before.Size)].Add(before.Start);
        }
    }

    private int Rent(int size)
    {
        if (size < DenseRun && _free[ClassOf(size)] is { Count: > 0 } free)
        {
            var start = free[^1];
            free.RemoveAt(free.Count - 1);
            return start;
        }

        var end = _memory.Count;
        _memory.Reserve(size);
        return end;
    }

    private static int ClassOf(int size) => System.Numerics.BitOperations.Log2((uint)size);

    private struct State
    {
        public int Start;
        public int Size;
        public int Used;

        public readonly bool IsDense => Size == DenseRun;
    }
}
