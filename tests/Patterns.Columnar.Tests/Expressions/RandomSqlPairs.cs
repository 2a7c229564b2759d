using Patterns.Core;
using static Patterns.Columnar.Tests.Expressions.SqlPair;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>Random questions to which Spark's rules and DuckDB's give the same answer, and rows to ask them of.</summary>
internal sealed class RandomSqlPairs(int seed)
{
    private static readonly string[] Words = ["", "a", "b", "ab", "abc", "A", "Ab", "ä", "äb", "b%", "a_c", "zz", "a.b", "abab", " a ", "  ", "x,y,z"];

    private readonly Random _random = new(seed);

    public static Schema Schema { get; } = new(
        new Field("i32", DataType.Int32),
        new Field("i64", DataType.Int64),
        new Field("d10", DataType.Decimal(10, 2)),
        new Field("f64", DataType.Float64),
        new Field("flag", DataType.Boolean),
        new Field("t", DataType.String),
        new Field("u", DataType.String),
        new Field("day", DataType.Date),
        new Field("moment", DataType.LocalTimestamp));

    public object?[][] Rows(int count)
        => [.. Enumerable.Range(0, count).Select(_ => (object?[])[.. Schema.Fields.Select(field => _random.Next(5) == 0 ? null : Value(field.Type))])];

    public SqlPair Any(int depth) => _random.Next(5) switch
    {
        0 => Integer(depth),
        1 => Number(depth),
        2 => Text(depth),
        3 => _random.Next(2) == 0 ? Day(depth) : At(depth),
        _ => Boolean(depth),
    };

    private SqlPair Integer(int depth) => depth <= 0 ? IntegerLeaf() : _random.Next(14) switch
    {
        0 or 1 => Same(Pick(["({0} + {1})", "({0} - {1})", "({0} * {1})"]), Integer(depth - 1), Integer(depth - 1)),
        2 => Same("({0} % nullif({1}, 0))", Integer(depth - 1), Integer(depth - 1)),
        3 => Of("({0} DIV nullif({1}, 0))", "({0} // nullif({1}, 0))", Integer(depth - 1), Integer(depth - 1)),
        4 => Same(Pick(["abs({0})", "(-({0}))"]), Integer(depth - 1)),
        5 => Same("length({0})", Text(depth - 1)),
        6 => Same("instr({0}, {1})", Text(depth - 1), Text(depth - 1)),
        7 => Same(Pick(["year({0})", "quarter({0})", "month({0})", "day({0})", "dayofyear({0})", "weekofyear({0})"]), Day(depth - 1)),
        8 => Of("dayofweek({0})", "(dayofweek({0}) + 1)", Day(depth - 1)),
        9 => Same(Pick(["hour({0})", "minute({0})", "second({0})"]), At(depth - 1)),
        10 => Of("datediff({0}, {1})", "date_diff('day', {1}, {0})", Day(depth - 1), Day(depth - 1)),
        11 => Of("CAST({0} AS bigint)", "CAST(trunc({0}) AS bigint)", Number(depth - 1)),
        12 => Of("TRY_CAST({0} AS bigint)", "CASE WHEN regexp_full_match(trim({0}), '[+-]?[0-9]+') THEN TRY_CAST(trim({0}) AS bigint) END", Text(depth - 1)),
        _ => Choice(Integer, depth),
    };

    private SqlPair Number(int depth) => depth <= 0 ? NumberLeaf() : _random.Next(9) switch
    {
        0 => Same(Pick(["({0} + {1})", "({0} - {1})", "({0} * {1})"]), Number(depth - 1), Number(depth - 1)),
        1 => Of("({0} / nullif({1}, 0D))", "({0} / nullif({1}, 0))", Number(depth - 1), Number(depth - 1)),
        2 => Of("({0} / nullif({1}, 0))", "(CAST({0} AS double) / nullif({1}, 0))", Integer(depth - 1), Integer(depth - 1)),
        3 => Same(Pick(["abs({0})", "(-({0}))"]), Number(depth - 1)),
        4 => Same("sqrt(abs({0}))", Number(depth - 1)),
        5 => Same(Pick(["CAST(floor({0}) AS double)", "CAST(ceil({0}) AS double)", "round({0})"]), Number(depth - 1)),
        6 => Same(Pick(["greatest({0}, {1})", "least({0}, {1})"]), Number(depth - 1), Number(depth - 1)),
        7 => Same("CAST({0} AS double)", Integer(depth - 1)),
        _ => Choice(Number, depth),
    };

