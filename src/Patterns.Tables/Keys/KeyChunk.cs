using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Keys;

/// <summary>
/// Some keys of the rows that are brought into a table, indexed so that rows with the same keys are found. Once built, safe for use by several threads.
/// </summary>
internal sealed class KeyChunk : IDisposable
{
    /// <summary>Up to so many keys, page indexes and bloom filters are asked for each of them before a column is read.</summary>
    public const int MaxLookedUp = 256;

    /// <summary>Up to so many keys, files and row groups are ruled out key by key, beyond that by the smallest and largest key.</summary>
    private const int MaxListed = 20_000;

    private const string RowColumn = "row";
    private const string PositionColumn = "position";

    private readonly HashJoin _rows;
    private readonly Schema _probe;

    private KeyChunk(HashJoin rows, Schema probe, BoundExpression condition, IReadOnlyList<RepeatedKey> duplicates)
    {
        _rows = rows;
        _probe = probe;
        Condition = condition;
        Duplicates = duplicates;
    }

    /// <summary>Distinct keys.</summary>
    public int Count => _rows.BuildRowCount;

    /// <summary>True for every row with one of the keys, and for others: rules out files and row groups. Bound to the columns of the table.</summary>
    public BoundExpression Condition { get; }

    /// <summary>Rows with the key of a row before them in the chunk, in order.</summary>
    public IReadOnlyList<RepeatedKey> Duplicates { get; }

    /// <summary>The columns of collected keys: those of the key under names of their own, and the 1-based number of the row.</summary>
    public static Schema SchemaOf(TableKey key) => new([.. Renamed(key), new Field(RowColumn, DataType.Int64, nullable: false)]);

    /// <summary>The name under which a column of the key is collected.</summary>
    /// <param name="index">0-based column of the key.</param>
    public static string Name(int index) => FormattableString.Invariant($"key{index}");

    /// <summary>Indexes keys.</summary>
    /// <param name="key">The key of the table.</param>
    /// <param name="table">The columns of the table.</param>
    /// <param name="keys">Batches of <see cref="SchemaOf"/> in order of rows; stay the caller's.</param>
    public static KeyChunk Build(TableKey key, Schema table, IReadOnlyList<ColumnBatch> keys)
    {
        var schema = SchemaOf(key);
        var probe = new Schema([.. Renamed(key), new Field(PositionColumn, DataType.Int64, nullable: false)]);
        var rows = CreateJoin(schema, probe, key);
        List<RepeatedKey> duplicates = [];
        try
        {
            foreach (var batch in keys)
            {
                rows.Build(batch);
            }
        }
        catch (DuplicateJoinKeyException)
        {
            rows.Dispose();
            rows = CreateJoin(schema, probe, key);
            using var firsts = FirstRows(schema, key, keys);
            rows.Build(firsts);
            foreach (var batch in keys)
            {
                CollectDuplicates(rows, probe, key, batch, duplicates);
            }
        }

        return new KeyChunk(rows, probe, ConditionOf(key, keys, rows.BuildRowCount).Bind(table), duplicates);
    }

    /// <summary>The rows whose key is in the chunk.</summary>
    /// <param name="keys">The columns of the key.</param>
    /// <param name="firstPosition">Position of the first of these rows; the others follow.</param>
    /// <returns>A batch of the key's columns, position, and the 1-based number of the row with that key. The caller owns it.</returns>
    public ColumnBatch Find(IReadOnlyList<Column> keys, long firstPosition)
    {
        using var positions = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        var span = positions.AppendUninitialized(keys[0].Length);
        for (var row = 0; row < span.Length; row++)
        {
            span[row] = firstPosition + row;
        }

        using var batch = new ColumnBatch(_probe, span.Length, [.. keys.Select(static column => column.Share()), positions.Build()]);
        return _rows.Probe(batch);
    }

    /// <summary>The positions of rows that were found.</summary>
    public static ReadOnlySpan<long> Positions(ColumnBatch found) => ((FixedColumn<long>)found.Columns[^2]).Values;

