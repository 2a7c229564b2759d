using System.Numerics;

namespace Patterns.Tables.Delta.DeletionVectors;

/// <summary>Which rows of one data file are deleted. Filled once, then safe for use by several threads.</summary>
/// <param name="rowCount">Rows in the file.</param>
internal sealed class DeletedRows(long rowCount)
{
    private readonly ulong[] _words = new ulong[checked((int)((rowCount + 63) / 64))];
    private long _end;

    /// <summary>Rows that are deleted.</summary>
    public long Count => _words.Sum(static word => (long)BitOperations.PopCount(word));

    /// <summary>64 rows per word, the first in its lowest bit.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Deletes rows behind those deleted before.</summary>
    /// <param name="first">0-based row of the file.</param>
    /// <param name="count">Rows from there on.</param>
    /// <exception cref="InvalidDataException">The file has no such rows, or they are out of order.</exception>
    public void Add(long first, int count)
    {
        if (first + count > rowCount)
        {
            throw new InvalidDataException($"row {first + count - 1} is deleted, but the file has {rowCount} rows");
        }

        if (first < _end)
        {
            throw new InvalidDataException($"row {first} is named behind row {_end - 1}");
        }

        _end = first + count;
        for (var row = first; row < first + count; row++)
        {
            _words[row / 64] |= 1UL << (int)(row % 64);
        }
    }

    /// <summary>Whether a row is deleted.</summary>
    /// <param name="row">0-based row of the file.</param>
    public bool Contains(long row) => (_words[row / 64] >> (int)(row % 64) & 1) != 0;

    /// <summary>Whether a row is deleted that is one of <c>[first, end)</c>.</summary>
    public bool Any(long first, long end)
    {
        for (var row = first; row < end; row = ((row / 64) + 1) * 64)
        {
            var word = _words[row / 64] >> (int)(row % 64);
            if (word != 0 && row + BitOperations.TrailingZeroCount(word) < end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Deletes a row, in any order. For one thread.</summary>
    /// <param name="row">0-based row of the file.</param>
    public void Delete(long row) => _words[row / 64] |= 1UL << (int)(row % 64);

    /// <summary>These rows and others of the same file.</summary>
    public DeletedRows With(DeletedRows others)
    {
        var union = new DeletedRows(rowCount);
        for (var index = 0; index < _words.Length; index++)
        {
            union._words[index] = _words[index] | others._words[index];
        }

        return union;
    }

    /// <summary>The deleted rows of a batch by their positions in the batch.</summary>
    /// <param name="first">0-based row of the file where the batch starts.</param>
    /// <param name="count">Rows of the batch.</param>
    public int[] Positions(long first, int count)
    {
        var positions = new List<int>();
        for (var row = 0; row < count; row++)
        {
            if (Contains(first + row))
            {
                positions.Add(row);
            }
        }

        return [.. positions];
    }

    /// <summary>The rows of a batch that are not deleted, by their positions in the batch; null when that is all of them.</summary>
    /// <param name="first">0-based row of the file where the batch starts.</param>
    /// <param name="count">Rows of the batch.</param>
    public int[]? Survivors(long first, int count)
    {
        var positions = new List<int>(count);
        for (var row = 0; row < count; row++)
        {
            if ((_words[(first + row) / 64] >> (int)((first + row) % 64) & 1) == 0)
            {
                positions.Add(row);
            }
        }

        return positions.Count == count ? null : [.. positions];
    }
}
