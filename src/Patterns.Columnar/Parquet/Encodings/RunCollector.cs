using Patterns.Columnar.Batches;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Notes where runs of equal codes end while they are decoded. Runs are worth their trouble when they are long: where they turn out to be short,
/// nothing more is noted until <see cref="Clear"/>.
/// </summary>
internal sealed class RunCollector : IDisposable
{
    /// <summary>Rows that the average run must have.</summary>
    public const int LeastRunRows = 16;

    // Before so many runs nothing can be said about their average.
    private const int LeastRuns = 32;

    private readonly BufferBuilder<int> _ends = new();
    private int _rows;
    private int _code;

    /// <summary>Whether more codes are of use.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Rows of one code.</summary>
    public void Append(int code, int count)
    {
        if (_rows > 0 && code == _code)
        {
            _ends.Truncate(_ends.Count - 1);
        }

        _rows += count;
        _code = code;
        _ends.Append(_rows);
        IsOpen = _ends.Count <= LeastRuns + (_rows / LeastRunRows);
    }

    /// <summary>Rows of any codes.</summary>
    public void Append(ReadOnlySpan<int> codes)
    {
        while (IsOpen && !codes.IsEmpty)
        {
            var length = codes.IndexOfAnyExcept(codes[0]);
            length = length < 0 ? codes.Length : length;
            Append(codes[0], length);
            codes = codes[length..];
        }
    }

    /// <summary>Says that some rows have no codes.</summary>
    public void GiveUp() => IsOpen = false;

    public void Clear()
    {
        _ends.Truncate(0);
        _rows = 0;
        IsOpen = true;
    }

    /// <summary>Hands over the runs of a column, if they are known and long, and starts anew.</summary>
    public CodeRuns Detach(int rows)
    {
        var isWorthIt = IsOpen && _rows == rows && rows > 0 && _ends.Count <= rows / LeastRunRows;
        var count = _ends.Count;
        var runs = isWorthIt ? new CodeRuns(_ends.Detach(), count) : default;
        Clear();
        return runs;
    }

    public void Dispose() => _ends.Dispose();
}
