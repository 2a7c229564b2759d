using Patterns.Testing;

namespace Patterns.Core.Tests.Testing;

public sealed class DuckDbTests
{
    [Fact]
    public void The_reason_is_given_exactly_when_the_library_is_absent()
    {
        Assert.Equal(DuckDb.IsAvailable, DuckDb.WhyNot is null);
        Assert.Equal(DuckDb.WhyNot, new DuckDbFactAttribute().Skip);
    }

    [DuckDbTheory]
    [InlineData("true", "BOOLEAN", true)]
    [InlineData("(-128)::TINYINT", "TINYINT", sbyte.MinValue)]
    [InlineData("(-32768)::SMALLINT", "SMALLINT", short.MinValue)]
    [InlineData("(-2147483648)::INTEGER", "INTEGER", int.MinValue)]
    [InlineData("9223372036854775807", "BIGINT", long.MaxValue)]
    [InlineData("255::UTINYINT", "UTINYINT", byte.MaxValue)]
    [InlineData("65535::USMALLINT", "USMALLINT", ushort.MaxValue)]
    [InlineData("4294967295::UINTEGER", "UINTEGER", uint.MaxValue)]
    [InlineData("18446744073709551615::UBIGINT", "UBIGINT", ulong.MaxValue)]
    [InlineData("1.5::FLOAT", "FLOAT", 1.5f)]
    [InlineData("-2.25::DOUBLE", "DOUBLE", -2.25)]
    [InlineData("DATE '1970-01-03'", "DATE", 2)]
    [InlineData("TIMESTAMP '1970-01-01 00:00:01.000002'", "TIMESTAMP", 1_000_002L)]
    [InlineData("TIMESTAMP_MS '1970-01-01 00:00:01.002'", "TIMESTAMP_MS", 1_002L)]
    [InlineData("TIMESTAMP_NS '1970-01-01 00:00:01.000000003'", "TIMESTAMP_NS", 1_000_000_003L)]
    [InlineData("TIME '00:00:02'", "TIME", 2_000_000L)]
    [InlineData("'twelve bytes'", "VARCHAR", "twelve bytes")]
    [InlineData("'thirteen byte'", "VARCHAR", "thirteen byte")]
    [InlineData("''", "VARCHAR", "")]
    [InlineData("'b'::ENUM('a', 'b')", "ENUM('a', 'b')", "b")]
    [InlineData("NULL::INTEGER", "INTEGER", null)]
    public void A_value_is_read_as_the_dotnet_type_of_its_width(string expression, string type, object? expected)
    {
        using DuckDb duck = DuckDb.OpenInMemory();

        DuckDbRows result = duck.Query($"SELECT {expression} AS value");

        Assert.Equal(["value"], result.ColumnNames);
        Assert.Equal([type], result.TypeNames);
        Assert.Equal(expected, result.Scalar);
    }

    [DuckDbTheory]
    [InlineData("0.05::DECIMAL(4,2)", 5, 2, "0.05")]
    [InlineData("(-19.95)::DECIMAL(9,2)", -1995, 2, "-19.95")]
    [InlineData("(-19.95)::DECIMAL(18,4)", -199500, 4, "-19.9500")]
    [InlineData("42::DECIMAL(38,0)", 42, 0, "42")]
    public void A_decimal_of_any_storage_width_is_exact(string expression, int unscaled, int scale, string text)
    {
        using DuckDb duck = DuckDb.OpenInMemory();

        object? value = duck.Query($"SELECT {expression}").Scalar;

        Assert.Equal(new DuckDbDecimal(unscaled, scale), value);
        Assert.Equal(text, value!.ToString());
        Assert.Equal(text, duck.QueryText($"SELECT {expression};")[0][0]);
    }

