using System.Text.Json;
using System.Xml.Linq;
using Patterns.Core;
using static Patterns.ServiceLevels.Tests.Agreements.Histories;

namespace Patterns.ServiceLevels.Tests.Reports;

public sealed class ReportTests
{
    private const string Hostile = "</title><script>alert('x')</script>\" onload=\"x & | `y` *z* [a](javascript:b)\u202e";

    [Fact]
    public void A_page_is_well_formed_and_runs_nothing()
    {
        var html = Broken().ToHtml();

        var page = Parse(html);
        Assert.DoesNotContain(page.Descendants(), static element => element.Name.LocalName is "script" or "link" or "img" or "iframe");
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("Promise broken", html, StringComparison.Ordinal);
        Assert.Contains("25 % credit", html, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_others_stay_texts()
    {
        var html = Broken(Hostile).ToHtml();

        var page = Parse(html);
        Assert.DoesNotContain(page.Descendants(), static element => element.Name.LocalName == "script" || element.Attributes().Any(static attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        Assert.Contains(page.Descendants("h1"), static heading => heading.Value.StartsWith("</title><script>alert('x')</script>\" onload=\"x &", StringComparison.Ordinal));
        Assert.DoesNotContain("\u202e", html, StringComparison.Ordinal);
        var markdown = Broken(Hostile).ToMarkdown();
        Assert.DoesNotContain("<script", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("](", markdown, StringComparison.Ordinal);
        Assert.Contains("\\|", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_ends_where_the_budget_stands()
    {
        var report = Broken();
        var svg = Parse(report.ToHtml()).Descendants().Single(static element => element.Name.LocalName == "svg");

        // 3 bad hours of 100 a minute are 18,000 of 22,320 allowed by 99.5 % of 31 days; then 7 more hours.
        Assert.Equal(60_000, report.Budget.Spent);
        Assert.Equal(22_320, report.Budget.Allowed);
        Assert.Contains(svg.Descendants(), static element => element.Name.LocalName == "text" && element.Value == "168 % overspent");
        Assert.Equal(2, svg.Descendants().Count(static element => element.Attribute("class")?.Value == "band"));
    }

    [Fact]
    public void Json_has_exact_shares()
    {
        using var json = JsonDocument.Parse(Broken().ToJson());

        var root = json.RootElement;
        Assert.Equal("broken", root.GetProperty("outcome").GetString());
        Assert.Equal("199/200", root.GetProperty("target").GetProperty("fraction").GetString());
        Assert.Equal(Ratio.Parse(root.GetProperty("attainment").GetProperty("fraction").GetString()!), Broken().Attainment);
        Assert.Equal(60_000, root.GetProperty("budget").GetProperty("spent").GetInt64());
        Assert.Equal(2, root.GetProperty("incidents").GetArrayLength());
        Assert.Equal(44_640, root.GetProperty("minutes").GetProperty("withData").GetInt64());
    }

    [Fact]
    public void Markdown_says_the_same()
    {
        var markdown = Broken().ToMarkdown();

        Assert.StartsWith("# login-sla: May 2026\n\n**Promise broken**: 98.655 % delivered, 99.5 % promised. 25 % credit, to be claimed before 1 July 2026.\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| Spent of the promise | 60,000 of 22,320 events |", markdown, StringComparison.Ordinal);
        Assert.Contains("| 3 May 2026 00:00 | 3 h | 18,000 |", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_promise_without_credits_says_nothing_of_them_and_none_allowed_is_said_in_words()
    {
        var objective = new Objective("exports", new Indicator("exports"), Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(28)), new ObjectiveOptions { Alerts = [] });
        var report = new Agreement("exports", objective, Target.Percent("99.5"), Window.CalendarMonth("UTC")).Report(May, Of(10 * 24 * 60, static minute => minute % 1440 == 0 ? Good(1) : default));

        foreach (var text in new[] { report.ToHtml(), report.ToMarkdown(), Agreement().Report(May, Of(0, static _ => default)).ToHtml() })
        {
            Assert.DoesNotContain("0 of 0", text, StringComparison.Ordinal);
            Assert.DoesNotContain("agreed", text, StringComparison.Ordinal);
            Assert.DoesNotContain("no data delivered", text, StringComparison.Ordinal);
        }

        Assert.Contains("a single failure would be too many", report.ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("redit", report.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("<div>No credit due</div>", Agreement(configure: static options => options.Credits.Add(new CreditTier("99.5", "10 %"))).Report(May, Of(1440, static _ => Good())).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_chance_to_break_a_period_stands_on_the_page_when_it_was_estimated()
    {
        var report = Broken();
        Assert.DoesNotContain("Chance", report.ToHtml(), StringComparison.Ordinal);

        var estimated = report.With(new BreachEstimate(Trials: 1000, Breaches: 31, Block: TimeSpan.FromDays(1), Incidents: 12, IfIndependent: 0.001));

        Assert.Contains("<dd>3.1 %<small>going by 12 incidents in history</small></dd>", estimated.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("| Chance to break a period | 3.1 %, going by 12 incidents in history |", estimated.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal(0.031, JsonDocument.Parse(estimated.ToJson()).RootElement.GetProperty("breach").GetProperty("probability").GetDouble());
        Assert.Contains("less than 0.4 %", report.With(new BreachEstimate(1000, 0, TimeSpan.FromDays(1), 0, 0)).ToHtml(), StringComparison.Ordinal);
        Assert.Null(report.Estimate);
    }

    [Fact]
    public void A_period_without_data_has_a_page_too()
    {
        var report = Agreement().Report(May, Of(0, static _ => default));

        Assert.Equal("Too early to say", Parse(report.ToHtml()).Descendants("b").First().Value);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(report.ToJson()).RootElement.GetProperty("attainment").ValueKind);
    }

    [Fact]
    public void Objectives_and_agreements_stand_on_one_page()
    {
        var options = new IndicatorOptions();
        var indicator = new Indicator("login-availability", options);
        var objective = new Objective("login", indicator, Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(28)));
        var agreement = new Agreement("login-sla", objective, Target.Percent("99.5"), Window.CalendarMonth("Asia/Tokyo"), [new("99.5", "10 %")]);
        indicator.Backfill(Of(20 * 24 * 60, static minute => minute is > 5000 and < 5020 ? Bad(80) : Good()));
        var now = May.AddDays(20);

        var report = new ServiceLevelReport("Shop", now, [objective.Evaluate(now)], [agreement.Report(now)]);

        var page = Parse(report.ToHtml());
        Assert.Equal(3, page.Descendants("section").Count());
        Assert.Equal(2, page.Descendants().Count(static element => element.Name.LocalName == "svg"));
        Assert.All(page.Descendants("a"), link => Assert.Contains(page.Descendants("section"), section => "#" + section.Attribute("id")?.Value == link.Attribute("href")!.Value));
        Assert.Contains("| login-sla, May 2026 | Kept so far |", report.ToMarkdown().Replace("\\-", "-", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse(report.ToJson()).RootElement.GetProperty("objectives").GetArrayLength());
    }

    private static AgreementReport Broken(string? name = null)
    {
        var objective = new Objective("login", new Indicator("login-availability"), Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(28)), new ObjectiveOptions { Alerts = [] });
        var agreement = new Agreement(name ?? "login-sla", objective, Target.Percent("99.5"), Window.CalendarMonth("UTC"), [new(below: "99.5", "10 %"), new(below: "99.0", "25 %"), new(below: "95", "100 %")]);
        return agreement.Report(May, Of(31 * 24 * 60, static minute => minute is (>= 2880 and < 3060) or (>= 30_000 and < 30_420) ? Bad(100) : Good()));
    }

    // The page without what XML does not have: the doctype, and elements without an end.
    private static XDocument Parse(string html)
        => XDocument.Parse(System.Text.RegularExpressions.Regex.Replace(html.Replace("<!doctype html>", "", StringComparison.Ordinal).Replace("<br>", "<br/>", StringComparison.Ordinal), "<meta ([^>]*)>", "<meta $1/>"));
}