    private SqlPair Text(int depth) => depth <= 0 ? TextLeaf() : _random.Next(11) switch
    {
        0 => Same(Pick(["lower({0})", "upper({0})", "reverse({0})", "trim({0})", "ltrim({0})", "rtrim({0})"]), Text(depth - 1)),
        1 => Same($"substring({{0}}, {_random.Next(1, 4)}, {_random.Next(4)})", Text(depth - 1)),
        2 => Same($"{Pick(["left", "right"])}({{0}}, {_random.Next(4)})", Text(depth - 1)),
        3 => Same("replace({0}, {1}, {2})", Text(depth - 1), TextLiteral(), TextLiteral()),
        4 => Same($"split_part({{0}}, '{Pick([",", "b", "a", "%"])}', {Pick([1, 2, -1, -2])})", Text(depth - 1)),
        5 => Same("({0} || {1})", Text(depth - 1), Text(depth - 1)),
        6 => Same("concat_ws('-', {0}, {1})", Text(depth - 1), Text(depth - 1)),
        7 => Same($"{Pick(["lpad", "rpad"])}({{0}}, {_random.Next(6)}, 'xy')", Text(depth - 1)),
        8 => Of("CAST({0} AS string)", "CAST({0} AS varchar)", Integer(depth - 1)),
        9 => Of("date_format({0}, 'yyyy-MM-dd HH:mm')", "strftime({0}, '%Y-%m-%d %H:%M')", At(depth - 1)),
        _ => Choice(Text, depth),
    };

    private SqlPair Day(int depth) => depth <= 0 ? DayLeaf() : _random.Next(6) switch
    {
        0 => Same($"({{0}} {Pick(["+", "-"])} {_random.Next(40)})", Day(depth - 1)),
        1 => Same("last_day({0})", Day(depth - 1)),
        2 => Of("trunc({0}, 'month')", "CAST(date_trunc('month', {0}) AS date)", Day(depth - 1)),
        3 => Of("add_months({0}, 1)", "CAST({0} + INTERVAL 1 MONTH AS date)", Day(depth - 1)),
        4 => Same("CAST({0} AS date)", At(depth - 1)),
        _ => Choice(Day, depth),
    };

    private SqlPair At(int depth) => depth <= 0 ? Same("moment") : _random.Next(3) switch
    {
        0 => Same($"date_trunc('{Pick(["second", "minute", "hour", "day", "week", "month", "quarter", "year"])}', {{0}})", At(depth - 1)),
        1 => Of("CAST({0} AS timestamp_ntz)", "CAST({0} AS timestamp)", Day(depth - 1)),
        _ => Choice(At, depth),
    };

