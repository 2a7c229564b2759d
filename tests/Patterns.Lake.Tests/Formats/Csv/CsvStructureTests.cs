using System.Text;
using Patterns.Core;

namespace Patterns.Lake.Tests.Formats.Csv;

public sealed class CsvStructureTests
{
    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\r1,2\r")]
    [InlineData("a,b\r\n1,2")]
    [InlineData("\n\na,b\n\r\n\r1,2\n\n")]
    public void Line_ends_of_any_kind_end_rows_and_blank_lines_are_none(string text)
        => Assert.Equal(["a|b", "1|2"], Read(text, 2).Rows);

    [Theory]
    [InlineData("\"a\",\"b\"\n", "a|b")]
    [InlineData("\"a,b\",c\n", "a,b|c")]
    [InlineData("\"a\"\"b\",\"\"\"\"\n", "a\"b|\"")]
    [InlineData("\"a\nb\",\"\r\n\"\n", "a␊b|␍␊")]
    [InlineData("\"\",\n", "|∅")]
    [InlineData("5\" pipe,6'\n", "5\" pipe|6'")]
    [InlineData("a\"b\"c,d\n", "a\"b\"c|d")]
    [InlineData("\"a\" ,b\n", "a|b")]
    [InlineData(" \"a\",b\n", " \"a\"|b")]
    [InlineData("a,\"b\"", "a|b")]
    [InlineData("a,", "a|∅")]
    public void Quotes_count_where_a_field_starts_and_nowhere_else(string text, string expected)
        => Assert.Equal([expected], Read(text, 2).Rows);

    [Fact]
    public void A_row_with_too_many_or_too_few_fields_is_set_aside_with_its_place_and_reason()
    {
        var run = Read("a,b\n1,2,3\n\"x\ny\",z\n4\nc,d\n", 2);

        Assert.Equal(["a|b", "x␊y|z", "c|d"], run.Rows);
        Assert.Equal(["2:4 the row has 3 fields, expected 2: 1,2,3", "5:18 the row has 1 field, expected 2: 4"], run.SetAsideRows);
        Assert.Equal((5, 2), (run.RowsRead, run.RowsSetAside));
    }

    [Fact]
    public void A_stray_quote_costs_its_line_and_not_the_rest_of_the_file()
    {
        var run = Read("a,b\n\"open,c\nd,e\nf,g\n", 2);

        Assert.Equal(["a|b", "d|e", "f|g"], run.Rows);
        Assert.Equal(["2:4 a quote is opened and never closed: \"open,c"], run.SetAsideRows);
    }

    [Fact]
    public void Text_behind_a_closing_quote_sets_the_line_aside()
    {
        var run = Read("a,b\n\"c\"d,e\nf,g\n", 2);

        Assert.Equal(["a|b", "f|g"], run.Rows);
        Assert.Equal(["2:4 text follows a closing quote: \"c\"d,e"], run.SetAsideRows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1000)]
    public void A_record_beyond_the_limit_is_set_aside_without_being_kept_in_memory(int windowLength)
    {
        var text = $"a,b\n{new string('x', 500)},y\n\"{new string('\n', 300)}\",z\nc,d\n";
        var run = CsvRun.Read(Encoding.UTF8.GetBytes(text), CsvRun.Comma, 2, CsvRun.Texts(2), windowLength, maxRecordBytes: 200);

        Assert.Equal("a|b", run.Rows[0]);
        Assert.Equal("c|d", run.Rows[^1]);
        Assert.StartsWith("2:4 the record is longer than 200 bytes: xxx", run.SetAsideRows[0], StringComparison.Ordinal);
        Assert.StartsWith("3:507 the record is longer than 200 bytes: \"", run.SetAsideRows[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_one_column_has_a_row_for_every_line()
        => Assert.Equal(["a", "∅", "b"], Read("a\n\nb\n", 1).Rows);

    [Fact]
    public void A_backslash_escapes_a_quote_when_the_dialect_says_so()
    {
        var dialect = CsvRun.Comma with { Escape = (byte)'\\' };

        var run = CsvRun.Read("\"a\\\"b\",\"c\\\\\"\n1,2\n"u8.ToArray(), dialect, 2, CsvRun.Texts(2));

        Assert.Equal(["a\"b|c\\", "1|2"], run.Rows);
    }

    [Fact]
    public void Comments_are_skipped_when_the_dialect_says_so()
    {
        var dialect = CsvRun.Comma with { Comment = (byte)'#' };

        var run = CsvRun.Read("# a \"comment\n1,2\n#\n3,#4\n"u8.ToArray(), dialect, 2, CsvRun.Texts(2));

        Assert.Equal(["1|2", "3|#4"], run.Rows);
        Assert.Equal(2, run.RowsRead);
    }

    [Fact]
    public void A_row_with_bytes_that_are_not_utf8_is_set_aside_when_the_file_has_such()
    {
        var run = CsvRun.Read([.. "a,b\nc,"u8, 0xE9, .. "\nd,é\n"u8], CsvRun.Comma, 2, CsvRun.Texts(2), verifyUtf8: true);

        Assert.Equal(["a|b", "d|é"], run.Rows);
        Assert.Equal(["2:4 the row holds bytes that are not UTF-8: c,é"], run.SetAsideRows);
    }

    [Fact]
    public void A_value_that_does_not_fit_the_declared_type_sets_its_row_aside_in_the_order_of_the_file()
    {
        var run = CsvRun.Read("1,a\nx,b\n2,c,d\ny,e\n3,f\n"u8.ToArray(), CsvRun.Comma, 2, CsvRun.Plan(10, DataType.Int64, DataType.String));

        Assert.Equal(["1|a", "3|f"], run.Rows);
        Assert.Equal(
            [
                "2:4 column 'c1' holds 'x', which is not bigint: x,b",
                "3:8 the row has 3 fields, expected 2: 2,c,d",
                "4:14 column 'c1' holds 'y', which is not bigint: y,e",
            ],
            run.SetAsideRows);
        Assert.Equal((5, 3), (run.RowsRead, run.RowsSetAside));
    }

    [Fact]
    public void A_row_of_ten_thousand_columns_is_read()
    {
        var text = string.Join(',', Enumerable.Range(0, 10_000));

        var run = CsvRun.Read(Encoding.UTF8.GetBytes($"{text}\n{text}\n1,2\n"), CsvRun.Comma, 10_000, CsvRun.Plan(10, DataType.Int64));

        Assert.Equal(["0", "0"], run.Rows);
        Assert.Equal(1, run.RowsSetAside);
    }

    private static CsvRun Read(string text, int columnCount) => CsvRun.Read(Encoding.UTF8.GetBytes(text), CsvRun.Comma, columnCount, CsvRun.Texts(columnCount));
}