    /// <summary>The 1-based numbers of the rows with their keys.</summary>
    public static ReadOnlySpan<long> Rows(ColumnBatch found) => ((FixedColumn<long>)found.Columns[^1]).Values;

    public void Dispose() => _rows.Dispose();

    private static IEnumerable<Field> Renamed(TableKey key) => key.Schema.Fields.Select(static (field, index) => new Field(Name(index), field.Type, nullable: false));

    private static HashJoin CreateJoin(Schema schema, Schema probe, TableKey key)
        => new(schema, probe, [.. key.Columns.Select(static (_, index) => new JoinKey(Name(index)))], new HashJoinOptions { Columns = [new NamedExpression(RowColumn)] });

    /// <summary>Each key once, with its first row.</summary>
    private static ColumnBatch FirstRows(Schema schema, TableKey key, IReadOnlyList<ColumnBatch> keys)
    {
        using var groups = new GroupByAggregation(
            schema,
            [.. key.Columns.Select(static (_, index) => new NamedExpression(Name(index)))],
            [new NamedAggregate(RowColumn, Aggregate.Min(Expression.Column(RowColumn)))]);
        foreach (var batch in keys)
        {
            groups.Add(batch);
        }

        using var firsts = groups.Finish();
        return new ColumnBatch(schema, firsts.RowCount, [.. firsts.Columns.Select(static column => column.Share())]);
    }

    private static void CollectDuplicates(HashJoin rows, Schema probe, TableKey key, ColumnBatch batch, List<RepeatedKey> duplicates)
    {
        using var numbered = new ColumnBatch(probe, batch.RowCount, [.. batch.Columns.Select(static column => column.Share())]);
        using var found = rows.Probe(numbered);
        var numbers = Positions(found);
        var firsts = Rows(found);
        for (var row = 0; row < numbers.Length; row++)
        {
            if (numbers[row] != firsts[row])
            {
                duplicates.Add(new RepeatedKey(numbers[row], firsts[row], key.Text(found, row)));
            }
        }
    }

    private static Expression ConditionOf(TableKey key, IReadOnlyList<ColumnBatch> keys, int count)
    {
        var bounds = KeyBounds.Of(key, keys);
        var conditions = new List<Expression>();
        for (var index = 0; index < key.Columns.Count && count > 0; index++)
        {
            var isListed = index == 0 && count <= MaxListed && key.Schema[0].Type.Kind != DataTypeKind.Boolean;
            Expression? candidate = isListed ? ListOf(key, keys) : RangeOf(key, index, bounds);
            if (candidate is { } condition)
            {
                conditions.Add(condition);
            }
        }

        return conditions.Count == 0 ? Expression.True : Expression.And(conditions);
    }

    /// <summary>The first column has one of the values; null when a value cannot be written as an expression.</summary>
    private static InExpression? ListOf(TableKey key, IReadOnlyList<ColumnBatch> keys)
    {
        var items = keys.SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(row => Literal(batch.Columns[0].GetValue(row), key.Schema[0].Type))).ToList();
        return items.OfType<Expression>().Count() == items.Count ? Expression.In(Expression.Column(key.Columns[0]), [.. items.OfType<Expression>()]) : null;
    }

    /// <summary>A column lies between its smallest and its largest value; null when its values have no order that statistics know.</summary>
    private static BetweenExpression? RangeOf(TableKey key, int index, IReadOnlyDictionary<string, ColumnStatistics> bounds)
        => bounds.GetValueOrDefault(key.Columns[index]) is { } known
            && Literal(known.Min, key.Schema[index].Type) is { } low
            && Literal(known.Max, key.Schema[index].Type) is { } high
                ? Expression.Between(Expression.Column(key.Columns[index]), low, high)
                : null;

    /// <summary>A value as a constant; null for days and times outside the years that .NET knows.</summary>
    private static Expression? Literal(object? value, DataType type)
    {
        if (value is long && type.Kind is (DataTypeKind.Date or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp))
        {
            return null;
        }

        var literal = Expression.Literal(value);
        return type.Equals(literal.Type) ? literal : Expression.Cast(literal, type);
    }
}
