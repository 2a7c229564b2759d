using System.Numerics;
using System.Runtime.InteropServices;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>
/// One sketch of different values per group, in one block of memory: entries are written one after the other into runs that double, and repeated
/// ones are thrown out of a run that is full. When there are more than 256, registers take their place. Runs that were outgrown are given to
/// other groups.
/// </summary>
internal sealed class DistinctSketches : IDisposable
{
    // Sizes in entries of four bytes: 4 to 512, then the registers.
    private const int SmallestRun = 4;
    private const int LargestRun = 512;
    private const int MostEntries = 256;
    private const int Dense = HyperLogLog.Registers / sizeof(uint);
    private const int SizeClasses = 10;

    // No entry of a hash is zero.
    private const uint Empty = 0;

    private readonly BufferBuilder<uint> _memory = new();
    private readonly GroupValues<State> _states = new(default);
    private readonly List<int>[] _free = [.. Enumerable.Range(0, SizeClasses).Select(static _ => new List<int>())];
    private readonly uint[] _seen = new uint[2 * LargestRun];

    public int Count => _states.Count;

    public void Resize(int groupCount) => _states.Resize(groupCount);

    /// <summary>Adds entries of <see cref="HyperLogLog.Entry"/>.</summary>
    /// <param name="groups">The group of each entry.</param>
    /// <param name="entries">As many.</param>
    public void Add(ReadOnlySpan<int> groups, ReadOnlySpan<uint> entries)
    {
        var states = _states.Span;
        entries = entries[..groups.Length];
        for (var done = 0; done < groups.Length; done++)
        {
            done += AddWhileRoom(states, _memory.Span, groups[done..], entries[done..]);
            if (done < groups.Length)
            {
                Add(ref states[groups[done]], entries.Slice(done, 1));
            }
        }
    }

    /// <summary>Takes a sketch of another in.</summary>
    public void Merge(int group, DistinctSketches other, int otherGroup)
    {
        ref var state = ref _states[group];
        var added = other._states[otherGroup];
        if (!added.IsDense)
        {
            Add(ref state, other._memory.Span.Slice(added.Start, added.Used));
            return;
        }

        if (!state.IsDense)
        {
            Grow(ref state, Dense);
        }

        HyperLogLog.Merge(Registers(state), other.Registers(added));
    }

    /// <summary>The number of different values of a group.</summary>
    public long Estimate(int group)
    {
        ref var state = ref _states[group];
        ThrowOutRepeated(ref state);
        if (state.Used > MostEntries && !state.IsDense)
        {
            Grow(ref state, Dense);
        }

        return state.IsDense ? (long)Math.Round(HyperLogLog.Estimate(Registers(state))) : state.Used;
    }

    public void Dispose()
    {
        _memory.Dispose();
        _states.Dispose();
    }

    /// <returns>The number of entries before the first whose group's run is full.</returns>
    private static int AddWhileRoom(Span<State> states, Span<uint> memory, ReadOnlySpan<int> groups, ReadOnlySpan<uint> entries)
    {
        for (var index = 0; index < groups.Length; index++)
        {
            ref var state = ref states[groups[index]];
            if (state.Used < state.Size)
            {
                memory[state.Start + state.Used++] = entries[index];
            }
            else if (state.IsDense)
            {
                HyperLogLog.Add(MemoryMarshal.AsBytes(memory.Slice(state.Start, Dense)), entries.Slice(index, 1));
            }
            else
            {
                return index;
            }
        }

        return groups.Length;
    }

    private void Add(ref State state, ReadOnlySpan<uint> entries)
    {
        while (!entries.IsEmpty)
        {
            if (state.IsDense)
            {
                HyperLogLog.Add(Registers(state), entries);
                return;
            }

            if (state.Used == state.Size)
            {
                MakeRoom(ref state);
                continue;
            }

            var count = Math.Min(entries.Length, state.Size - state.Used);
            entries[..count].CopyTo(_memory.Span[(state.Start + state.Used)..]);
            state.Used += count;
            entries = entries[count..];
        }
    }

    private Span<byte> Registers(State state) => MemoryMarshal.AsBytes(_memory.Span.Slice(state.Start, Dense));

    /// <summary>Makes a run that is full larger. Repeated entries are thrown out of the largest one only, which is long enough for that to pay.</summary>
    private void MakeRoom(ref State state)
    {
        if (state.Size < LargestRun)
        {
            Grow(ref state, Math.Max(SmallestRun, state.Size * 2));
            return;
        }

        ThrowOutRepeated(ref state);
        if (state.Used > MostEntries)
        {
            Grow(ref state, Dense);
        }
    }

    private void ThrowOutRepeated(ref State state)
    {
        if (state.IsDense)
        {
            return;
        }

        var run = _memory.Span.Slice(state.Start, state.Used);
        var seen = _seen.AsSpan(0, 2 * state.Size);
        seen.Clear();
        state.Used = 0;
        foreach (var entry in run)
        {
            var slot = (int)((entry * 0x9E3779B1) >> 16) & (seen.Length - 1);
            while (seen[slot] != entry && seen[slot] != Empty)
            {
                slot = (slot + 1) & (seen.Length - 1);
            }

            run[state.Used] = entry;
            state.Used += seen[slot] == Empty ? 1 : 0;
            seen[slot] = entry;
        }
    }

    private void Grow(ref State state, int size)
    {
        var start = Rent(size);
        var entries = _memory.Span.Slice(state.Start, state.Used);
        var memory = _memory.Span.Slice(start, size);
        if (size == Dense)
        {
            memory.Clear();
            HyperLogLog.Add(MemoryMarshal.AsBytes(memory), entries);
        }
        else
        {
            entries.CopyTo(memory);
        }

        if (state.Size > 0)
        {
            _free[ClassOf(state.Size)].Add(state.Start);
        }

        state = new State { Start = start, Size = size, Used = size == Dense ? Dense : state.Used };
    }

    private int Rent(int size)
    {
        if (size < Dense && _free[ClassOf(size)] is { Count: > 0 } free)
        {
            var start = free[^1];
            free.RemoveAt(free.Count - 1);
            return start;
        }

        var end = _memory.Count;
        _memory.Reserve(size);
        return end;
    }

    private static int ClassOf(int size) => BitOperations.Log2((uint)size);

    private struct State
    {
        public int Start;
        public int Size;

        /// <summary>Entries in a run; registers are always full.</summary>
        public int Used;

        public readonly bool IsDense => Size == Dense;
    }
}