    [DuckDbFact]
    public void Wide_values_are_exact()
    {
        using DuckDb duck = DuckDb.OpenInMemory();

        object?[] row = Assert.Single(duck.Query(
            """
            SELECT (-170141183460469231731687303715884105728)::HUGEINT, 340282366920938463463374607431768211455::UHUGEINT,
                99999999999999999999999999999999999999::DECIMAL(38,0), '\x00\xFF'::BLOB, UUID '00112233-4455-6677-8899-aabbccddeeff',
                INTERVAL '14 months 3 days 4 seconds'
            """).Rows);

        Assert.Equal(Int128.MinValue, row[0]);
        Assert.Equal(UInt128.MaxValue, row[1]);
        Assert.Equal(new DuckDbDecimal(Int128.Parse(new string('9', 38), null), 0), row[2]);
        Assert.Equal(new byte[] { 0, 255 }, row[3]);
        Assert.Equal(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), row[4]);
        Assert.Equal(new DuckDbInterval(14, 3, 4_000_000), row[5]);
    }

    [DuckDbFact]
    public void Nested_values_become_arrays_and_dictionaries()
    {
        using DuckDb duck = DuckDb.OpenInMemory();

        DuckDbRows result = duck.Query(
            """
            SELECT * FROM (VALUES
                ([1, NULL], {'x': 1, 'y': ['a']}, MAP {'k': 1.5::DOUBLE}, [7, 8]::INTEGER[2]),
                (NULL, NULL, NULL, NULL),
                ([], {'x': NULL, 'y': ['b', 'c']}, MAP {}, [9, 10]::INTEGER[2])) AS t(items, record, pairs, fixed)
            """);

        Assert.Equal(["INTEGER[]", "STRUCT(\"x\" INTEGER, \"y\" VARCHAR[])", "MAP(VARCHAR, DOUBLE)", "INTEGER[2]"], result.TypeNames);
        Assert.Equal(new object?[] { 1, null }, result.Rows[0][0]);
        var first = Assert.IsType<OrderedDictionary<string, object?>>(result.Rows[0][1]);
        Assert.Equal(["x", "y"], first.Keys);
        Assert.Equal(new object?[] { "a" }, first["y"]);
        Assert.Equal(new[] { KeyValuePair.Create<object, object?>("k", 1.5) }, result.Rows[0][2]);
        Assert.All(result.Rows[1], Assert.Null);
        Assert.Empty(Assert.IsType<object?[]>(result.Rows[2][0]));
        Assert.Equal(new object?[] { "b", "c" }, Assert.IsType<OrderedDictionary<string, object?>>(result.Rows[2][1])["y"]);
        Assert.Equal(new object?[] { 9, 10 }, result.Rows[2][3]);
    }

    [DuckDbFact]
    public void Rows_come_from_every_chunk_in_order()
    {
        using DuckDb duck = DuckDb.OpenInMemory();
        const string Sql = "SELECT range AS id, CASE WHEN range % 3 = 0 THEN NULL ELSE 'value ' || range END FROM range(5000) ORDER BY id";

        DuckDbRows result = duck.Query(Sql);

        Assert.Equal(5000, result.Rows.Count);
        Assert.All(result.Rows, static (row, index) => Assert.Equal([(long)index, index % 3 == 0 ? null : $"value {index}"], row));
        Assert.Equal(5000, duck.Drain(Sql));
    }

    [DuckDbFact]
    public void An_error_carries_the_message_of_the_engine_and_the_statement()
    {
        using DuckDb duck = DuckDb.OpenInMemory();

        var missing = Assert.Throws<DuckDbException>(() => duck.Query("SELECT * FROM absent"));
        var streamed = Assert.Throws<DuckDbException>(() => duck.Drain("SELECT CAST('x' || range AS INTEGER) FROM range(10)"));

        Assert.Contains("absent does not exist", missing.Message, StringComparison.Ordinal);
        Assert.Contains("SELECT * FROM absent", missing.Message, StringComparison.Ordinal);
        Assert.Contains("Could not convert string 'x0' to INT32", streamed.Message, StringComparison.Ordinal);
    }

    [DuckDbFact]
    public void A_type_that_is_not_read_is_refused_by_name()
    {
        using DuckDb duck = DuckDb.OpenInMemory();

        var refused = Assert.Throws<NotSupportedException>(() => duck.Query("SELECT '101'::BIT"));

        Assert.Contains("BIT", refused.Message, StringComparison.Ordinal);
        Assert.Equal("101", duck.QueryText("SELECT '101'::BIT")[0][0]);
    }

    [DuckDbFact]
    public void A_timestamp_with_zone_is_printed_in_utc()
    {
        using DuckDb duck = DuckDb.OpenInMemory();

        Assert.Equal("2026-11-22 08:30:00+00", duck.QueryText("SELECT TIMESTAMPTZ '2026-11-22 10:30:00+02'")[0][0]);
    }
}
