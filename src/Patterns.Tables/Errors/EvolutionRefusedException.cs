using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// A change of a table's columns or rules that its rows, its files or its other rules do not allow. Nothing was committed. Code
/// <c>table.evolution-refused</c>.
/// </summary>
public sealed class EvolutionRefusedException : PatternsException
{
    internal EvolutionRefusedException(string tablePath, string change, string reason, string migration, IReadOnlyList<RejectedRow>? rejections = null)
        : base(
            "table.evolution-refused",
            $"Table '{tablePath}' cannot {change}: {reason}. {migration} Nothing was committed.{string.Concat((rejections ?? []).Select(static row => $"\n  {row}"))}")
    {
        TablePath = tablePath;
        Change = change;
        Reason = reason;
        Migration = migration;
        Rejections = rejections ?? [];
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>What was asked for, such as <c>narrow quantity from bigint to int</c>.</summary>
    public string Change { get; }

    /// <summary>Why it is not done.</summary>
    public string Reason { get; }

    /// <summary>How to reach the same end.</summary>
    public string Migration { get; }

    /// <summary>Of a new CHECK the first rows that do not fulfil it, numbered in the order of reading; empty for other changes.</summary>
    public IReadOnlyList<RejectedRow> Rejections { get; }
}
