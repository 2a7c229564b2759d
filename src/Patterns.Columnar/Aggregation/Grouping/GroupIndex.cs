using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Grouping;

/// <summary>
/// The distinct combinations of key values, numbered in the order in which they were first seen. Each key has an index of its own; their
/// numbers are joined pairwise from the left, so that any number of keys of any types needs no more than numbers of pairs.
/// </summary>
internal sealed class GroupIndex : IDisposable
{
    private readonly KeyIndex[] _keys;
    private readonly PairIndex[] _pairs;
    private readonly int[] _ids = new int[Chunk.Rows];

    /// <summary>Creates an index.</summary>
    /// <param name="types">Types of the keys; with none, all rows form one group, which exists from the beginning.</param>
    /// <param name="smallRange">See <see cref="KeyIndex.Create"/>.</param>
    public GroupIndex(IReadOnlyList<DataType> types, long smallRange)
    {
        _keys = [.. types.Select(type => KeyIndex.Create(type, smallRange))];
        _pairs = [.. types.Skip(1).Select(_ => new PairIndex(smallRange))];
    }

    /// <summary>The number of groups.</summary>
    public int Count => _keys.Length switch
    {
        0 => 1,
        1 => _keys[0].Count,
        _ => _pairs[^1].Count,
    };

    /// <summary>Says which columns the next calls are about, one per key.</summary>
    public void Begin(ReadOnlySpan<Column> columns)
    {
        for (var key = 0; key < _keys.Length; key++)
        {
            _keys[key].Begin(columns[key]);
        }
    }

    /// <summary>The groups of some rows, new ones for new combinations.</summary>
    /// <param name="columns">The columns that were begun.</param>
    /// <param name="start">0-based first row.</param>
    /// <param name="groups">Receives one number per row; at most <see cref="Chunk.Rows"/>.</param>
    public void FindOrAdd(ReadOnlySpan<Column> columns, int start, Span<int> groups)
    {
        if (_keys.Length == 0)
        {
            groups.Clear();
            return;
        }

        _keys[0].FindOrAdd(columns[0], start, groups);
        var ids = _ids.AsSpan(0, groups.Length);
        for (var key = 1; key < _keys.Length; key++)
        {
            _keys[key].FindOrAdd(columns[key], start, ids);
            var leftCount = key == 1 ? _keys[0].Count : _pairs[key - 2].Count;
            _pairs[key - 1].FindOrAdd(groups, leftCount, ids, _keys[key].Count, groups);
        }
    }

    /// <summary>
    /// The groups of all rows, -1 for a combination that was never added and for rows with a null key. Safe for several threads while nothing is
    /// added.
    /// </summary>
    /// <param name="columns">One column per key, of which there is at least one.</param>
    /// <param name="groups">Receives one number per row.</param>
    public void Find(ReadOnlySpan<Column> columns, Span<int> groups)
    {
        _keys[0].Find(columns[0], groups);
        Exclude(columns[0], groups);
        if (_keys.Length == 1)
        {
            return;
        }

        var buffer = ColumnBuffer.Rent<int>(groups.Length);
        var ids = buffer.Span<int>(groups.Length);
        for (var key = 1; key < _keys.Length; key++)
        {
            _keys[key].Find(columns[key], ids);
            Exclude(columns[key], ids);
            _pairs[key - 1].Find(groups, ids, groups);
        }

        buffer.Release();
    }

    /// <summary>The key values of every group, one column per key.</summary>
    public Column[] Build()
    {
        var columns = new Column[_keys.Length];
        var rows = new int[Count];
        for (var group = 0; group < rows.Length; group++)
        {
            rows[group] = group;
        }

        for (var key = _keys.Length - 1; key > 0; key--)
        {
            var rights = new int[rows.Length];
            Split(_pairs[key - 1].Pairs, rows, rights);
            columns[key] = _keys[key].Pick(rights);
        }

        if (_keys.Length > 0)
        {
            columns[0] = _keys.Length == 1 ? _keys[0].Build() : _keys[0].Pick(rows);
        }

        return columns;
    }

    public void Dispose()
    {
        Array.ForEach(_keys, static key => key.Dispose());
        Array.ForEach(_pairs, static pair => pair.Dispose());
    }

    private static void Exclude(Column column, Span<int> ids)
    {
        if (column.NullCount == 0)
        {
            return;
        }

        var validity = column.ValidityWords;
        for (var row = 0; row < ids.Length; row++)
        {
            ids[row] = Bitmap.Get(validity, row) ? ids[row] : -1;
        }
    }

    /// <summary>Replaces the numbers of pairs by those of their left sides.</summary>
    private static void Split(ReadOnlySpan<ulong> pairs, Span<int> ids, Span<int> rights)
    {
        for (var index = 0; index < ids.Length; index++)
        {
            var pair = pairs[ids[index]];
            rights[index] = (int)(uint)pair;
            ids[index] = (int)(pair >> 32);
        }
    }
}
