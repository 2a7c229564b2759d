using System.Globalization;
using System.Text;
using Patterns.Core;
using Patterns.Lake.Formats;

namespace Patterns.Lake;

/// <summary>The schema that keeps every value of every row of a dataset, with the evidence for it. Immutable.</summary>
/// <remarks>Every row of every file was looked at. Columns of several files are united by name; where types differ, the narrowest that keeps all values holds.</remarks>
public sealed class InferredSchema
{
    internal InferredSchema(IReadOnlyList<ColumnPlan> plans, IReadOnlyList<ColumnEvidence> columns, IReadOnlyList<SchemaDrift> drift, long rowCount)
    {
        Plans = plans;
        Columns = columns;
        Drift = drift;
        RowCount = rowCount;
        Schema = new Schema([.. plans.Select(static plan => new Field(plan.Name, plan.Value.Type))]);
    }

    /// <summary>Names and types of the columns. Every column is nullable: what has no null today may have one in tomorrow's file.</summary>
    public Schema Schema { get; }

    /// <summary>The evidence for each column, in the order of <see cref="Schema"/>.</summary>
    public IReadOnlyList<ColumnEvidence> Columns { get; }

    /// <summary>Columns that differ between files, by file; empty when all files agree.</summary>
    public IReadOnlyList<SchemaDrift> Drift { get; }

    /// <summary>The number of well-formed rows that were looked at.</summary>
    public long RowCount { get; }

    internal IReadOnlyList<ColumnPlan> Plans { get; }

    /// <summary>A text for a person: each column with its type, nulls, reason, and the first value against each type that was ruled out.</summary>
    public string Explain()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{RowCount} rows, {Columns.Count} columns\n");
        foreach (var column in Columns)
        {
            Explain(column, text, 0);
        }

        foreach (var drift in Drift)
        {
            text.Append(CultureInfo.InvariantCulture, $"drift: {drift.Description}\n");
        }

        return text.ToString();
    }

    private static void Explain(ColumnEvidence column, StringBuilder text, int depth)
    {
        var indent = new string(' ', depth * 2);
        var spellings = column.NullSpellings.Count == 0
            ? ""
            : $" ({string.Join(", ", column.NullSpellings.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} '{pair.Key}'")))})";
        var type = column.Children.Count == 0 ? column.Type.ToString() : column.Type.Kind switch
        {
            DataTypeKind.List => "array",
            DataTypeKind.Map => "map",
            _ => "struct",
        };
        text.Append(CultureInfo.InvariantCulture, $"{indent}{column.Name}: {type}, {column.ValueCount} values, {column.NullCount} null{spellings}; {column.Reason}\n");
        foreach (var exclusion in column.Exclusions)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}  not {exclusion.Types}: '{exclusion.Value}' at {exclusion.Location}\n");
        }

        foreach (var child in column.Children)
        {
            Explain(child, text, depth + 1);
        }
    }
}
