using System.Numerics;
using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>All rules of a table: NOT NULL, CHECK constraints, column invariants, generated columns, lengths of texts and digits of decimals. Safe to share between threads.</summary>
internal sealed class RowRules
{
    private readonly RowRule[] _rules;

    private RowRules(RowRule[] rules) => _rules = rules;

    /// <summary>Prepares the rules of a table.</summary>
    /// <exception cref="UnsupportedTableException">An expression is not understood; the table can be read but not written.</exception>
    public static RowRules Of(Snapshot snapshot, string tablePath)
    {
        var rules = new List<RowRule>();
        var fields = snapshot.Schema.Fields;
        for (var index = 0; index < fields.Count; index++)
        {
            if (!fields[index].Nullable)
            {
                rules.Add(new NotNullRule(fields[index].Name, index));
            }

            if (snapshot.Metadata.PartitionColumns.Contains(fields[index].Name) && PartitionRule.Concerns(fields[index].Type))
            {
                rules.Add(new PartitionRule(fields[index].Name, index, fields[index].Type));
            }

            if (NestedNullRule.Concerns(fields[index].Type))
            {
                rules.Add(new NestedNullRule(fields[index].Name, index, fields[index].Type));
            }

            if (MissingColumn.Generation(fields[index]) is { } generation)
            {
                rules.Add(CreateGenerated(fields[index], generation, snapshot.Schema, tablePath));
            }

            if (TextLengthRule.LimitOf(fields[index], tablePath) is { } limit)
            {
                rules.Add(new TextLengthRule(fields[index].Name, index, limit));
            }

            if (DecimalRule.Concerns(fields[index].Type))
            {
                rules.Add(new DecimalRule(fields[index].Name, index, (DecimalType)fields[index].Type));
            }

            if (fields[index].Metadata.TryGetValue(FieldRules.InvariantKey, out var invariant))
            {
                rules.Add(Create($"invariant of {fields[index].Name}", InvariantText(invariant.AsText() ?? invariant.ToString(), tablePath), snapshot.Schema, tablePath));
            }
        }

        rules.AddRange(snapshot.Metadata.Constraints.Select(constraint => Create(constraint.Key, constraint.Value, snapshot.Schema, tablePath)));
        return new RowRules([.. rules]);
    }

    /// <summary>Only some CHECK constraints, by name and SQL.</summary>
    /// <exception cref="UnsupportedTableException">An expression is not understood.</exception>
    public static RowRules OfChecks(IEnumerable<KeyValuePair<string, string>> checks, Schema schema, string tablePath)
        => new([.. checks.Select(check => Create(check.Key, check.Value, schema, tablePath))]);

    /// <summary>Checks rows and notes those that break a rule.</summary>
    /// <param name="batch">Rows in the columns of the table.</param>
    /// <param name="rowsBefore">Rows of the same append that were checked before.</param>
    /// <param name="log">Where broken rules are noted.</param>
    public void Check(ColumnBatch batch, long rowsBefore, RejectionLog log)
    {
        if (FindBroken(batch) is { } conforming)
        {
            log.Count(batch.RowCount - CountOf(conforming));
            Describe(batch, conforming, rowsBefore, log);
        }
    }

    /// <summary>Checks rows.</summary>
    /// <param name="batch">Rows in the columns of the table.</param>
    /// <returns>One bit per row, LSB first, zero for those that break a rule; null when none does.</returns>
    public ulong[]? FindBroken(ColumnBatch batch)
    {
        if (_rules.Length == 0 || batch.RowCount == 0)
        {
            return null;
        }

        var conforming = new ulong[(batch.RowCount + 63) / 64];
        Fill(conforming, batch.RowCount);
        foreach (var rule in _rules)
        {
            rule.Check(batch, conforming);
        }

        return CountOf(conforming) == batch.RowCount ? null : conforming;
    }

    /// <summary>Every rule that a row breaks.</summary>
    /// <param name="batch">Rows in the columns of the table.</param>
    /// <param name="index">0-based row of the batch.</param>
    /// <param name="rowNumber">1-based row of the append.</param>
    public IReadOnlyList<RejectedRow> Describe(ColumnBatch batch, int index, long rowNumber)
    {
        using var row = batch.Slice(index, 1);
        Span<ulong> conforming = [0];
        var broken = new List<RejectedRow>();
        foreach (var rule in _rules)
        {
            conforming[0] = 1;
            rule.Check(row, conforming);
            if (conforming[0] == 0)
            {
                broken.Add(rule.Describe(row, 0, rowNumber));
            }
        }

        return broken;
    }

    private static CheckRule CreateGenerated(Field field, string sql, Schema schema, string tablePath)
    {
        _ = MissingColumn.BindGeneration(field, sql, schema, tablePath);
        return CheckRule.Create(
            $"GENERATED {field.Name}", sql, Expression.Compare(ComparisonOperator.NullSafeEqual, Expression.Column([field.Name]), Expression.Cast(Expression.Parse(sql), field.Type)), schema);
    }

    private static CheckRule Create(string name, string sql, Schema schema, string tablePath)
    {
        try
        {
            return CheckRule.Create(name, sql, schema);
        }
        catch (Exception exception) when (exception is PatternsException or ArgumentException)
        {
            throw new UnsupportedTableException(
                tablePath,
                $"CHECK {name}: {sql}",
                $"The expression is not understood, so rows cannot be checked against it and writing is refused; reading works. {exception.Message}",
                exception);
        }
    }

    private static string InvariantText(string json, string tablePath)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.GetProperty("expression").GetProperty("expression").GetString()!;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UnsupportedTableException(tablePath, $"the invariant {json}", "It is not of the form that the protocol gives, so writing is refused; reading works.", exception);
        }
    }

    private static int CountOf(ulong[] words) => words.Sum(static word => BitOperations.PopCount(word));

    private static void Fill(Span<ulong> words, int rowCount)
    {
        words.Fill(ulong.MaxValue);
        if ((rowCount & 63) != 0)
        {
            words[^1] = (1UL << (rowCount & 63)) - 1;
        }
    }

    private void Describe(ColumnBatch batch, ulong[] conforming, long rowsBefore, RejectionLog log)
    {
        for (var index = 0; index < batch.RowCount && !log.IsFull; index++)
        {
            if ((conforming[index >> 6] & (1UL << (index & 63))) == 0)
            {
                foreach (var rejection in Describe(batch, index, rowsBefore + index + 1))
                {
                    log.Add(rejection);
                }
            }
        }
    }
}