    private SqlPair Boolean(int depth) => depth <= 0 ? Same(Pick(["flag", $"(d10 {AnyComparison()} 1.25)"])) : _random.Next(14) switch
    {
        0 => Same($"({{0}} {AnyComparison()} {{1}})", Integer(depth - 1), Integer(depth - 1)),
        1 => Same($"({{0}} {AnyComparison()} {{1}})", Number(depth - 1), Number(depth - 1)),
        2 => Same($"({{0}} {AnyComparison()} {{1}})", Text(depth - 1), Text(depth - 1)),
        3 => Same($"({{0}} {AnyComparison()} {{1}})", Day(depth - 1), Day(depth - 1)),
        4 => Same(Pick(["({0} AND {1})", "({0} OR {1})"]), Boolean(depth - 1), Boolean(depth - 1)),
        5 => Same("(NOT {0})", Boolean(depth - 1)),
        6 => Same(Pick(["({0} IS NULL)", "({0} IS NOT NULL)"]), Any(depth - 1)),
        7 => Same(Pick(["({0} IS TRUE)", "({0} IS NOT FALSE)"]), Boolean(depth - 1)),
        8 => Same($"({{0}} LIKE '{Pick(["a%", "%b", "%a%", "_", "a_", "%_b%", "ab", "", "%"])}')", Text(depth - 1)),
        9 => Same("({0} ILIKE 'A%')", Text(depth - 1)),
        10 => Of("({0} RLIKE '{1}')", "regexp_matches({0}, '{1}')", Text(depth - 1), Same(Pick(["a", "^a", "b$", "a.b", "[ab]+c?", "^$"]))),
        11 => Same(Pick(["starts_with({0}, {1})", "ends_with({0}, {1})", "contains({0}, {1})"]), Text(depth - 1), Text(depth - 1)),
        12 => Same("({0} IN ({1}, {2}, 'a'))", Text(depth - 1), TextLiteral(), Text(depth - 1)),
        _ => Same("({0} BETWEEN {1} AND {2})", Integer(depth - 1), Integer(depth - 1), Integer(depth - 1)),
    };

    private SqlPair Choice(Func<int, SqlPair> part, int depth) => _random.Next(3) switch
    {
        0 => Same("CASE WHEN {0} THEN {1} ELSE {2} END", Boolean(depth - 1), part(depth - 1), part(depth - 1)),
        1 => Same("coalesce({0}, {1})", part(depth - 1), part(depth - 1)),
        _ => Same("nullif({0}, {1})", part(depth - 1), part(depth - 1)),
    };

    private SqlPair IntegerLeaf() => Same(_random.Next(4) == 0 ? _random.Next(10).ToString(System.Globalization.CultureInfo.InvariantCulture) : Pick(["i32", "i64"]));

    private SqlPair NumberLeaf() => Same(Pick(["f64", "f64", "CAST(d10 AS double)", "1.5e0"]));

    private SqlPair TextLeaf() => _random.Next(4) == 0 ? TextLiteral() : Same(Pick(["t", "u"]));

    private SqlPair TextLiteral() => Same($"'{Pick(Words)}'");

    private SqlPair DayLeaf() => Same(_random.Next(4) == 0 ? "date '2024-02-29'" : "day");

    private string AnyComparison() => Pick(["=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"]);

    private object Value(DataType type) => type.Kind switch
    {
        DataTypeKind.Int32 => Pick([0, 1, -1, 2, -7, 300, int.MinValue, int.MaxValue, _random.Next(-5, 5)]),
        DataTypeKind.Int64 => Pick([0L, 1, -1, 2, -7, 5_000_000_000, long.MaxValue, _random.NextInt64(-5, 5)]),
        DataTypeKind.Decimal => Pick([0m, 1m, -1.5m, 2.25m, 0.01m, 99_999_999.99m, _random.Next(-500, 500) / 100m]),
        DataTypeKind.Float64 => Pick([0d, -0d, 1d, -1.5, 0.1, 2.25, 2.5, 3.5, -2.5, 1e15, 1e300, double.NaN, double.PositiveInfinity]),
        DataTypeKind.Boolean => _random.Next(2) == 0,
        DataTypeKind.Date => Pick([new DateOnly(2024, 2, 29), new DateOnly(1970, 1, 1), new DateOnly(1969, 12, 31), new DateOnly(2023, 1, _random.Next(1, 32))]),
        DataTypeKind.LocalTimestamp => new DateTime(2024, _random.Next(1, 13), _random.Next(1, 29), _random.Next(24), _random.Next(60), _random.Next(60)),
        _ => Pick(Words),
    };

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
