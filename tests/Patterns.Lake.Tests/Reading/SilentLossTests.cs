namespace Patterns.Lake.Tests.Reading;

/// <summary>The ways in which readers are known to change values without a word. None of them may happen here.</summary>
public sealed class SilentLossTests
{
    [Theory]
    [InlineData("007", "string", "007")]
    [InlineData("00.50", "string", "00.50")]
    [InlineData("1_000", "string", "1_000")]
    [InlineData("+31612345678", "string", "+31612345678")]
    [InlineData("1,5", "string", "1,5")]
    [InlineData("0x10", "string", "0x10")]
    [InlineData("1e5", "double", 1e5)]
    [InlineData("1.10", "double", 1.1)]
    [InlineData("10.357019999999999", "double", 10.357019999999999)]
    [InlineData("48.053808600000004", "double", 48.053808600000004)]
    [InlineData("-0.5", "double", -0.5)]
    [InlineData(".097", "double", .097)]
    [InlineData("+5", "bigint", 5L)]
    [InlineData("9223372036854775807", "bigint", long.MaxValue)]
    [InlineData("-9223372036854775808", "bigint", long.MinValue)]
    [InlineData("1e400", "string", "1e400")]
    [InlineData("1234567890123456789012345678901234567890", "string", "1234567890123456789012345678901234567890")]
    [InlineData("TRUE", "boolean", true)]
    [InlineData("yes", "string", "yes")]
    [InlineData("2012-02-30", "string", "2012-02-30")]
    [InlineData("12:30", "string", "12:30")]
    [InlineData("2012-01-01 24:00", "string", "2012-01-01 24:00")]
    [InlineData("2012-01-01T00:00:00.1234567", "string", "2012-01-01T00:00:00.1234567")]
    [InlineData("2012-01-01T00:00:60", "string", "2012-01-01T00:00:60")]
    public async Task A_value_keeps_its_meaning_or_stays_text(string raw, string type, object expected)
    {
        var dataset = await TestLake.OpenAsync($"id;value\nx;{raw}\ny;{raw}\n");

        Assert.Equal(type, dataset.Schema.Schema["value"].Type.ToString());
        Assert.All(await TestLake.RowsAsync(dataset), row => Assert.Equal(expected, row[1]));
    }

    [Fact]
    public async Task A_number_beyond_64_bits_among_integers_makes_the_column_a_decimal()
    {
        var dataset = await TestLake.OpenAsync("id,n\na,1\nb,9223372036854775808\nc,-3\n");

        Assert.Equal("id string, n decimal(19,0)", TestLake.Types(dataset));
        Assert.Equal([1m, 9223372036854775808m, -3m], (await TestLake.RowsAsync(dataset)).Select(static row => row[1]));
    }

    [Fact]
    public async Task A_number_of_20_digits_with_a_point_makes_the_column_a_decimal()
    {
        var dataset = await TestLake.OpenAsync("id,n\na,1.5\nb,1234567890.1234567891\n");

        Assert.Equal("id string, n decimal(20,10)", TestLake.Types(dataset));
        Assert.Equal([1.5m, 1234567890.1234567891m], (await TestLake.RowsAsync(dataset)).Select(static row => row[1]));
    }

    [Fact]
    public async Task A_number_of_38_digits_is_kept_to_the_last()
    {
        var dataset = await TestLake.OpenAsync("id,n\na,0.5\nb,12345678901234567890123456789.123456789\n");

        Assert.Equal("id string, n decimal(38,9)", TestLake.Types(dataset));
        Assert.Equal("12345678901234567890123456789.123456789", (await TestLake.RowsAsync(dataset))[1][1]!.ToString());
    }

    [Fact]
    public async Task An_integer_that_a_double_would_round_among_fractions_makes_the_column_a_decimal()
    {
        var dataset = await TestLake.OpenAsync("id,n\na,0.5\nb,9007199254740993\n");

        Assert.Equal("id string, n decimal(17,1)", TestLake.Types(dataset));
        Assert.Equal([0.5m, 9007199254740993m], (await TestLake.RowsAsync(dataset)).Select(static row => row[1]));
    }

    [Fact]
    public async Task A_number_of_17_digits_that_no_double_prints_makes_the_column_a_decimal()
    {
        var dataset = await TestLake.OpenAsync("id,n\na,0.5\nb,12345678901234.567\n");

        Assert.Equal("id string, n decimal(17,3)", TestLake.Types(dataset));
    }

    [Fact]
    public async Task A_time_in_a_column_of_dates_makes_it_a_column_of_timestamps()
    {
        var dataset = await TestLake.OpenAsync("id,at\na,2012-01-01\nb,2012-01-02 03:04:05\n");

        Assert.Equal("id string, at timestamp_ntz", TestLake.Types(dataset));
        Assert.Equal([new DateTime(2012, 1, 1), new DateTime(2012, 1, 2, 3, 4, 5)], (await TestLake.RowsAsync(dataset)).Select(static row => (DateTime)row[1]!));
    }

