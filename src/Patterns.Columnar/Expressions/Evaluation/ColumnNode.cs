using Patterns.Columnar.Expressions.Pruning;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Reads a column, or a field inside a struct column. There is one node per path, so that nodes can be told apart by reference.</summary>
internal sealed class ColumnNode : BoundNode
{
    private readonly int[] _fieldPath;

    public ColumnNode(DataType type, bool nullable, string name, int index, int[] fieldPath)
        : base(type, nullable)
    {
        Name = name;
        Index = index;
        _fieldPath = fieldPath;
        SoleColumn = this;
    }

    /// <summary>The name of the column, and of fields behind points.</summary>
    public string Name { get; }

    /// <summary>0-based position of the column in the schema.</summary>
    public int Index { get; }

    public override bool IsIncreasing => true;

    public override Column Evaluate(EvaluationScope scope, Selection rows) => scope.Read(this);

    public override Outcomes Possible(StatisticsScope statistics) => statistics[this].Compare(ConstantComparison.Equal, true, ComparisonForm.Plain);

    public override ValueRange Range(StatisticsScope statistics) => statistics[this];

    /// <summary>The values out of the column at <see cref="Index"/>, owned by the caller.</summary>
    public Column ReadFrom(Column column)
    {
        var result = column.Share();
        foreach (var field in _fieldPath)
        {
            result = ReadField(result, field);
        }

        return result;
    }

    /// <summary>The values of a struct's field, null where the struct is null. Disposes the struct.</summary>
    public static Column ReadField(Column structs, int field)
    {
        using (structs)
        {
            var values = ((StructColumn)structs).Fields[field];
            return structs.NullCount == 0 ? values.Share() : values.WithValidity(structs.Validity.Intersect(values.Validity, values.Length));
        }
    }
}
