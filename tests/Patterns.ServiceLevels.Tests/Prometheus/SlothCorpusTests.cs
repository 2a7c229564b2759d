using Patterns.Testing;

namespace Patterns.ServiceLevels.Tests.Prometheus;

/// <summary>The rules that Sloth generates from its own test inputs, compared parsed. Lines of Sloth's template language are taken out first.</summary>
public sealed class SlothCorpusTests
{
    private const string Corpus = "corpora/sloth";
    private const string Version = "v0.0.0";

    private const string SevenDays = """
        apiVersion: sloth.slok.dev/v1
        kind: AlertWindows
        spec:
          sloPeriod: 7d
          page:
            quick: { errorBudgetPercent: 8, shortWindow: 5m, longWindow: 1h }
            slow: { errorBudgetPercent: 12.5, shortWindow: 30m, longWindow: 6h }
          ticket:
            quick: { errorBudgetPercent: 20, shortWindow: 2h, longWindow: 1d }
            slow: { errorBudgetPercent: 42, shortWindow: 6h, longWindow: 3d }
        """;

    [SharedFact(Corpus)]
    public void Rules_of_a_file_are_those_of_Sloth() => AssertSame("in-base.yaml", "out-base.yaml.tpl", new SlothRuleOptions());

    [SharedFact(Corpus)]
    public void Rules_of_several_services_are_those_of_Sloth() => AssertSame("in-multifile.yaml", "out-multifile.yaml.tpl", new SlothRuleOptions());

    [SharedFact(Corpus)]
    public void Rules_without_alerts_are_those_of_Sloth() => AssertSame("in-base.yaml", "out-base-no-alerts.yaml.tpl", new SlothRuleOptions { Alerts = false });

    [SharedFact(Corpus)]
    public void Rules_with_further_labels_are_those_of_Sloth()
        => AssertSame("in-base.yaml", "out-base-extra-labels.yaml.tpl", new SlothRuleOptions { ExtraLabels = new Dictionary<string, string> { ["exk1"] = "exv1", ["exk2"] = "exv2" } });

    [SharedFact(Corpus)]
    public void Rules_for_four_weeks_are_those_of_Sloth() => AssertSame("in-base.yaml", "out-base-28d.yaml.tpl", new SlothRuleOptions(), TimeSpan.FromDays(28));

    [SharedFact(Corpus)]
    public void Rules_with_windows_of_ones_own_are_those_of_Sloth()
        => AssertSame("in-base.yaml", "out-base-custom-windows-7d.yaml.tpl", new SlothRuleOptions { AlertRules = SlothFile.ParseAlerts(SevenDays) }, TimeSpan.FromDays(7));

    [SharedFact(Corpus)]
    public void Rules_of_an_OpenSLO_document_are_those_of_Sloth()
    {
        var document = OpenSloDocument.Parse(Read("in-openslo.yaml"), "in-openslo.yaml", DocumentReading.Lenient);

        var rules = PrometheusRules.SlothCompatible(document.ToPrometheus(), new SlothRuleOptions { Version = Version, Alerts = false });

        Assert.Equal(Expected("out-openslo.yaml.tpl"), RuleFileText.Normalise(rules.ToYaml()));
    }

    [SharedFact(Corpus)]
    public void A_file_of_another_version_is_refused_with_its_place()
    {
        var exception = Assert.Throws<DocumentException>(static () => SlothFile.Parse(Read("in-invalid-version.yaml"), "in-invalid-version.yaml"));

        Assert.Equal("in-invalid-version.yaml, line 1, column 10, version: 'prometheus/v999' is found where prometheus/v1 is expected.", exception.Message);
    }

    [Theory]
    [InlineData("shortWindow: 5m", "shortWindow: 90s", "'90s' is no duration of whole minutes")]
    [InlineData("longWindow: 1h", "longWindow: 5m", "the long window of 5m is not longer than the short one of 5m")]
    [InlineData("errorBudgetPercent: 42", "errorBudgetPercent: 142", "142 is no share of a budget in percent")]
    [InlineData("kind: AlertWindows", "kind: Windows", "'Windows' is found where AlertWindows is expected")]
    public void Windows_that_are_none_are_refused_with_their_place(string text, string other, string message)
    {
        var exception = Assert.Throws<DocumentException>(() => SlothFile.ParseAlerts(SevenDays.Replace(text, other, StringComparison.Ordinal), "windows.yaml"));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Line > 0);
    }

    private static void AssertSame(string input, string output, SlothRuleOptions options, TimeSpan? period = null)
    {
        options.Version = Version;
        var files = SlothFile.Parse(Read(input), input, period);

        var text = string.Join("---\n", files.Select(file => PrometheusRules.SlothCompatible(file.Objectives, options).ToYaml()));

        Assert.Equal(Expected(output), RuleFileText.Normalise(text));
    }

    private static string Expected(string name)
        => RuleFileText.Normalise(Read(name).Replace("{{ .version }}", Version, StringComparison.Ordinal).Replace("{{\"{{", "{{", StringComparison.Ordinal).Replace("}}\"}}", "}}", StringComparison.Ordinal));

    private static string Read(string name) => File.ReadAllText(SharedFiles.Path($"{Corpus}/{name}"));
}
