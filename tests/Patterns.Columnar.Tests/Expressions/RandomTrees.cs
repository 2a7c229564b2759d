using System.Text;
using Patterns.Core;
using static Patterns.Columnar.Expression;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>Trees of any shape, which need not make sense: for the parser and the printer.</summary>
internal sealed class RandomTrees(int seed)
{
    private static readonly string[] Names =
        ["a", "amount", "order", "a b", "a`b", "a.b", "Größe", "date", "_x1", "1st", "null", "case", "trim", "both", "r", "x", "interval", "NaN"];

    private static readonly string[] Texts =
        ["", "a", "it's", "\"", "\\", "\\%", "\\\\_", "%a_", "\n\t\r\0\u001a", "\u0085", "ä😀", "'", "''", "NaN", "\\u0041", "--", "/*", "012"];

    private static readonly DataType[] Types =
    [
        DataType.Boolean, DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64, DataType.Float32, DataType.Float64, DataType.Decimal(10, 2),
        DataType.Decimal(38, 38), DataType.Date, DataType.Timestamp, DataType.LocalTimestamp, DataType.String, DataType.Binary,
        DataType.List(DataType.List(DataType.Int32, false)), DataType.Map(DataType.String, DataType.Struct(new Field("a b", DataType.Int32, false))),
    ];

    private readonly Random _random = new(seed);

    public Expression Next(int depth) => depth <= 0 ? Leaf() : _random.Next(17) switch
    {
        0 => Leaf(),
        1 => Compare((ComparisonOperator)_random.Next(7), Next(depth - 1), Next(depth - 1)),
        2 or 3 => Expression.Arithmetic((ArithmeticOperator)_random.Next(6), Next(depth - 1), Next(depth - 1)),
        4 => And(Some(depth)),
        5 => Or(Some(depth)),
        6 => Not(Next(depth - 1)),
        7 => Negate(Next(depth - 1)),
        8 => Between(Next(depth - 1), Next(depth - 1), Next(depth - 1)),
        9 => In(Next(depth - 1), Some(depth)),
        10 => NextLike(depth),
        11 => Is((IsTest)_random.Next(3), Next(depth - 1)),
        12 => NextCase(depth),
        13 => _random.Next(2) == 0 ? Cast(Next(depth - 1), NextType()) : TryCast(Next(depth - 1), NextType()),
        14 => Call(Pick(["lower", "concat", "if", "trim", "substring", "extract", "left", "double", "date", "my_fun"]), Some(depth)),
        15 => Element(Next(depth - 1), Next(depth - 1)),
        _ => Field(Next(depth - 1), Pick(Names)),
    };

    public LiteralExpression NextLiteral() => Literal(_random.Next(14) switch
    {
        0 => null,
        1 => _random.Next(2) == 0,
        2 => Pick([(sbyte)0, sbyte.MinValue, sbyte.MaxValue]),
        3 => Pick([(short)1, short.MinValue, short.MaxValue]),
        4 => Pick([0, 1, -1, int.MinValue, int.MaxValue, _random.Next()]),
        5 => Pick([0L, -1L, long.MinValue, long.MaxValue, _random.NextInt64()]),
        6 => Pick([0f, -0f, 1.5f, float.MaxValue, float.Epsilon, float.NaN, float.NegativeInfinity, _random.NextSingle()]),
        7 => Pick([0d, -0d, -1.5, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, _random.NextDouble() * 1e20]),
        8 => Pick([0m, 0.0m, 0.05m, 1.50m, -1.5m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m]),
        9 => Pick([new WideDecimal(Int128.Parse("99999999999999999999999999999999999999", null), 38), new WideDecimal(-7, 30), new WideDecimal(0, 38)]),
        10 => Pick([DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(2024, 2, 29)]),
        11 => new DateTimeOffset(_random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero),
        12 => Pick([DateTime.MinValue, DateTime.MaxValue, new DateTime(2024, 2, 29, 1, 2, 3, 4, 5)]),
        _ => _random.Next(4) == 0 ? Encoding.UTF8.GetBytes(Pick(Texts)) : Pick(Texts) + Pick(Texts),
    });

    private Expression Leaf() => _random.Next(3) == 0 ? Column([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Pick(Names))]) : NextLiteral();

    private LikeExpression NextLike(int depth)
    {
        var kind = (LikeKind)_random.Next(3);
        var escape = kind == LikeKind.RegularExpression ? LikeExpression.DefaultEscape : Pick(['\\', '!', '\'', '"']);
        return Like(kind, Next(depth - 1), Next(depth - 1), escape);
    }

    private CaseExpression NextCase(int depth)
    {
        CaseBranch[] branches = [.. Some(depth).Select(part => new CaseBranch(part, Next(depth - 1)))];
        return Case(_random.Next(2) == 0 ? null : Next(depth - 1), branches, _random.Next(2) == 0 ? null : Next(depth - 1));
    }

    private DataType NextType() => Pick(Types);

    private Expression[] Some(int depth) => [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Next(depth - 1))];

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
