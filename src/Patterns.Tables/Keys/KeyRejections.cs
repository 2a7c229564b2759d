using Patterns.Tables.Writing;

namespace Patterns.Tables.Keys;

/// <summary>Rows whose keys are not unique, found in any order: all of them counted, the first ones with details.</summary>
/// <param name="key">The key of the table.</param>
/// <param name="log">Where they are noted in the end.</param>
internal sealed class KeyRejections(TableKey key, RejectionLog log)
{
    private const string Rule = "KEY";

    private readonly RowNumberSet _rows = new();
    private readonly SortedDictionary<long, RejectedRow> _first = [];

    /// <summary>Notes a row.</summary>
    /// <param name="row">1-based number of the row.</param>
    /// <param name="value">Its key.</param>
    /// <param name="reason">What is in the way, as a sentence without an end.</param>
    public void Add(long row, string value, string reason)
    {
        if (!_rows.Add(row))
        {
            return;
        }

        _first.Add(row, new RejectedRow(row, Rule, key.Names, value, $"{key.Names} is '{value}', but {reason}"));
        if (_first.Count > log.Limit)
        {
            _first.Remove(_first.Last().Key);
        }
    }

    /// <summary>Notes them in order of rows.</summary>
    public void Complete()
    {
        log.Count(_rows.Count);
        foreach (var rejection in _first.Values)
        {
            log.Add(rejection);
        }
    }
}
