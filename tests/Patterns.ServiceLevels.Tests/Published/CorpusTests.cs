using System.Reflection;
using System.Text.Json;
using Patterns.ServiceLevels.Tests.Agreements;
using Patterns.ServiceLevels.Tests.Prometheus;
using Patterns.ServiceLevels.Tests.Values;
using Patterns.ServiceLevels.Tests.Windows;
using Patterns.Testing;

namespace Patterns.ServiceLevels.Tests.Published;

/// <summary>Every file of the corpora, and every member of those with numbers, beside the test that reproduces it. What nobody reads fails here.</summary>
public sealed class CorpusTests
{
    private const string Numbers = "corpora/service-levels";
    private const string Rules = "corpora/sloth";

    private static readonly Dictionary<string, Action[]> Readers = new(StringComparer.Ordinal)
    {
        ["binomial_ci.json"] = [],
        ["binomial_ci.json/source"] = [],
        ["binomial_ci.json/cases"] = [new ConfidenceIntervalTests().Intervals_are_those_of_R],
        ["nobl9_time_windows.json"] = [],
        ["nobl9_time_windows.json/source"] = [],
        ["nobl9_time_windows.json/rolling"] = [new PublishedWindowTests().Rolling_windows_are_those_of_Nobl9],
        ["nobl9_time_windows.json/calendar"] = [new PublishedWindowTests().Calendar_windows_are_those_of_Nobl9],
        ["published_numbers.json"] = [],
        ["published_numbers.json/workbook_alerting_on_slos"] =
        [
            new PublishedNumberTests().Burn_rates_exhaust_a_budget_when_the_workbook_says,
            new PublishedNumberTests().Alerts_are_those_of_the_workbook,
            new PublishedNumberTests().Detection_and_reset_take_as_long_as_the_workbook_says,
            new PublishedNumberTests().Other_numbers_of_the_workbook_hold,
        ],
        ["published_numbers.json/workbook_implementing_slos"] = [new PublishedNumberTests().Budgets_of_the_workbooks_example_are_those_of_the_workbook],
        ["published_numbers.json/datadog_burn_tables"] = [new PublishedNumberTests().Alerts_scale_to_other_periods_as_Datadog_Sloth_and_Pyrra_have_them],
        ["published_numbers.json/sloth_alert_test"] = [new PublishedNumberTests().Alerts_scale_to_other_periods_as_Datadog_Sloth_and_Pyrra_have_them],
        ["published_numbers.json/pyrra_windows_28d"] =
        [
            new PublishedNumberTests().Alerts_scale_to_other_periods_as_Datadog_Sloth_and_Pyrra_have_them,
            new PublishedAgreementNumberTests().Pyrras_alerts_for_four_weeks_are_its_own,
        ],
        ["published_numbers.json/kibana_budget_target_0_999"] = [new PublishedNumberTests().Budgets_and_burn_rates_are_those_of_Kibana],
        ["published_numbers.json/kibana_burn"] = [new PublishedNumberTests().Budgets_and_burn_rates_are_those_of_Kibana],
        ["published_numbers.json/kibana_timeslice"] = [new PublishedNumberTests().Time_slices_are_those_of_Kibana],
        ["published_numbers.json/kibana_composite"] = [new PublishedNumberTests().Composites_are_those_of_Kibana],
        ["published_numbers.json/nobl9_gist_methods"] = [new PublishedNumberTests().The_three_methods_give_the_numbers_of_Nobl9],
        ["published_numbers.json/openslo_budgeting_example"] = [new PublishedNumberTests().Budgets_in_time_are_those_of_OpenSLO_and_Datadog],
        ["published_numbers.json/datadog_correction"] =
        [
            new PublishedNumberTests().Budgets_in_time_are_those_of_OpenSLO_and_Datadog,
            new PublishedAgreementNumberTests().An_hour_down_and_a_day_taken_out_give_what_Datadog_says,
        ],
        ["published_numbers.json/openslo_low_traffic_week"] = [new PublishedNumberTests().Budgets_in_time_are_those_of_OpenSLO_and_Datadog],
        ["published_numbers.json/s3_sla"] =
        [
            new PublishedAgreementNumberTests().Tiers_of_S3_hold_at_both_ends_of_each_band,
            new PublishedAgreementNumberTests().A_month_of_S3_is_a_hundred_percent_less_the_mean_error_rate_of_its_five_minutes,
        ],
        ["published_numbers.json/extra_nine"] = [new PublishedNumberTests().Five_dependencies_leave_half_of_the_budget_of_one_nine_less],
        ["LICENSE"] = [],
        ["in-base.yaml"] = [new SlothCorpusTests().Rules_of_a_file_are_those_of_Sloth],
        ["in-invalid-version.yaml"] = [new SlothCorpusTests().A_file_of_another_version_is_refused_with_its_place],
        ["in-multifile.yaml"] = [new SlothCorpusTests().Rules_of_several_services_are_those_of_Sloth],
        ["in-openslo.yaml"] = [new SlothCorpusTests().Rules_of_an_OpenSLO_document_are_those_of_Sloth],
        ["out-base.yaml.tpl"] = [new SlothCorpusTests().Rules_of_a_file_are_those_of_Sloth],
        ["out-base-28d.yaml.tpl"] = [new SlothCorpusTests().Rules_for_four_weeks_are_those_of_Sloth],
        ["out-base-custom-windows-7d.yaml.tpl"] = [new SlothCorpusTests().Rules_with_windows_of_ones_own_are_those_of_Sloth],
        ["out-base-extra-labels.yaml.tpl"] = [new SlothCorpusTests().Rules_with_further_labels_are_those_of_Sloth],
        ["out-base-no-alerts.yaml.tpl"] = [new SlothCorpusTests().Rules_without_alerts_are_those_of_Sloth],
        ["out-multifile.yaml.tpl"] = [new SlothCorpusTests().Rules_of_several_services_are_those_of_Sloth],
        ["out-openslo.yaml.tpl"] = [new SlothCorpusTests().Rules_of_an_OpenSLO_document_are_those_of_Sloth],
    };

