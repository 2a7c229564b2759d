using System.Text;
using Patterns.Lake.Formats;
using Patterns.Lake.Formats.Csv;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Tests.Formats.Csv;

public sealed class CsvDetectionTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", ",", "\"")]
    [InlineData("a;b\n1,5;2,5\n3,5;4,5\n", ";", "\"")]
    [InlineData("a\tb\n1\t\"2\"\n", "\t", "\"")]
    [InlineData("a|b|c\n1|x, y|2\n2|z|3\n", "|", "\"")]
    [InlineData("a;b\n'x;y';'1'\n'z';'2'\n", ";", "'")]
    [InlineData("id,title\n1,'Allo 'Allo\n2,O'Neil\n3,plain\n", ",", "\"")]
    [InlineData("id\ttitle\n1\t\"Heroes\" (Bowie)\n2\tplain\n3\tplain\n", "\t", "")]
    public void Delimiter_and_quote_are_those_that_make_even_rows(string text, string delimiter, string quote)
    {
        var dialect = Detect(text).Dialect;

        Assert.Equal(delimiter, ((char)dialect.Delimiter).ToString());
        Assert.Equal(quote, dialect.Quote is { } value ? ((char)value).ToString() : "");
    }

    [Fact]
    public void A_backslash_before_quotes_is_an_escape()
        => Assert.Equal((byte)'\\', Detect("a|b\n\"x\\\"|\"|1\n\"y\"|2\n").Dialect.Escape);

    [Fact]
    public async Task Blanks_before_quotes_are_no_part_of_names_and_values()
    {
        var dataset = await TestLake.OpenAsync("Year, \"Score\", \"Title\"\n1968, 86, \"Greetings\"\n1970, 17, \"Bloody, Mama\"\n");

        Assert.Equal("Year bigint, Score bigint, Title string", TestLake.Types(dataset));
        Assert.Equal("Bloody, Mama", (await TestLake.RowsAsync(dataset))[1][2]);
    }

    [Theory]
    [InlineData("name,age\nann,5\n", "name,age")]
    [InlineData("ann,5\nbob,6\n", "column0,column1")]
    [InlineData("name,city\nann,york\nbob,rome\n", "name,city")]
    [InlineData("ann,york\nbob,york\n", "column0,column1")]
    [InlineData("country,2020,2021\nNL,5,6.5\nDE,7,8.5\n", "column0,column1,column2")]
    [InlineData("country,year 2020\nNL,5\n", "country,year 2020")]
    [InlineData("a,b\n", "a,b")]
    [InlineData("1,2\n", "column0,column1")]
    public void A_header_is_recognised_by_its_contrast_to_the_rows(string text, string names)
        => Assert.Equal(names, string.Join(',', Detect(text).ColumnNames));

    [Fact]
    public void Names_that_are_missing_or_occur_twice_are_made_unique_and_told()
    {
        var format = Detect("a,a,,a_1,a\n1,2,3,4,5\n");

        Assert.Equal(["a", "a_2", "column2", "a_1", "a_3"], format.ColumnNames);
        Assert.Equal(3, format.Notes.Count);
    }

    [Fact]
    public async Task Lines_before_the_header_are_skipped_and_told()
    {
        var dataset = await TestLake.OpenAsync("Report of November\nby ann\nid,n\n1,5\n2,6\n3,7\n4,8\n");

        Assert.Equal("id bigint, n bigint", TestLake.Types(dataset));
        Assert.Equal(["2 lines before the header are skipped"], dataset.Files[0].Notes);
        Assert.Equal(4, dataset.Files[0].RowCount);
    }

    [Fact]
    public async Task Rows_before_a_header_that_is_none_are_set_aside_and_not_skipped()
    {
        var dataset = await TestLake.OpenAsync("1\n1,5\n2,6\n3,7\n4,8\n");

        Assert.Equal((5, 1), (dataset.Files[0].RowCount, dataset.Files[0].MalformedRowCount));
    }

    [Fact]
    public async Task What_is_declared_is_not_detected()
    {
        var dataset = await TestLake.OpenAsync("# note\n1-2\n3-4\n", options: new OpenOptions { Csv = new CsvOptions { Delimiter = '-', HasHeader = false, Comment = '#' } });

        Assert.Equal(["1|2", "3|4"], (await TestLake.RowsAsync(dataset)).Select(static row => string.Join('|', row)));
    }

    [Fact]
    public async Task Quotes_that_go_wrong_late_in_the_file_turn_out_to_be_characters()
    {
        var rows = string.Concat(Enumerable.Range(0, 1000).Select(static n => $"{n}\ttitle {n}\n"));
        var dataset = await TestLake.OpenAsync($"id\ttitle\n{rows}1000\t\"Heroes\" (Bowie)\n", "titles.tsv");

        Assert.Equal(0, dataset.Files[0].MalformedRowCount);
        Assert.Equal("\"Heroes\" (Bowie)", (await TestLake.RowsAsync(dataset))[^1][1]);
        Assert.Contains(dataset.Files[0].Notes, static note => note.Contains("more of them go wrong than right", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("letter.txt", "Dear Ann,\nthis is a letter.\nYours, Bob\n")]
    [InlineData("page.html", "<html><body>a,b</body></html>")]
    [InlineData("data.json", "{\"a\":1}")]
    [InlineData("noise.csv", "\0\0\0\0\0\0\0\0")]
    public void What_is_no_delimited_text_is_left_to_others(string path, string text)
        => Assert.Null(new CsvDetector(new CsvOptions(), NullSpellings.Default).Detect(Head(path, text)));

    private static CsvFormat Detect(string text)
        => (CsvFormat)new CsvDetector(new CsvOptions(), NullSpellings.Default).Detect(Head("data.csv", text))!.Value.Format;

    private static FileHead Head(string path, string text) => new(path, Encoding.UTF8.GetBytes(text), isWhole: true);
}
