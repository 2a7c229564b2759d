namespace Patterns.ServiceLevels.Tests.Exposition;

public sealed class PrometheusTextTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Samples_are_read_with_labels_escapes_and_timestamps()
    {
        var samples = PrometheusText.Read("# HELP x y\n# TYPE http_requests_total counter\nhttp_requests_total{code=\"200\",path=\"C:\\\\a \\\"b\\\"\\n\",} 1027 1395066363000\r\n\n  up 1\nx{} +Inf\ny NaN\nz{a = \"}\"} -1.5e3\n");

        Assert.Equal(["http_requests_total", "up", "x", "y", "z"], samples.Select(static sample => sample.Name));
        Assert.Equal("C:\\a \"b\"\n", samples[0].Label("path"));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1395066363000), samples[0].Timestamp);
        Assert.Equal([1027, 1, double.PositiveInfinity, double.NaN, -1500], samples.Select(static sample => sample.Value));
        Assert.Equal("}", samples[4].Label("a"));
        Assert.Null(samples[1].Label("a"));
    }

    [Theory]
    [InlineData("{a=\"b\"} 1", 1)]
    [InlineData("ok 1\nx{a=\"b\" 1", 2)]
    [InlineData("x{a=\"b} 1", 1)]
    [InlineData("x{a=\"b\\q\"} 1", 1)]
    [InlineData("x{a=\"b\\", 1)]
    [InlineData("x{a=\"b\",a=\"c\"} 1", 1)]
    [InlineData("x{1a=\"b\"} 1", 1)]
    [InlineData("x", 1)]
    [InlineData("x one", 1)]
    [InlineData("x 1 2 3", 1)]
    [InlineData("x 1 99999999999999999999", 1)]
    [InlineData("x 1 9223372036854775807", 1)]
    [InlineData("x 1e999", 1)]
    [InlineData("x{", 1)]
    public void What_is_not_in_the_format_is_refused_with_its_line(string text, int line)
    {
        var error = Assert.Throws<ExpositionFormatException>(() => PrometheusText.Read(text));

        Assert.Equal(("service-levels.exposition-format", line), (error.Code, error.LineNumber));
    }

    [Fact]
    public void Text_that_is_too_large_is_refused()
    {
        var limits = new PrometheusTextLimits { MaxLength = 100, MaxLineLength = 50, MaxSamples = 3, MaxLabels = 2 };

        Assert.Throws<ExpositionFormatException>(() => PrometheusText.Read(new string('\n', 101), limits));
        Assert.Throws<ExpositionFormatException>(() => PrometheusText.Read(new string('x', 60) + " 1", limits));
        Assert.Throws<ExpositionFormatException>(() => PrometheusText.Read("a 1\nb 1\nc 1\nd 1", limits));
        Assert.Throws<ExpositionFormatException>(() => PrometheusText.Read("a{b=\"\",c=\"\",d=\"\"} 1", limits));
    }

    [Fact]
    public void Random_bytes_never_do_anything_but_read_or_refuse()
    {
        var random = new Random(4);
        const string Alphabet = "ab{}=\",\\ 1.eE+-NInf\n#_:\u00e9\0";
        for (var count = 0; count < 20_000; count++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            try
            {
                PrometheusText.Read(text);
            }
            catch (ExpositionFormatException)
            {
                // Refused.
            }
        }
    }

    [Fact]
    public void Scrapes_count_what_the_chosen_counters_grew_by()
    {
        var indicator = new Indicator("i");
        var source = new PrometheusTextSource(
            indicator,
            new MetricSelector("http_requests_total", new LabelMatch("code", LabelMatchKind.NotStartsWith, "5")),
            new MetricSelector("http_requests_total"));

        Assert.Equal(default, source.Observe(Start, "http_requests_total{code=\"200\"} 10\nhttp_requests_total{code=\"500\"} 1\nother 4\n"));
        Assert.Equal(new EventCounts(5, 7), source.Observe(Start.AddMinutes(1), "http_requests_total{code=\"200\"} 15\nhttp_requests_total{code=\"500\"} 3\n"));
        Assert.Equal(new EventCounts(2, 2), source.Observe(Start.AddMinutes(2), "http_requests_total{code=\"200\"} 2\nhttp_requests_total{code=\"500\"} 3\nhttp_requests_total{code=\"501\"} 9\n"));
        Assert.Throws<ExpositionFormatException>(() => source.Observe(Start.AddMinutes(3), "http_requests_total{code=\"200\"} 900\nbroken"));
        Assert.Equal(new EventCounts(1, 2), source.Observe(Start.AddMinutes(4), "http_requests_total{code=\"200\"} 3\nhttp_requests_total{code=\"501\"} 10\nhttp_requests_total{code=\"502\"} NaN"));
        Assert.Equal(2, source.Resets);
    }

    [Fact]
    public void A_bucket_of_a_histogram_is_a_latency_indicator()
    {
        var source = new PrometheusTextSource(new Indicator("i"), new MetricSelector("d_bucket", new LabelMatch("le", LabelMatchKind.Equal, "0.3")), new MetricSelector("d_count"));
        source.Observe(Start, "d_bucket{le=\"0.3\"} 5\nd_bucket{le=\"+Inf\"} 6\nd_count 6\n");

        Assert.Equal(new EventCounts(4, 6), source.Observe(Start.AddMinutes(1), "d_bucket{le=\"0.3\"} 9\nd_bucket{le=\"+Inf\"} 12\nd_count 12\n"));
    }
}