    [SharedFact(Numbers)]
    public void Every_file_of_numbers_has_a_test_that_reads_it()
        => Assert.Equal(
            Readers.Keys.Where(static path => path.Contains(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            Files(Numbers).SelectMany(static file => Members(file).Prepend(file)).Order(StringComparer.Ordinal));

    [SharedFact(Rules)]
    public void Every_file_of_Sloth_has_a_test_that_reads_it()
        => Assert.Equal(Readers.Keys.Where(static path => !path.Contains(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal), Files(Rules).Order(StringComparer.Ordinal));

    [SharedFact(Numbers)]
    public void Every_method_that_R_was_asked_for_is_compared()
        => Assert.All(
            Parse("binomial_ci.json").GetProperty("cases").EnumerateArray(),
            static entry => Assert.Equal(ConfidenceIntervalTests.Methods.Keys.Order(), entry.EnumerateObject().Select(static member => member.Name).Except(["x", "n", "alpha"]).Order()));

    [Fact]
    public void What_reads_a_file_is_a_test()
        => Assert.All(Readers.Values.SelectMany(static readers => readers), static reader => Assert.NotNull(reader.Method.GetCustomAttribute<SharedFactAttribute>()));

    private static IEnumerable<string> Files(string folder)
        => Directory.EnumerateFiles(SharedFiles.Path(folder), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(SharedFiles.Path(folder), file).Replace('\\', '/'));

    private static IEnumerable<string> Members(string file) => Parse(file).EnumerateObject().Select(member => $"{file}/{member.Name}");

    private static JsonElement Parse(string file)
        => JsonDocument.Parse(File.ReadAllText(SharedFiles.Path($"{Numbers}/{file}")).Replace("NaN", "null", StringComparison.Ordinal)).RootElement;
}
