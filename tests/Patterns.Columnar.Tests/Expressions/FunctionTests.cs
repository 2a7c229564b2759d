using Patterns.Core;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>Every function with its edge cases. Expected values follow Spark's documentation where it gives one.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("lower('SparkÄ')", "'sparkä'")]
    [InlineData("upper('Sparkß')", "'SPARKß'")]
    [InlineData("upper(null)", "null")]
    [InlineData("length('Spark SQL ')", "10")]
    [InlineData("length('ä😀')", "2")]
    [InlineData("length(X'C3A4')", "2")]
    [InlineData("octet_length('ä😀')", "6")]
    [InlineData("length(12)", "2")]
    [InlineData("concat('a', 1, true)", "'a1true'")]
    [InlineData("'a' || null", "null")]
    [InlineData("concat_ws('-', 'a', null, 'b')", "'a-b'")]
    [InlineData("concat_ws('-')", "''")]
    [InlineData("concat_ws(null, 'a')", "null")]
    [InlineData("substring('Spark SQL', 5)", "'k SQL'")]
    [InlineData("substring('Spark SQL', -3)", "'SQL'")]
    [InlineData("substring('Spark SQL', 5, 1)", "'k'")]
    [InlineData("substring('abc', 0, 2)", "'ab'")]
    [InlineData("substring('abc', -5, 3)", "'a'")]
    [InlineData("substring('abc', 2, 0)", "''")]
    [InlineData("substring('abc', 2, -1)", "''")]
    [InlineData("substring('abc', 9)", "''")]
    [InlineData("substring('aä😀b', 2, 2)", "'ä😀'")]
    [InlineData("left('äbc', 2)", "'äb'")]
    [InlineData("left('abc', -1)", "''")]
    [InlineData("right('abä', 2)", "'bä'")]
    [InlineData("right('ab', 5)", "'ab'")]
    [InlineData("replace('ABCabc', 'abc', 'DEF')", "'ABCDEF'")]
    [InlineData("replace('aXbXc', 'X')", "'abc'")]
    [InlineData("replace('abc', '', 'x')", "'abc'")]
    [InlineData("split_part('11.12.13', '.', 3)", "'13'")]
    [InlineData("split_part('11.12.13', '.', 4)", "''")]
    [InlineData("split_part('11.12.13', '.', -1)", "'13'")]
    [InlineData("split_part('11.12.13', '.', -3)", "'11'")]
    [InlineData("split_part('11.12.13', '.', -4)", "''")]
    [InlineData("split_part('abc', '', 1)", "'abc'")]
    [InlineData("split_part(null, '.', 1)", "null")]
    [InlineData("repeat('ab', 3)", "'ababab'")]
    [InlineData("repeat('ab', -1)", "''")]
    [InlineData("reverse('aä😀')", "'😀äa'")]
    [InlineData("lpad('hi', 5, '?!')", "'?!?hi'")]
    [InlineData("lpad('hi', 1, '??')", "'h'")]
    [InlineData("lpad('hi', 4)", "'  hi'")]
    [InlineData("rpad('hi', 5, '?!')", "'hi?!?'")]
    [InlineData("rpad('hi', 5, '')", "'hi'")]
    [InlineData("trim('    Spark \t ')", "'Spark \t'")]
    [InlineData("btrim('SSparkSQLS', 'SL')", "'parkSQ'")]
    [InlineData("ltrim('  x ')", "'x '")]
    [InlineData("ltrim('Sp', 'SSparkSQLS')", "'arkSQLS'")]
    [InlineData("rtrim('LQSa', 'SSparkSQLS')", "'SSpark'")]
    [InlineData("trim(trailing 'ä' from 'xää')", "'x'")]
    [InlineData("startswith('Spark SQL', 'Spark')", "true")]
    [InlineData("starts_with('Spark SQL', 'SQL')", "false")]
    [InlineData("startswith('a', null)", "null")]
    [InlineData("endswith('Spark SQL', 'SQL')", "true")]
    [InlineData("contains('Spark SQL', 'k S')", "true")]
    [InlineData("contains('Spark SQL', '')", "true")]
    [InlineData("instr('SparkSQL', 'SQL')", "6")]
    [InlineData("instr('äb', 'b')", "2")]
    [InlineData("instr('abc', 'x')", "0")]
    [InlineData("locate('bar', 'foobarbar')", "4")]
    [InlineData("locate('bar', 'foobarbar', 5)", "7")]
    [InlineData("locate('bar', 'foobarbar', 0)", "0")]
    [InlineData("locate('', 'abc')", "1")]
    [InlineData("position('bar', 'foobarbar', 5)", "7")]
    [InlineData("regexp_like('abc', 'b+')", "true")]
    [InlineData("regexp_replace('100-200', '(\\\\d+)', 'num')", "'num-num'")]
    [InlineData("regexp_replace('a.b', r'(\\w)\\.(\\w)', '$2-$1')", "'b-a'")]
    [InlineData("regexp_extract('100-200', r'(\\d+)-(\\d+)', 2)", "'200'")]
    [InlineData("regexp_extract('100-200', r'(\\d+)-(\\d+)')", "'100'")]
    [InlineData("regexp_extract('x', r'(\\d+)')", "''")]
    public void Text_functions(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("abs(-1)", "1")]
    [InlineData("abs(-1.50)", "1.50")]
    [InlineData("abs(-1.5D)", "1.5")]
    [InlineData("abs(null)", "null")]
    [InlineData("sign(-40)", "-1")]
    [InlineData("sign(0)", "0")]
    [InlineData("mod(7, 3)", "1")]
    [InlineData("mod(-7.5, 2)", "-1.5")]
    [InlineData("negative(5)", "-5")]
    [InlineData("power(2, 3)", "8")]
    [InlineData("sqrt(4)", "2")]
    [InlineData("sqrt(-1)", "NaN")]
    [InlineData("exp(0)", "1")]
    [InlineData("ln(1)", "0")]
    [InlineData("ln(0)", "null")]
    [InlineData("log10(-1)", "null")]
    [InlineData("log2(8)", "3")]
    [InlineData("log(10, 100)", "2")]
    [InlineData("isnan(double('NaN'))", "true")]
    [InlineData("isnan(null)", "false")]
    [InlineData("greatest(10, 9, null, 2.5)", "10.0")]
    [InlineData("greatest(1D, double('NaN'))", "NaN")]
    [InlineData("least('b', 'a', null)", "'a'")]
    [InlineData("greatest(null, null)", "null")]
    [InlineData("least(date '2024-01-02', date '2024-01-01')", "2024-01-01")]
    [InlineData("round(2.5, 0)", "3")]
    [InlineData("round(-2.5)", "-3")]
    [InlineData("round(2.675, 2)", "2.68")]
    [InlineData("round(2.675D, 2)", "2.68")]
    [InlineData("round(1e300, 2)", "1E+300")]
    [InlineData("round(25, -1)", "30")]
    [InlineData("round(-25, -1)", "-30")]
    [InlineData("round(25L, 2)", "25")]
    [InlineData("round(125.5, -1)", "130")]
    [InlineData("round(0.1F, 1)", "0.1")]
    [InlineData("round(double('NaN'), 1)", "NaN")]
    [InlineData("bround(2.5, 0)", "2")]
    [InlineData("bround(3.5D)", "4")]
    [InlineData("bround(25, -1)", "20")]
    [InlineData("bround(35, -1)", "40")]
    [InlineData("bround(2.685D, 2)", "2.68")]
    [InlineData("floor(-0.1)", "-1")]
    [InlineData("floor(3.1411D)", "3")]
    [InlineData("floor(5)", "5")]
    [InlineData("ceil(-0.1)", "0")]
    [InlineData("ceiling(3.1411D)", "4")]
    [InlineData("ceil(null)", "null")]
    public void Number_functions(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("round(12.345, 2)", "decimal(5,2)")]
    [InlineData("round(12.345, -1)", "decimal(3,0)")]
    [InlineData("floor(12.345)", "decimal(3,0)")]
    [InlineData("floor(1D)", "bigint")]
    [InlineData("round(1Y, -1)", "tinyint")]
    [InlineData("abs(1.5)", "decimal(2,1)")]
    [InlineData("sign(1)", "double")]
    [InlineData("year(date '2024-01-01')", "int")]
    [InlineData("date_part('second', timestamp '2024-01-01')", "decimal(8,6)")]
    [InlineData("date_trunc('day', timestamp_ntz '2024-01-01')", "timestamp_ntz")]
    [InlineData("trunc(date '2024-01-01', 'month')", "date")]
    [InlineData("if(true, 1, 2.5)", "decimal(11,1)")]
    [InlineData("coalesce(1Y, 2L)", "bigint")]
    [InlineData("coalesce(1, 1F)", "double")]
    public void Functions_have_the_type_that_spark_gives_them(string text, string type)
        => Assert.Equal(type, Expression.Parse(text).Bind(Schema.Empty).Type.ToString());

    [Theory]
    [InlineData("year('2016-07-30')", "2016")]
    [InlineData("quarter('2016-08-31')", "3")]
    [InlineData("month(date '2016-07-30')", "7")]
    [InlineData("day(timestamp '2009-07-30 23:00:00Z')", "30")]
    [InlineData("dayofweek('2009-07-30')", "5")]
    [InlineData("weekday('2009-07-30')", "3")]
    [InlineData("dayofyear('2016-04-09')", "100")]
    [InlineData("weekofyear('2008-02-20')", "8")]
    [InlineData("weekofyear('2005-01-01')", "53")]
    [InlineData("weekofyear('2008-12-29')", "1")]
    [InlineData("hour(timestamp '2009-07-30 12:58:59')", "12")]
    [InlineData("minute(timestamp '2009-07-30 12:58:59')", "58")]
    [InlineData("second(timestamp '1969-12-31 23:59:58.5')", "58")]
    [InlineData("hour(date '2024-01-01')", "0")]
    [InlineData("extract(year from date '2019-08-12')", "2019")]
    [InlineData("extract(seconds from timestamp '2019-10-01 00:00:01.000001')", "1.000001")]
    [InlineData("date_part('doy', date '2019-08-12')", "224")]
    [InlineData("date_part('dow_iso', date '2024-03-03')", "7")]
    [InlineData("date_part('yearofweek', date '2005-01-01')", "2004")]
    [InlineData("date_trunc('YEAR', '2015-03-05T09:32:05.359')", "2015-01-01 00:00:00Z")]
    [InlineData("date_trunc('MM', '2015-03-05T09:32:05.359')", "2015-03-01 00:00:00Z")]
    [InlineData("date_trunc('quarter', '2015-06-05T09:32:05.359')", "2015-04-01 00:00:00Z")]
    [InlineData("date_trunc('week', timestamp '2024-03-03 10:00:00')", "2024-02-26 00:00:00Z")]
    [InlineData("date_trunc('DD', '2015-03-05T09:32:05.359')", "2015-03-05 00:00:00Z")]
    [InlineData("date_trunc('HOUR', timestamp '1969-12-31 23:32:05.359')", "1969-12-31 23:00:00Z")]
    [InlineData("date_trunc('MILLISECOND', '2015-03-05T09:32:05.123456')", "2015-03-05 09:32:05.123Z")]
    [InlineData("trunc('2009-02-12', 'mm')", "2009-02-01")]
    [InlineData("trunc('2019-08-04', 'week')", "2019-07-29")]
    [InlineData("date_add('2016-07-30', 1)", "2016-07-31")]
    [InlineData("date_sub(timestamp '2016-07-30 10:00:00', 1Y)", "2016-07-29")]
    [InlineData("datediff('2009-07-31', '2009-07-30')", "1")]
    [InlineData("datediff('2009-07-30', null)", "null")]
    [InlineData("add_months('2016-08-31', 1)", "2016-09-30")]
    [InlineData("add_months('2016-01-31', -2)", "2015-11-30")]
    [InlineData("last_day('2009-01-12')", "2009-01-31")]
    [InlineData("make_date(2013, 7, 15)", "2013-07-15")]
    [InlineData("to_date('2009-07-30 04:17:52')", "2009-07-30")]
    [InlineData("to_date('31.12.2016', 'dd.MM.yyyy')", "2016-12-31")]
    [InlineData("to_date('5 Jan 2024', 'd MMM yyyy')", "2024-01-05")]
    [InlineData("try_to_date('31.13.2016', 'dd.MM.yyyy')", "null")]
    [InlineData("to_timestamp('2016-12-31 00:12:00')", "2016-12-31 00:12:00Z")]
    [InlineData("to_timestamp('12/31/2016 11:05 pm', 'MM/dd/yyyy hh:mm a')", "2016-12-31 23:05:00Z")]
    [InlineData("to_timestamp('20161231T235959.123+0100', \"yyyyMMdd'T'HHmmss.SSSX\")", "2016-12-31 22:59:59.123Z")]
    [InlineData("try_to_timestamp('x')", "null")]
    [InlineData("date_format(timestamp '2024-03-03 15:04:05.678', 'EEEE, d MMMM yyyy hh:mm:ss.SSS a')", "'Sunday, 3 March 2024 03:04:05.678 PM'")]
    [InlineData("date_format(date '2024-03-03', 'yy/M')", "'24/3'")]
    [InlineData("unix_seconds(timestamp '1970-01-01 00:00:01.5')", "1")]
    [InlineData("unix_millis(timestamp '1969-12-31 23:59:59.9995')", "-1")]
    [InlineData("unix_micros(timestamp '1970-01-01 00:00:01')", "1000000")]
    [InlineData("timestamp_seconds(1230219000)", "2008-12-25 15:30:00Z")]
    [InlineData("timestamp_millis(1230219000123)", "2008-12-25 15:30:00.123Z")]
    [InlineData("timestamp_micros(1230219000123123)", "2008-12-25 15:30:00.123123Z")]
    public void Time_functions(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("coalesce(null, 1, null)", "1")]
    [InlineData("coalesce(null, null)", "null")]
    [InlineData("ifnull(null, 'a')", "'a'")]
    [InlineData("nvl(1, 2)", "1")]
    [InlineData("nvl2(null, 2, 1)", "1")]
    [InlineData("nullif(2, 2.0)", "null")]
    [InlineData("nullif(null, 1)", "null")]
    [InlineData("if(null, 1, 2)", "2")]
    [InlineData("isnull(1)", "false")]
    [InlineData("isnotnull(null)", "false")]
    [InlineData("xxhash64('Spark', 123, 2)", "5602566077635097486")]
    [InlineData("xxhash64(null)", "42")]
    [InlineData("xxhash64(0D) = xxhash64(-0D)", "true")]
    public void Conditions_and_hashes(string text, string expected) => Check(text, expected);

    [Theory]
    [InlineData("split_part('a', '.', 0)", "no part 0")]
    [InlineData("abs(-2147483648)", "exceeds int")]
    [InlineData("round(2147483647, -1)", "cannot be cast")]
    [InlineData("floor(1e300)", "exceeds bigint")]
    [InlineData("make_date(2023, 2, 29)", "there is no day 29")]
    [InlineData("to_date('x')", "cannot be cast")]
    [InlineData("timestamp_seconds(9223372036854775807)", "beyond the range")]
    [InlineData("regexp_extract('x', '(a)', 2)", "groups 0 to 1")]
    [InlineData("repeat('abcdefgh', 2000000000)", "would grow beyond")]
    public void What_has_no_result_is_an_error(string text, string problem)
    {
        using var batch = new ColumnBatch(Schema.Empty, 1, []);
        var error = Assert.Throws<ExpressionEvaluationException>(() => TestBatch.Evaluate(text, batch));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("length(array)", "must be a text")]
    [InlineData("date_add('2024-01-01', 5L)", "days are int")]
    [InlineData("date_trunc('fortnight', date '2024-01-01')", "one of microsecond")]
    [InlineData("date_format(date '2024-01-01', 'Q')", "'Q' of the pattern")]
    [InlineData("round(1.5, n)", "a constant int")]
    [InlineData("size('a')", "a list or a map")]
    [InlineData("sqrt('x')", "cannot be read as double")]
    [InlineData("greatest(true, false)", "have no order")]
    [InlineData("year(n)", "must be a date")]
    [InlineData("xxhash64(map)", "cannot be hashed")]
    [InlineData("map_keys(array)", "must be a map")]
    [InlineData("map_contains_key(map, 'x')", "cannot be read as int")]
    [InlineData("map_contains_key(map, 1L)", "the keys are int")]
    [InlineData("sum(n)", "no function 'sum'")]
    [InlineData("startwith('a', 'b')", "Did you mean starts_with, startswith?")]
    public void Arguments_are_checked(string text, string problem)
    {
        var schema = new Schema(new Field("array", DataType.List(DataType.Int32)), new Field("n", DataType.Int32), new Field("map", DataType.Map(DataType.Int32, DataType.Int32)));
        var error = Assert.Throws<ExpressionTypeException>(() => Expression.Parse(text).Bind(schema));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_and_maps_have_a_size_elements_and_a_search()
    {
        var schema = new Schema(
            new Field("tags", DataType.List(DataType.String)),
            new Field("numbers", DataType.List(DataType.Float64)),
            new Field("counts", DataType.Map(DataType.Int32, DataType.String)));
        KeyValuePair<object, object?>[] counts = [new(1, "one"), new(2, "two")];
        using var batch = TestBatch.Of(
            schema,
            [(object?[])["a", "b"], (object?[])[1.5, double.NaN], counts],
            [(object?[])["a", null], Array.Empty<object?>(), null],
            [null, null, Array.Empty<KeyValuePair<object, object?>>()]);

        Assert.Equal([2, 2, null], TestBatch.Evaluate("size(tags)", batch));
        Assert.Equal([2, null, 0], TestBatch.Evaluate("cardinality(counts)", batch));
        Assert.Equal(["a", "a", null], TestBatch.Evaluate("try_element_at(tags, 1)", batch));
        Assert.Equal(["b", null, null], TestBatch.Evaluate("try_element_at(tags, -1)", batch));
        Assert.Equal([null, null, null], TestBatch.Evaluate("try_element_at(tags, 3)", batch));
        Assert.Equal([1.5, null, null], TestBatch.Evaluate("get(numbers, 0)", batch));
        Assert.Equal([null, null, null], TestBatch.Evaluate("get(numbers, -1)", batch));
        Assert.Equal([(object[])[1, 2], null, Array.Empty<object>()], TestBatch.Evaluate("map_keys(counts)", batch));
        Assert.Equal([(object[])["one", "two"], null, Array.Empty<object>()], TestBatch.Evaluate("map_values(counts)", batch));
        Assert.Equal([true, null, false], TestBatch.Evaluate("map_contains_key(counts, 2)", batch));
        Assert.Equal(["two", null, null], TestBatch.Evaluate("element_at(counts, 2)", batch));
        Assert.Equal([true, null, null], TestBatch.Evaluate("array_contains(tags, 'b')", batch));
        Assert.Equal([false, null, null], TestBatch.Evaluate("array_contains(tags, 'c')", batch));
        Assert.Equal([true, false, null], TestBatch.Evaluate("array_contains(numbers, double('NaN'))", batch));
    }

    /// <summary>The example of Spark's documentation, <c>xxhash64('Spark', array(123), 2)</c>, and what follows from its rule.</summary>
    [Fact]
    public void Lists_are_hashed_by_their_elements_and_structs_by_their_fields()
    {
        var schema = new Schema(
            new Field("list", DataType.List(DataType.Int32)),
            new Field("pair", DataType.Struct(new Field("name", DataType.String), new Field("list", DataType.List(DataType.Int32)))));
        using var batch = TestBatch.Of(
            schema,
            [(object?[])[123], (object?[])["Spark", (object?[])[123, null, 2]]],
            [null, null],
            [Array.Empty<object?>(), (object?[])[null, null]]);

        Assert.Equal([5602566077635097486L], TestBatch.Evaluate("xxhash64('Spark', list, 2)", batch).Take(1));
        Assert.Equal([5602566077635097486L, 42L, 42L], TestBatch.Evaluate("xxhash64(pair)", batch));
    }

    [Fact]
    public void Functions_work_on_columns_as_on_constants()
    {
        var schema = new Schema(new Field("t", DataType.String), new Field("u", DataType.String), new Field("n", DataType.Int32), new Field("d", DataType.Date));
        using var plain = TestBatch.Of(
            schema,
            ["Apple pie", "pie", 2, new DateOnly(2024, 2, 29)],
            ["äöü", "ü", -1, new DateOnly(1969, 12, 31)],
            [null, "x", 1, null],
            ["", "", 0, new DateOnly(2000, 1, 1)]);
        using var coded = TestBatch.Coded(plain);
        foreach (var batch in new[] { plain, coded })
        {
            Assert.Equal(["APPLE PIE", "ÄÖÜ", null, ""], TestBatch.Evaluate("upper(t)", batch));
            Assert.Equal([9, 3, null, 0], TestBatch.Evaluate("length(t)", batch));
            Assert.Equal([true, true, null, true], TestBatch.Evaluate("endswith(t, u)", batch));
            Assert.Equal(["pple pie", "ü", null, ""], TestBatch.Evaluate("substring(t, n)", batch));
            Assert.Equal(["none", "ü", "x", ""], TestBatch.Evaluate("coalesce(nullif(u, 'pie'), 'none')", batch));
            Assert.Equal(["Apple pie-pie", "äöü-ü", "x", "-"], TestBatch.Evaluate("concat_ws('-', t, u)", batch));
            Assert.Equal([2, 12, null, 1], TestBatch.Evaluate("month(d)", batch));
            Assert.Equal([7, 2, null, 0], TestBatch.Evaluate("instr(t, u) - if(t = 'äöü', 1, 0) - if(t = '', 1, 0)", batch));
        }
    }

    private static void Check(string text, string expected)
    {
        using var batch = new ColumnBatch(Schema.Empty, 1, []);

        Assert.Equal(expected, TestBatch.Show(TestBatch.Evaluate(text, batch).Single()));
    }
}
