using Patterns.Core;

namespace Patterns.Columnar.Tests.Expressions;

public sealed class EvaluationTests
{
    private static readonly Schema Nothing = Schema.Empty;

    [Theory]
    [InlineData("1.555", "true true")]
    [InlineData("1.56", "true true")]
    [InlineData("1.5", "false false")]
    public void A_text_in_a_list_is_read_as_it_is_beside_an_equals_sign(string text, string expected)
    {
        using var batch = TestBatch.Of(new Schema(new Field("price", DataType.Decimal(10, 2))), [[1.56m]]);
        Assert.Equal(expected, string.Join(' ', TestBatch.Evaluate($"price = '{text}'", batch).Concat(TestBatch.Evaluate($"price IN ('{text}', '-7')", batch)).Select(TestBatch.Show)));
    }

    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("7 div 2", "3")]
    [InlineData("-7 div 2", "-3")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("7.5 % 2", "1.5")]
    [InlineData("-(2)", "-2")]
    [InlineData("1 = 1 and 2 <> 3 and 1 < 2 and 2 <= 2 and 3 > 2 and 3 >= 3", "true")]
    [InlineData("null = 1", "null")]
    [InlineData("null <=> null", "true")]
    [InlineData("1 <=> null", "false")]
    [InlineData("null and false", "false")]
    [InlineData("null and true", "null")]
    [InlineData("null or true", "true")]
    [InlineData("null or false", "null")]
    [InlineData("not null", "null")]
    [InlineData("false and 1 / 0 > 1", "false")]
    [InlineData("case when true then 1 else 1 / 0 end", "1")]
    [InlineData("1 in (1, null)", "true")]
    [InlineData("1 in (2, null)", "null")]
    [InlineData("1 in (2, 3)", "false")]
    [InlineData("null in (1)", "null")]
    [InlineData("1 not in (2, null)", "null")]
    [InlineData("2 between 1 and 3", "true")]
    [InlineData("null is null and 1 is not null", "true")]
    [InlineData("(null = 1) is true", "false")]
    [InlineData("(null = 1) is not true", "true")]
    [InlineData("(1 = 1) is false", "false")]
    [InlineData("double('NaN') = double('NaN')", "true")]
    [InlineData("double('NaN') > double('Infinity')", "true")]
    [InlineData("-0D = 0D", "true")]
    [InlineData("1 = 1.0", "true")]
    [InlineData("1 < 1.5D", "true")]
    [InlineData("'a' < 'b'", "true")]
    [InlineData("'B' < 'a'", "true")]
    [InlineData("'ä' > 'z'", "true")]
    [InlineData("'ab' like 'a%'", "true")]
    [InlineData("'ab' like '_'", "false")]
    [InlineData("'äb' like '_b'", "true")]
    [InlineData("'a%b' like 'a\\%b'", "true")]
    [InlineData("'axb' like 'a\\%b'", "false")]
    [InlineData("'a%b' like 'a!%b' escape '!'", "true")]
    [InlineData("'AbC' ilike '%bc'", "true")]
    [InlineData("'abcabd' like '%ab_'", "true")]
    [InlineData("'abc' rlike '^a.c$'", "true")]
    [InlineData("case 2 when 1 then 'one' when 2 then 'two' end", "'two'")]
    [InlineData("case when 1 > 2 then 'x' end", "null")]
    [InlineData("coalesce(null, 2, 1 / 0)", "2")]
    [InlineData("nullif(1, 1)", "null")]
    [InlineData("nullif(1, 2)", "1")]
    [InlineData("if(1 > 2, 'a', 'b')", "'b'")]
    [InlineData("date '2024-02-28' + 2", "2024-03-01")]
    [InlineData("date '2024-03-01' - 1", "2024-02-29")]
    [InlineData("date '2024-03-01' > '2024-02-29'", "true")]
    [InlineData("date '2024-03-01' = timestamp '2024-03-01 00:00:00Z'", "true")]
    public void Constants_are_computed(string text, string expected)
    {
        using var batch = new ColumnBatch(Nothing, 1, []);

        Assert.Equal(expected, TestBatch.Show(TestBatch.Evaluate(text, batch).Single()));
    }

    [Theory]
    [InlineData("1.5 + 2.25", "decimal(4,2)", "3.75")]
    [InlineData("1.5 * 2.25", "decimal(6,3)", "3.375")]
    [InlineData("1.0 / 3", "decimal(7,6)", "0.333333")]
    [InlineData("2.0 / 3.00", "decimal(9,6)", "0.666667")]
    [InlineData("10.5 % 3", "decimal(2,1)", "1.5")]
    [InlineData("10.5 div 3", "bigint", "3")]
    [InlineData("1.5 + 1D", "double", "2.5")]
    [InlineData("1Y + 1S", "smallint", "2")]
    [InlineData("1 + 1L", "bigint", "2")]
    [InlineData("1 + 1F", "double", "2")]
    [InlineData("1F + 1F", "float", "2")]
    [InlineData("1.123456789012345678 * 1.123456789012345678", "decimal(38,35)", "1.26215515677793019252796829976527968")]
    [InlineData("12345678901234567890123456789.123456789 / 3.7", "decimal(38,8)", "3336669973306639970303636970.03336670")]
    public void The_type_of_arithmetic_is_that_of_spark(string text, string type, string expected)
    {
        using var batch = new ColumnBatch(Nothing, 1, []);

        Assert.Equal(type, Expression.Parse(text).Bind(Nothing).Type.ToString());
        Assert.Equal(expected, TestBatch.Show(TestBatch.Evaluate(text, batch).Single()));
    }

    [Theory]
    [InlineData("cast('  12 ' as int)", "12")]
    [InlineData("cast(12.9 as int)", "12")]
    [InlineData("cast(-12.9D as int)", "-12")]
    [InlineData("try_cast('x' as int)", "null")]
    [InlineData("try_cast('12.5' as int)", "null")]
    [InlineData("try_cast(300 as tinyint)", "null")]
    [InlineData("try_cast(double('NaN') as bigint)", "null")]
    [InlineData("cast('1.005' as decimal(3,2))", "1.01")]
    [InlineData("cast(1.005D as decimal(3,2))", "1.01")]
    [InlineData("try_cast('12.3' as decimal(3,2))", "null")]
    [InlineData("cast(1.5 as decimal(10,4))", "1.5000")]
    [InlineData("cast('1e3' as double)", "1000")]
    [InlineData("cast('-inf' as double)", "-Infinity")]
    [InlineData("cast('nan' as float)", "NaN")]
    [InlineData("cast(0.1 as double)", "0.1")]
    [InlineData("cast(true as int)", "1")]
    [InlineData("cast(0.0 as boolean)", "false")]
    [InlineData("cast('Yes' as boolean)", "true")]
    [InlineData("cast(1.0 as string)", "'1.0'")]
    [InlineData("cast(-0.05 as string)", "'-0.05'")]
    [InlineData("cast(1D as string)", "'1.0'")]
    [InlineData("cast(1e7 as string)", "'1.0E7'")]
    [InlineData("cast(1234567.125D as string)", "'1234567.125'")]
    [InlineData("cast(0.001D as string)", "'0.001'")]
    [InlineData("cast(0.00012D as string)", "'1.2E-4'")]
    [InlineData("cast(-1.5e300 as string)", "'-1.5E300'")]
    [InlineData("cast(0D as string)", "'0.0'")]
    [InlineData("cast(-0D as string)", "'-0.0'")]
    [InlineData("cast(0.1F as string)", "'0.1'")]
    [InlineData("cast(100D as string)", "'100.0'")]
    [InlineData("cast(false as string)", "'false'")]
    [InlineData("cast(date '2024-02-29' as string)", "'2024-02-29'")]
    [InlineData("cast(timestamp '2024-02-29 01:02:03.5Z' as string)", "'2024-02-29 01:02:03.5'")]
    [InlineData("cast(timestamp '2024-02-29 01:02:03.5Z' as date)", "2024-02-29")]
    [InlineData("cast(timestamp '1969-12-31 23:59:59.5Z' as date)", "1969-12-31")]
    [InlineData("cast(timestamp '1969-12-31 23:59:59.5Z' as bigint)", "-1")]
    [InlineData("cast(timestamp '1970-01-01 00:00:01.5Z' as double)", "1.5")]
    [InlineData("cast(90 as timestamp)", "1970-01-01 00:01:30Z")]
    [InlineData("cast('2024-02-29T12:30' as timestamp)", "2024-02-29 12:30:00Z")]
    [InlineData("cast('2024-02-29 12:30:00 +01:30' as timestamp)", "2024-02-29 11:00:00Z")]
    [InlineData("cast('2024-02-29' as timestamp_ntz)", "2024-02-29 00:00:00")]
    [InlineData("cast('2024-02' as date)", "2024-02-01")]
    [InlineData("try_cast('2023-02-29' as date)", "null")]
    [InlineData("cast('ab' as binary)", "x6162")]
    [InlineData("cast(X'6162' as string)", "'ab'")]
    [InlineData("cast(null as int)", "null")]
    public void Casts_follow_spark(string text, string expected)
    {
        using var batch = new ColumnBatch(Nothing, 1, []);

        Assert.Equal(expected, TestBatch.Show(TestBatch.Evaluate(text, batch).Single()));
    }

    [Theory]
    [InlineData("1 / 0", "division by zero")]
    [InlineData("1.5 / 0", "division by zero")]
    [InlineData("1D / 0", "division by zero")]
    [InlineData("1 % 0", "division by zero")]
    [InlineData("1 div 0", "division by zero")]
    [InlineData("2147483647 + 1", "exceeds int")]
    [InlineData("-2147483648 - 1", "exceeds int")]
    [InlineData("65536 * 65536", "exceeds int")]
    [InlineData("-(-9223372036854775808)", "exceeds bigint")]
    [InlineData("-9223372036854775808 div -1", "exceeds bigint")]
    [InlineData("9999999999999999999 * 99999999999999999999", "exceeds decimal(38,0)")]
    [InlineData("cast('x' as int)", "'x' cannot be cast from string to int")]
    [InlineData("cast(300 as tinyint)", "300 cannot be cast from int to tinyint")]
    [InlineData("date '2024-01-01' + 2147483647", "exceeds date")]
    public void What_has_no_result_is_an_error_that_names_the_row(string text, string problem)
    {
        using var batch = new ColumnBatch(Nothing, 1, []);
        var bound = Expression.Parse(text).Bind(Nothing);

        var error = Assert.Throws<ExpressionEvaluationException>(() => bound.Evaluate(batch));

        Assert.Equal(0, error.RowIndex);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal("expression.evaluation", error.Code);
    }

    [Theory]
    [InlineData("a > 0 AND\n  a < 2 / (3 - 3)", "2 / (3 - 3)", 2, 7)]
    [InlineData("coalesce(b, CAST('x' ||\n'y' AS int)) > a", "CAST(concat('x', 'y') AS int)", 1, 13)]
    [InlineData("a + length(split_part('x', ',', 0))", "split_part('x', ',', 0)", 1, 12)]
    [InlineData("CASE WHEN a > 0 THEN -(-9223372036854775808L) END", "-(-9223372036854775808L)", 1, 22)]
    [InlineData("a > 1 AND a + 2147483647 > 0", "a + 2147483647", 1, 11)]
    public void An_error_of_a_row_points_at_the_part_even_where_it_was_computed_beforehand(string text, string part, int line, int column)
    {
        var schema = new Schema(new Field("a", DataType.Int32), new Field("b", DataType.Int32));
        using var batch = TestBatch.Of(schema, [1, 1], [2, null]);

        var error = Assert.Throws<ExpressionEvaluationException>(() => TestBatch.Evaluate(text, batch));

        Assert.Equal((part, line, column), (error.Part, error.LineNumber, error.ColumnNumber));
        Assert.Contains($"at line {line}, column {column}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wibble > 1", "there is no column 'wibble'. There is: a, b, name, Twin, TWIN, payload", 1)]
    [InlineData("a > 1 AND\n twin = 1", "could be any of Twin, TWIN", 2)]
    [InlineData("payload.user.age = 1", "there is no field 'age'. There is: name", 1)]
    [InlineData("name.x = 1", "there is no field 'x': string has no fields", 1)]
    [InlineData("name > 1", "string and int do not go together", 1)]
    [InlineData("a + name", "arithmetic needs numbers", 1)]
    [InlineData("a AND b", "it is int, but a boolean is needed", 1)]
    [InlineData("lowr(name)", "there is no function 'lowr'", 1)]
    [InlineData("coalesce()", "coalesce takes at least 1 argument, not 0", 1)]
    [InlineData("a = 'x'", "the text cannot be read as int", 1)]
    [InlineData("payload = payload", "cannot be compared", 1)]
    [InlineData("cast(payload as int)", "cannot be cast to int", 1)]
    [InlineData("name like 'a!x' escape '!'", "in a pattern", 1)]
    [InlineData("name rlike '('", "no regular expression", 1)]
    [InlineData("case when a > 1 then 'x' else 1 end = name", "the text cannot be read as int", 1)]
    [InlineData("count(*)", "there is no function 'count'", 1)]
    [InlineData("a[0]", "int has no elements", 1)]
    public void What_does_not_type_check_is_an_error_that_points_at_the_part(string text, string problem, int line)
    {
        var schema = new Schema(
            new Field("a", DataType.Int32),
            new Field("b", DataType.Boolean),
            new Field("name", DataType.String),
            new Field("Twin", DataType.Int32),
            new Field("TWIN", DataType.Int32),
            new Field("payload", DataType.Struct(new Field("user", DataType.Struct(new Field("name", DataType.String))))));

        var error = Assert.Throws<ExpressionTypeException>(() => Expression.Parse(text).Bind(schema));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.LineNumber);
        Assert.Equal("expression.type", error.Code);
    }

    [Fact]
    public void Guards_keep_errors_of_other_rows_from_firing()
    {
        var schema = new Schema(new Field("a", DataType.Int32), new Field("b", DataType.Int32), new Field("t", DataType.String));
        using var batch = TestBatch.Of(schema, [10, 2, "7"], [10, 0, "x"], [10, null, null], [null, 0, "9"], [10, 5, "x"]);

        Assert.Equal([true, false, null, false, true], TestBatch.Evaluate("b <> 0 AND a / b > 1", batch));
        Assert.Equal([false, true, null, true, false], TestBatch.Evaluate("b = 0 OR a / b <= 1", batch));
        Assert.Equal([false, true, null, true, false], TestBatch.Evaluate("NOT (b <> 0 AND a / b > 1)", batch));
        Assert.Equal([5d, -1d, null, -1d, 2d], TestBatch.Evaluate("CASE WHEN b = 0 THEN -1 ELSE a / b END", batch));
        Assert.Equal([5d, null, null, null, 2d], TestBatch.Evaluate("a / nullif(b, 0)", batch));
        Assert.Equal([7, -1, -1, 9, -1], TestBatch.Evaluate("CASE WHEN t RLIKE '^[0-9]+$' THEN CAST(t AS int) ELSE -1 END", TestBatch.Coded(batch)));
        var error = Assert.Throws<ExpressionEvaluationException>(() => TestBatch.Evaluate("a / b", batch));
        Assert.Equal(1, error.RowIndex);
        error = Assert.Throws<ExpressionEvaluationException>(() => TestBatch.Evaluate("CAST(t AS int)", TestBatch.Coded(batch)));
        Assert.Equal(1, error.RowIndex);
    }

    [Fact]
    public void Fields_elements_and_values_of_keys_are_read()
    {
        var user = DataType.Struct(new Field("name", DataType.String), new Field("age", DataType.Int32));
        var schema = new Schema(
            new Field("payload", DataType.Struct(new Field("user", user), new Field("tags", DataType.List(DataType.String)))),
            new Field("counts", DataType.Map(DataType.String, DataType.Int64)),
            new Field("events", DataType.List(DataType.Struct(new Field("kind", DataType.String)))),
            new Field("i", DataType.Int32));
        KeyValuePair<object, object?>[] counts = [new("a", 1L), new("b", null)];
        using var batch = TestBatch.Of(
            schema,
            [(object?[])[(object?[])["Ann", 30], (object?[])["x", null, "z"]], counts, (object?[])[(object?[])["click"]], 2],
            [(object?[])[null, Array.Empty<object?>()], null, null, 0],
            [null, Array.Empty<KeyValuePair<object, object?>>(), Array.Empty<object?>(), null]);

        Assert.Equal(["Ann", null, null], TestBatch.Evaluate("payload.user.name", batch));
        Assert.Equal([31, null, null], TestBatch.Evaluate("Payload.USER.age + 1", batch));
        Assert.Equal(["x", null, null], TestBatch.Evaluate("get(payload.tags, 0)", batch));
        Assert.Equal(["z", null, null], TestBatch.Evaluate("get(payload.tags, i)", batch));
        Assert.Equal([1L, null, null], TestBatch.Evaluate("counts['a']", batch));
        Assert.Equal([null, null, null], TestBatch.Evaluate("counts['c']", batch));
        Assert.Equal(["click", null, null], TestBatch.Evaluate("get(events, 0).kind", batch));
        Assert.Equal([false, false, true], TestBatch.Evaluate("payload IS NULL", batch));
        Assert.Equal(["payload", "i"], Expression.Parse("payload.tags[i] = payload.user.name").Bind(schema).Columns);
    }

    [Fact]
    public void Filter_keeps_the_rows_for_which_the_expression_is_true()
    {
        var schema = new Schema(new Field("a", DataType.Int32), new Field("t", DataType.String));
        using var batch = TestBatch.Of(schema, Enumerable.Range(0, 1000).Select(static row => (object?[])[row % 7 == 0 ? null : row, $"t{row % 3}"]));
        using var coded = TestBatch.Coded(batch);

        using var some = Expression.Parse("a % 2 = 0 AND t <> 't0'").Bind(schema).Filter(coded);
        using var all = Expression.Parse("t LIKE 't%'").Bind(schema).Filter(coded);
        using var none = Expression.Parse("a < 0").Bind(schema).Filter(coded);

        Assert.Equal(
            Enumerable.Range(0, 1000).Where(static row => row % 7 != 0 && row % 2 == 0 && row % 3 != 0).Select(static row => ((object?)row, (object?)$"t{row % 3}")),
            Enumerable.Range(0, some.RowCount).Select(row => (some.Columns[0].GetValue(row), some.Columns[1].GetValue(row))));
        Assert.Equal(1000, all.RowCount);
        Assert.True(((FixedColumn<int>)all.Columns[0]).Values == ((FixedColumn<int>)coded.Columns[0]).Values, "the memory is shared");
        Assert.Equal(0, none.RowCount);
        Assert.Throws<InvalidOperationException>(() => Expression.Parse("a + 1").Bind(schema).Filter(coded));
    }

    [Fact]
    public void A_batch_must_have_the_columns_that_are_read()
    {
        var bound = Expression.Parse("a > 1").Bind(new Schema(new Field("a", DataType.Int32), new Field("b", DataType.Int32)));
        using var other = TestBatch.Of(new Schema(new Field("a", DataType.Int32), new Field("c", DataType.String)), [2, "x"]);
        using var wrong = TestBatch.Of(new Schema(new Field("a", DataType.Int64)), [2L]);

        using var kept = bound.Filter(other);
        Assert.Equal(1, kept.RowCount);
        Assert.Throws<ArgumentException>(() => bound.Filter(wrong));
    }
}