    [Fact]
    public async Task Timestamps_with_and_without_a_zone_stay_text()
    {
        var dataset = await TestLake.OpenAsync("id,at\na,2012-01-01T00:00:00Z\nb,2012-01-02T00:00:00\n");

        Assert.Equal("id string, at string", TestLake.Types(dataset));
    }

    [Fact]
    public async Task A_value_of_another_type_in_the_very_last_row_widens_the_column()
    {
        var rows = string.Concat(Enumerable.Range(0, 200_000).Select(static row => $"{row},{row}\n"));
        var dataset = await TestLake.OpenAsync($"id,n\n{rows}200000,none of them\n");

        Assert.Equal("id bigint, n string", TestLake.Types(dataset));
        var exclusion = Assert.Single(dataset.Schema.Columns[1].Exclusions, static exclusion => exclusion.Value == "none of them");
        Assert.Equal(200_002, exclusion.Location.LineNumber);
        Assert.Equal("data.csv", exclusion.Location.File);
        Assert.Equal(5 + rows.Length + 7, exclusion.Location.ByteOffset);
    }

    [Fact]
    public async Task An_offset_is_taken_into_the_instant()
    {
        var dataset = await TestLake.OpenAsync("id,at\na,2012-01-01T00:00:00+02:00\nb,2012-01-01T00:00:00Z\nc,2012-01-01 00:00:00.5 -0130\n");

        Assert.Equal("id string, at timestamp", TestLake.Types(dataset));
        Assert.Equal(
            [new(2011, 12, 31, 22, 0, 0, TimeSpan.Zero), new(2012, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2012, 1, 1, 1, 30, 0, 500, TimeSpan.Zero)],
            (await TestLake.RowsAsync(dataset)).Select(static row => (DateTimeOffset)row[1]!));
    }

    [Theory]
    [InlineData("13/02/2012", "2012-02-13")]
    [InlineData("02/13/2012", "2012-02-13")]
    [InlineData("13.02.2012", "2012-02-13")]
    [InlineData("2012/2/13", "2012-02-13")]
    public async Task The_order_of_a_date_is_taken_from_a_value_that_proves_it(string proof, string expected)
    {
        var dataset = await TestLake.OpenAsync($"id,on\na,{proof}\n");

        Assert.Equal("id string, on date", TestLake.Types(dataset));
        Assert.Equal(DateOnly.Parse(expected), (await TestLake.RowsAsync(dataset))[0][1]);
    }

    [Fact]
    public async Task Dates_that_no_value_proves_the_order_of_stay_text_and_say_so()
    {
        const string Text = "id,on\na,01/02/2012\nb,03/04/2012\n";
        var dataset = await TestLake.OpenAsync(Text);
        var declared = await TestLake.OpenAsync(Text, options: new OpenOptions { AmbiguousDates = DateOrder.DayMonthYear });

        Assert.Equal("id string, on string", TestLake.Types(dataset));
        Assert.Contains("day-month or month-day", dataset.Schema.Columns[1].Reason, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2012, 2, 1), (await TestLake.RowsAsync(declared))[0][1]);
    }

    [Fact]
    public async Task A_spelling_of_null_is_null_among_numbers_and_text_among_texts()
    {
        var dataset = await TestLake.OpenAsync("n,t,e\n1,NA,\nNA,abc,\"\"\n3,-,x\n,x,y\n");

        Assert.Equal("n bigint, t string, e string", TestLake.Types(dataset));
        Assert.Equal([1L, null, 3L, null], (await TestLake.RowsAsync(dataset)).Select(static row => row[0]));
        Assert.Equal(["NA", "abc", "-", "x"], (await TestLake.RowsAsync(dataset)).Select(static row => row[1]));
        Assert.Equal([null, "", "x", "y"], (await TestLake.RowsAsync(dataset)).Select(static row => row[2]));
        Assert.Equal(2, dataset.Schema.Columns[0].NullCount);
        Assert.Equal(1, dataset.Schema.Columns[0].NullSpellings["NA"]);
        Assert.Equal(1, dataset.Schema.Columns[2].NullCount);
    }

    [Fact]
    public async Task Not_a_number_is_a_number_and_no_null()
    {
        var dataset = await TestLake.OpenAsync("id,n\na,1.5\nb,NaN\nc,-inf\n");

        Assert.Equal("id string, n double", TestLake.Types(dataset));
        Assert.Equal([1.5, double.NaN, double.NegativeInfinity], (await TestLake.RowsAsync(dataset)).Select(static row => (double)row[1]!));
    }
}
