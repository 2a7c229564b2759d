using Patterns.Columnar.Expressions.Pruning;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>
/// Computes an operation that reads a single text column once per distinct value, when the column comes as codes, and looks the results up
/// by code.
/// </summary>
internal sealed class DictionaryNode : BoundNode
{
    private readonly BoundNode _inner;
    private readonly ColumnNode _column;

    private DictionaryNode(BoundNode inner)
        : base(inner.Type, inner.Nullable, inner)
    {
        _inner = inner;
        _column = inner.SoleColumn!;
    }

    /// <summary>Puts the node around an operation where that can help.</summary>
    public static BoundNode Wrap(BoundNode node)
        => node is not (ColumnNode or ConstantNode or DictionaryNode or IsNode { Children: [ColumnNode] })
            && !node.ReadsSeveralColumns
            && node.SoleColumn is { Type.Kind: DataTypeKind.String or DataTypeKind.Binary }
            ? new DictionaryNode(node)
            : node;

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var column = scope.Read(_column);
        return column is DictionaryBinaryColumn coded && coded.Dictionary.Length <= rows.Count && TryEvaluate(coded) is { } result
            ? result
            : _inner.Evaluate(new EvaluationScope(_column, column), rows);
    }

    public override Selection SelectTrue(EvaluationScope scope, Selection rows)
    {
        using var column = scope.Read(_column);
        if (column is not DictionaryBinaryColumn coded || coded.Dictionary.Length > rows.Count || TryEvaluate(coded) is not { } result)
        {
            return _inner.SelectTrue(new EvaluationScope(_column, column), rows);
        }

        using (result)
        {
            using var values = rows.Intersect(((BooleanColumn)result).ValueWords);
            return result.NullCount == 0 ? values.Share() : values.Intersect(result.ValidityWords);
        }
    }

    public override Outcomes Possible(StatisticsScope statistics) => _inner.Possible(statistics);

    public override ValueRange Range(StatisticsScope statistics) => _inner.Range(statistics);

    /// <summary>The results per row; null when an entry has no result, which need not be an error because no row may use it.</summary>
    private Column? TryEvaluate(DictionaryBinaryColumn column)
    {
        try
        {
            using var results = EvaluateInner(column.Dictionary);
            if (column.NullCount == 0)
            {
                return LookUp(column.Codes, column.RunEnds, results);
            }

            using var ofNull = EvaluateNull();
            return ofNull.IsNull(0) && results.Length > 0 ? LookUpValues(column, results) : LookUpAll(column, results, ofNull);
        }
        catch (ExpressionEvaluationException)
        {
            return null;
        }
    }

    private Column EvaluateInner(Column values)
    {
        using var every = Selection.All(values.Length);
        return _inner.Evaluate(new EvaluationScope(_column, values), every);
    }

    private Column EvaluateNull()
    {
        using var builder = ColumnBuilder.Create(_column.Type);
        builder.AppendNull();
        using var values = builder.Build();
        return EvaluateInner(values);
    }

    private static Column LookUp(ReadOnlySpan<int> codes, ReadOnlySpan<int> runEnds, Column results) => results switch
    {
        BooleanColumn { NullCount: 0 } booleans when !runEnds.IsEmpty => CodeLookup.Booleans(codes, runEnds, booleans),
        BooleanColumn { NullCount: 0 } booleans => CodeLookup.Booleans(codes, booleans),
        BinaryColumn texts => CodeLookup.Texts(codes, texts),
        _ => results.TakeRows(codes),
    };

    /// <summary>The common case: null gives null.</summary>
    private static Column LookUpValues(DictionaryBinaryColumn column, Column results)
    {
        using var values = LookUp(column.Codes, column.RunEnds, results);
        return values.WithValidity(values.Validity.Intersect(column.Validity, values.Length));
    }

    /// <summary>Null gives something else: it gets a code of its own, behind those of the dictionary.</summary>
    private static Column LookUpAll(DictionaryBinaryColumn column, Column results, Column ofNull)
    {
        using var all = Column.Concat([results, ofNull]);
        using var codes = new RowCodes(column);
        return LookUp(codes.Span, default, all);
    }
}
