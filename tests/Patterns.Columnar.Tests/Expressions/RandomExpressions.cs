using Patterns.Core;
using static Patterns.Columnar.Expression;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>Expressions that type-check over columns of every scalar type, and batches to evaluate them on.</summary>
internal sealed class RandomExpressions(int seed)
{
    private static readonly string[] Words = ["", "a", "b", "ab", "abc", "A", "Ab", "ä", "äb", "b%", "a_c", "zz", "😀", "a😀b", "abab", "aab", " a ", "  "];
    private static readonly string[] Patterns = ["%", "a%", "%b", "%a%", "_", "a_", "%_b%", "a%b", "ab", "", "\\%%", "_%_", "%ä%", "%ab%ab%", "%😀_"];
    private static readonly string[] Numbers = ["i8", "i16", "i32", "i64", "d10", "d20", "f32", "f64"];

    private readonly Random _random = new(seed);

    public static Schema Schema { get; } = new(
        new Field("i8", DataType.Int8),
        new Field("i16", DataType.Int16),
        new Field("i32", DataType.Int32),
        new Field("i64", DataType.Int64),
        new Field("d10", DataType.Decimal(10, 2)),
        new Field("d20", DataType.Decimal(22, 4)),
        new Field("f32", DataType.Float32),
        new Field("f64", DataType.Float64),
        new Field("flag", DataType.Boolean),
        new Field("text", DataType.String),
        new Field("other", DataType.String),
        new Field("day", DataType.Date),
        new Field("at", DataType.Timestamp));

    public object?[][] Rows(int count)
    {
        var nullShare = _random.Next(4) switch { 0 => 0, 1 => 0.9, _ => 0.2 };
        return [.. Enumerable.Range(0, count).Select(_ => (object?[])[.. Schema.Fields.Select(field => _random.NextDouble() < nullShare ? null : Value(field.Type))])];
    }

