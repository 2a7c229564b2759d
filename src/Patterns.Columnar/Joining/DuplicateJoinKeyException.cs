using System.Globalization;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Two rows of the build side of a <see cref="HashJoin"/> have the same key. Its <see cref="PatternsException.Code"/> is
/// <c>join.duplicate-key</c>.
/// </summary>
public sealed class DuplicateJoinKeyException : PatternsException
{
    internal DuplicateJoinKeyException(IReadOnlyList<string> columns, IReadOnlyList<object?> values)
        : base(
            "join.duplicate-key",
            $"The build side has more than one row with {string.Join(" and ", columns.Zip(values, Show))}, but a row can be joined with one only. "
                + "Take duplicates out, for example by a GroupByAggregation on the key, or add what tells them apart to the key.")
        => Values = values;

    /// <summary>The values of the key, one per part, as objects as of <see cref="Column.GetValue"/>.</summary>
    public IReadOnlyList<object?> Values { get; }

    private static string Show(string column, object? value)
    {
        const int MaxShown = 100;
        var text = value switch
        {
            byte[] bytes => Convert.ToHexString(bytes),
            DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return $"{column} = {(text.Length <= MaxShown ? text : text[..MaxShown] + "…")}";
    }
}