    public Expression Boolean(int depth) => depth <= 0 ? BooleanLeaf() : _random.Next(16) switch
    {
        0 => And(Booleans(depth)),
        1 => Or(Booleans(depth)),
        2 => Not(Boolean(depth - 1)),
        3 or 4 => Compare(AnyComparison(), Number(depth - 1), Number(depth - 1)),
        5 => Compare(AnyComparison(), Text(depth - 1), Text(depth - 1)),
        6 => Between(Number(depth - 1), Number(depth - 1), Number(depth - 1)),
        7 => In(Number(depth - 1), [.. Enumerable.Range(0, _random.Next(1, 12)).Select(_ => _random.Next(4) == 0 ? Number(0) : NumberLiteral())]),
        8 => In(Text(depth - 1), [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => TextLiteral())]),
        9 => Like((LikeKind)_random.Next(2), Text(depth - 1), Literal(Pick(Patterns))),
        10 => Is((IsTest)_random.Next(3), Boolean(depth - 1)),
        11 => Is(IsTest.Null, _random.Next(2) == 0 ? Number(depth - 1) : Text(depth - 1)),
        12 => Case(null, [new CaseBranch(Boolean(depth - 1), Boolean(depth - 1))], _random.Next(2) == 0 ? null : Boolean(depth - 1)),
        13 => Like(LikeKind.RegularExpression, Text(depth - 1), Literal(Pick(["a", "^a", "b$", "a.b", "[ab]+c?", "ä|z", "^$", "(ab)*$", "x*"]))),
        14 => Call(Pick(["startswith", "endswith", "contains"]), Text(depth - 1), _random.Next(3) == 0 ? Column("other") : TextLiteral()),
        _ => Compare(AnyComparison(), Day(depth - 1), _random.Next(3) == 0 ? At(depth - 1) : Day(depth - 1)),
    };

    public Expression Number(int depth) => depth <= 0 ? NumberLeaf() : _random.Next(15) switch
    {
        0 => NumberLeaf(),
        1 or 2 or 3 => Arithmetic(depth),
        4 => Negate(Number(depth - 1)),
        5 => Case(null, [new CaseBranch(Boolean(depth - 1), Number(depth - 1))], Number(depth - 1)),
        6 => Call("coalesce", Number(depth - 1), Number(depth - 1)),
        7 => TryCast(Number(depth - 1), Pick(new DataType[] { DataType.Int8, DataType.Int32, DataType.Int64, DataType.Float64 })),
        8 => Call("nullif", Number(depth - 1), Number(depth - 1)),
        9 => Call(Pick(["abs", "floor", "ceil", "sign"]), Number(depth - 1)),
        10 => Call("round", Number(depth - 1), Literal(_random.Next(-3, 4))),
        11 => Call(Pick(["greatest", "least"]), Number(depth - 1), Number(depth - 1), NumberLeaf()),
        12 => Call(Pick(["length", "octet_length"]), Text(depth - 1)),
        13 => Call("instr", Text(depth - 1), Text(depth - 1)),
        _ => NumberOfTime(depth),
    };

    public Expression Text(int depth) => depth <= 0 ? TextLeaf() : _random.Next(14) switch
    {
        0 => Call("if", Boolean(depth - 1), Text(depth - 1), Text(depth - 1)),
        1 => Call("coalesce", Text(depth - 1), Text(depth - 1)),
        2 => Call(Pick(["lower", "upper", "reverse", "trim", "ltrim", "rtrim"]), Text(depth - 1)),
        3 => Call("btrim", Text(depth - 1), TextLiteral()),
        4 => Call("substring", Text(depth - 1), SmallNumber(), SmallNumber()),
        5 => Call(Pick(["left", "right", "repeat"]), Text(depth - 1), SmallNumber()),
        6 => Call("replace", Text(depth - 1), TextLiteral(), Text(depth - 1)),
        7 => Call("split_part", Text(depth - 1), TextLiteral(), SmallNumber()),
        8 => Call(Pick(["lpad", "rpad"]), Text(depth - 1), SmallNumber(), TextLiteral()),
        9 => Call("concat", Text(depth - 1), Column(Pick(Numbers[..4])), Text(depth - 1)),
        10 => Call("concat_ws", TextLiteral(), Text(depth - 1), Text(depth - 1)),
        _ => TextLeaf(),
    };

    private Expression NumberOfTime(int depth) => _random.Next(4) switch
    {
        0 => Call("datediff", Day(depth - 1), Day(depth - 1)),
        1 => Call("hour", At(depth - 1)),
        _ => Call(Pick(["year", "quarter", "month", "day", "dayofweek", "dayofyear", "weekofyear"]), Day(depth - 1)),
    };

    private Expression At(int depth) => depth <= 0 || _random.Next(2) == 0
        ? Column("at")
        : Call("date_trunc", Literal(Pick(["hour", "day", "week", "month", "quarter", "year"])), At(depth - 1));

    private Expression SmallNumber() => _random.Next(3) == 0 ? Call("length", Column("other")) : Literal(_random.Next(-3, 7));

    private Expression Day(int depth) => depth <= 0 || _random.Next(2) == 0
        ? _random.Next(3) == 0 ? Literal(Value(DataType.Date)) : Column("day")
        : _random.Next(3) == 0 ? Call("last_day", Day(depth - 1))
        : _random.Next(3) == 0 ? Call("add_months", Day(depth - 1), SmallNumber())
        : Expression.Arithmetic(_random.Next(2) == 0 ? ArithmeticOperator.Add : ArithmeticOperator.Subtract, Day(depth - 1), Column(Pick(["i8", "i16"])));

    private ArithmeticExpression Arithmetic(int depth)
    {
        var operation = (ArithmeticOperator)_random.Next(6);
        var isWhole = operation == ArithmeticOperator.IntegerDivide;
        return Expression.Arithmetic(operation, isWhole ? Column(Pick(Numbers[..6])) : Number(depth - 1), isWhole ? Column(Pick(Numbers[..6])) : Number(depth - 1));
    }

    private Expression BooleanLeaf() => _random.Next(6) switch
    {
        0 => Literal(Pick(new object?[] { true, false, null })),
        1 or 2 => Column("flag"),
        3 => Compare(AnyComparison(), Column("text"), TextLiteral()),
        _ => Compare(AnyComparison(), Column(Pick(Numbers)), NumberLiteral()),
    };

    private Expression NumberLeaf() => _random.Next(4) == 0 ? NumberLiteral() : Column(Pick(Numbers));

    private Expression TextLeaf() => _random.Next(4) == 0 ? TextLiteral() : Column(_random.Next(3) == 0 ? "other" : "text");

    private LiteralExpression NumberLiteral() => _random.Next(20) == 0 ? Null : Literal(Value(Schema[Pick(Numbers)].Type));

    private LiteralExpression TextLiteral() => _random.Next(20) == 0 ? Null : Literal(Pick(Words));

    private Expression[] Booleans(int depth) => [.. Enumerable.Range(0, _random.Next(2, 4)).Select(_ => Boolean(depth - 1))];

    private ComparisonOperator AnyComparison() => (ComparisonOperator)_random.Next(7);

    private object Value(DataType type) => type.Kind switch
    {
        DataTypeKind.Int8 => Pick(new sbyte[] { 0, 1, -1, 2, 5, sbyte.MinValue, sbyte.MaxValue }),
        DataTypeKind.Int16 => Pick(new short[] { 0, 1, -1, 2, 300, short.MinValue, short.MaxValue }),
        DataTypeKind.Int32 => Pick([0, 1, -1, 2, 300, 70_000, int.MinValue, int.MaxValue, _random.Next(-5, 5)]),
        DataTypeKind.Int64 => Pick([0L, 1, -1, 2, 300, 5_000_000_000, long.MinValue, long.MaxValue, _random.NextInt64(-5, 5)]),
        DataTypeKind.Decimal when ((DecimalType)type).Scale == 2 => Pick([0m, 1m, -1.5m, 2.25m, 0.01m, 99_999_999.99m, -99_999_999.99m, _random.Next(-500, 500) / 100m]),
        DataTypeKind.Decimal => Pick([0m, 1m, -1.5m, 2.2525m, 0.0001m, 123_456_789_012_345_678.1234m, -999_999_999_999_999_999.9999m, _random.Next(-500, 500) / 10_000m]),
        DataTypeKind.Float32 => Pick([0f, -0f, 1f, -1.5f, 0.1f, 16_777_217f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue]),
        DataTypeKind.Float64 => Pick([0d, -0d, 1d, -1.5, 0.1, 2.25, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon]),
        DataTypeKind.Boolean => _random.Next(2) == 0,
        DataTypeKind.Date => Pick([new DateOnly(2024, 2, 29), new DateOnly(1970, 1, 1), new DateOnly(1969, 12, 31), new DateOnly(2024, 1, _random.Next(1, 32))]),
        DataTypeKind.Timestamp => new DateTimeOffset(2024, 1, _random.Next(1, 32), _random.Next(2) * 12, 0, 0, TimeSpan.Zero),
        _ => Pick(Words),
    };

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
