using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Documents;

public sealed class OpenSloTests
{
    private const string AllKinds = """
        apiVersion: openslo/v1
        kind: Service
        metadata: { name: shop, displayName: The shop, labels: { team: [a, b], tier: one } }
        spec: { description: Sells things }
        ---
        apiVersion: openslo/v1
        kind: DataSource
        metadata: { name: metrics }
        spec:
          type: Prometheus
          connectionDetails: { url: "http://metrics.example", timeout: 5, labels: [x, "007"] }
        ---
        apiVersion: openslo/v1
        kind: SLI
        metadata: { name: orders }
        spec:
          ratioMetric:
            counter: true
            bad: { metricSource: { metricSourceRef: metrics, spec: { query: "sum(rate(orders_failed[{{.window}}]))" } } }
            total: { metricSource: { metricSourceRef: metrics, spec: { query: "sum(rate(orders[{{.window}}]))" } } }
        ---
        apiVersion: openslo/v1
        kind: SLO
        metadata: { name: orders }
        spec:
          service: shop
          indicatorRef: orders
          timeWindow: [ { duration: 28d, isRolling: true } ]
          budgetingMethod: Occurrences
          objectives: [ { displayName: Good, targetPercent: 99.95 } ]
          alertPolicies: [ { alertPolicyRef: burning } ]
        ---
        apiVersion: openslo/v1
        kind: AlertPolicy
        metadata: { name: burning }
        spec:
          alertWhenBreaching: true
          conditions: [ { conditionRef: fast } ]
          notificationTargets: [ { targetRef: people } ]
        ---
        apiVersion: openslo/v1
        kind: AlertCondition
        metadata: { name: fast }
        spec:
          severity: page
          condition: { kind: burnrate, op: gte, threshold: 14.4, lookbackWindow: 1h, alertAfter: 5m }
        ---
        apiVersion: openslo/v1
        kind: AlertNotificationTarget
        metadata: { name: people }
        spec: { target: email }
        """;

    [Fact]
    public void Every_kind_of_object_is_read()
    {
        var document = OpenSloDocument.Parse(AllKinds);

        Assert.Equal(
            [OpenSloKind.Service, OpenSloKind.DataSource, OpenSloKind.SLI, OpenSloKind.SLO, OpenSloKind.AlertPolicy, OpenSloKind.AlertCondition, OpenSloKind.AlertNotificationTarget],
            document.Objects.Select(static item => item.Kind));
        var slo = Assert.Single(document.Objects.OfType<OpenSloObjectives>());
        Assert.Equal(new Ratio(1999, 2000), slo.Objectives[0].Target);
        Assert.Equal(new OpenSloDuration(28, OpenSloDurationUnit.Day), slo.TimeWindow!.Duration);
        Assert.Equal(["a", "b"], document.Objects[0].Metadata.Labels["team"]);
        Assert.Equal(new Ratio(72, 5), Assert.Single(document.Objects.OfType<OpenSloAlertCondition>()).Threshold);
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var written = OpenSloDocument.Parse(AllKinds).ToYaml();

        Assert.Equal(written, OpenSloDocument.Parse(written).ToYaml());
        Assert.Contains("target: 0.9995", written, StringComparison.Ordinal);
        Assert.Contains("\"007\"", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_resolved_to_the_objects_that_they_stand_for()
    {
        var slo = Assert.Single(OpenSloDocument.Parse(AllKinds).Resolve().Objects.OfType<OpenSloObjectives>());

        Assert.Equal("Prometheus", slo.Indicator!.Value!.RatioMetric!.Bad!.Type);
        Assert.Equal("page", slo.AlertPolicies[0].Value!.Condition.Value!.Severity);
        Assert.Equal("email", slo.AlertPolicies[0].Value!.NotificationTargets[0].Value!.Target);
    }

    [Fact]
    public void A_name_without_an_object_says_who_names_it()
    {
        var document = OpenSloDocument.Parse(AllKinds.Replace("name: fast", "name: slow", StringComparison.Ordinal), "slo.yaml");

        var exception = Assert.Throws<DocumentException>(document.Resolve);

        Assert.Equal("slo.yaml: the AlertPolicy 'burning' names the AlertCondition 'fast', which is not in this document. Add it, or write it out.", exception.Message);
        Assert.Equal("service-levels.document", exception.Code);
    }

    [Fact]
    public void An_indicator_that_contradicts_its_data_source_is_refused()
    {
        var document = OpenSloDocument.Parse(AllKinds.Replace("metricSourceRef: metrics, spec", "metricSourceRef: metrics, type: Datadog, spec", StringComparison.Ordinal));

        Assert.Contains("says that its source is Datadog, and the DataSource 'metrics' says Prometheus", Assert.Throws<DocumentException>(document.Resolve).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("targetPercent: 99.95", "target: 1.0", "line 30, column 46, spec.objectives[0].target: 1.0 is no target; it is at least 0 and below 1. For percent write 'targetPercent'.")]
    [InlineData("targetPercent: 99.95", "targetPercent: 100", "line 30, column 53, spec.objectives[0].targetPercent: 100 is no target in percent; it is at least 0 and below 100.")]
    [InlineData("targetPercent: 99.95", "targetPercent: 99.95, target: 0.999", "line 30, column 53, spec.objectives[0].targetPercent: 'target' is 0.999 and 'targetPercent' is 99.95, which are not the same. Keep one.")]
    [InlineData("targetPercent: 99.95", "op: gte", "neither 'target' nor 'targetPercent' is there. Give one.")]
    [InlineData("duration: 28d", "duration: 28", "'28' is no duration; write a whole number of 1 or more before one of the letters m, h, d, w, M, Q, Y: 28d.")]
    [InlineData("isRolling: true", "isRolling: true, calendar: { startTime: 2022-01-01 12:00:00, timeZone: America/New_York }", "'isRolling' is true, and there is a 'calendar' too. Keep one.")]
    [InlineData("isRolling: true", "isRolling: false", "'isRolling' is false, and there is no 'calendar' that says when a period starts.")]
    [InlineData("isRolling: true", "calendar: { startTime: 2022-01-01 12:00:00, timeZone: Europe/Amsterdm }", "'Europe/Amsterdm' is no zone that this system knows")]
    [InlineData("indicatorRef: orders", "indicatorRef: orders, indicator: {}", "exclude each other")]
    [InlineData("budgetingMethod: Occurrences", "budgetingMethod: Timeslices", "'timeSliceTarget' is missing")]
    [InlineData("budgetingMethod: Occurrences", "budgetingMethod: Sometimes", "'Sometimes' is no budgeting method; Occurrences, Timeslices, RatioTimeslices are.")]
    [InlineData("kind: SLI", "kind: SLX", "'SLX' is no kind; Service, SLI, SLO, AlertPolicy, AlertCondition, AlertNotificationTarget, DataSource are.")]
    [InlineData("name: people", "name: people\n  nam: x", "")]
    [InlineData("apiVersion: openslo/v1\nkind: SLI", "apiVersion: openslo/v3\nkind: SLI", "the version 'openslo/v3' is not known")]
    [InlineData("conditions: [ { conditionRef: fast } ]", "conditions: [ { conditionRef: fast }, { conditionRef: slow } ]", "there are 2 conditions, and one is what a policy has.")]
    [InlineData("metadata: { name: people }", "metadata: { name: people, labels: 5 }", "'5' is found where a mapping is expected.")]
    public void What_has_no_reading_is_refused_with_value_and_place(string found, string replacement, string message)
    {
        var text = AllKinds.Replace("\r", "", StringComparison.Ordinal);
        Assert.Contains(found, text, StringComparison.Ordinal);
        text = text.Replace(found, replacement.Contains("indicator: {}", StringComparison.Ordinal) ? "indicatorRef: orders\n  indicator: { metadata: { name: x } }" : replacement, StringComparison.Ordinal);

        var exception = Assert.Throws<DocumentException>(() => OpenSloDocument.Parse(text, "slo.yaml", message.Length == 0 ? DocumentReading.Strict : DocumentReading.Lenient));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("slo.yaml, line ", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Each place where the specification says two things, or where its examples break its rules; the README lists them.</summary>
    [Theory]
    [InlineData("targetPercent: 99.95", "targetPercent: 99.95, target: 0.9995", "once, because they are the same")]
    [InlineData("isRolling: true", "", "as rolling")]
    [InlineData("duration: 28d", "duration: 1M", "as it is; whoever runs it decides")]
    [InlineData("  budgetingMethod: Occurrences\n", "", "as Occurrences")]
    [InlineData("budgetingMethod: Occurrences", "budgetingMethod: occurrences", "as Occurrences")]
    [InlineData("displayName: Good", "timeSliceTarget: 0.9", "it is left out")]
    [InlineData("displayName: Good", "compositeWeight: 2", "it is left out")]
    [InlineData("displayName: Good", "surprise: 2", "it is left out")]
    [InlineData("name: people", "name: OnCallPeople", "as it is")]
    [InlineData("isRolling: true", "calendar: { startTime: 2022-01-01T12:00:00, timeZone: Europe/Amsterdam }", "as 2022-01-01 12:00:00")]
    [InlineData("budgetingMethod: Occurrences\n  objectives: [ { displayName: Good, targetPercent: 99.95 } ]", "budgetingMethod: TimeSlices\n  objectives: [ { targetPercent: 99.95, timeSliceTarget: 0.9, timeSliceWindow: 1m } ]", "as Timeslices")]
    [InlineData("budgetingMethod: Occurrences\n  objectives: [ { displayName: Good, targetPercent: 99.95 } ]", "budgetingMethod: Timeslices\n  objectives: [ { targetPercent: 99.95, timeSliceTarget: 0, timeSliceWindow: 1m } ]", "as 0")]
    [InlineData("displayName: Good", "timeSliceWindow: 1m", "it is left out")]
    [InlineData("metricSourceRef: metrics, spec", "spec", "without a kind of source")]
    [InlineData("metricSourceRef: metrics, spec: { query: \"sum(rate(orders[{{.window}}]))\" }", "metricSourceRef: metrics", "as an empty one")]
    [InlineData("indicatorRef: orders", "indicator: { metadata: { name: own }, spec: { ratioMetric: { counter: true, good: { metricSource: { type: X, spec: {} } }, total: { metricSource: { type: X, spec: {} } } } } }", "it is left out", "displayName: Good", "op: lte")]
    [InlineData("indicatorRef: orders", "indicator: { metadata: { name: own }, spec: { ratioMetric: { counter: true, good: { metricSource: { type: X, spec: {} } }, total: { metricSource: { type: X, spec: {} } } } } }", "it is left out", "displayName: Good", "value: 5")]
    [InlineData("indicatorRef: orders", "indicator: { metadata: { name: own }, spec: { thresholdMetric: { metricSource: { type: X, spec: {} } } } }", "each on its own, as v2alpha has it", "{ displayName: Good, targetPercent: 99.95 }", "{ op: lt, value: 1, targetPercent: 99 }, { op: lt, value: 2, targetPercent: 99.9 }")]
    public void A_lenient_reading_takes_what_a_strict_one_refuses_and_says_so(string found, string replacement, string reading, string also = "", string alsoReplacement = "")
    {
        var text = AllKinds.Replace("\r", "", StringComparison.Ordinal);
        Assert.Contains(found, text, StringComparison.Ordinal);
        Assert.Contains(also, text, StringComparison.Ordinal);
        text = text.Replace(found, replacement, StringComparison.Ordinal);
        text = also.Length == 0 ? text : text.Replace(also, alsoReplacement, StringComparison.Ordinal);

        Assert.Throws<DocumentException>(() => OpenSloDocument.Parse(text));
        var note = OpenSloDocument.Parse(text, "slo.yaml", DocumentReading.Lenient).Notes[0];

        Assert.EndsWith($"Read so: {reading}.", note.Reading, StringComparison.Ordinal);
        Assert.True(note.Line > 0 && note.Path.Length > 0);
    }

    [Fact]
    public void Both_readings_take_no_wait_and_an_alert_on_little_burning_as_they_are_written()
    {
        var text = AllKinds.Replace("alertAfter: 5m", "alertAfter: 0m", StringComparison.Ordinal).Replace("op: gte", "op: lte", StringComparison.Ordinal);

        foreach (var reading in Enum.GetValues<DocumentReading>())
        {
            var document = OpenSloDocument.Parse(text, "slo.yaml", reading);
            var condition = Assert.Single(document.Objects.OfType<OpenSloAlertCondition>());
            Assert.Equal(OpenSloOperator.LessThanOrEqual, condition.Operator);
            Assert.Null(condition.AlertAfter);
            Assert.Empty(document.Notes);
        }
    }

    [Theory]
    [InlineData("5", "as 5 minutes")]
    [InlineData("5m", null)]
    public void A_slice_without_a_unit_is_of_minutes_when_lenient(string slice, string? reading)
    {
        var text = Composite.Replace("timeSliceWindow: 1m", $"timeSliceWindow: {slice}", StringComparison.Ordinal);

        var document = OpenSloDocument.Parse(text, "slo.yaml", DocumentReading.Lenient);

        var slo = Assert.IsType<OpenSloObjectives>(document.Objects[0]);
        Assert.Equal(new OpenSloDuration(5, OpenSloDurationUnit.Minute), slo.Objectives[0].TimeSliceWindow);
        Assert.Equal(reading is null ? [] : [reading], document.Notes.Select(static note => note.Reading.Split("Read so: ")[1].TrimEnd('.')));
    }

    [Fact]
    public void Parts_of_a_composite_have_indicators_and_weights_of_their_own()
    {
        var slo = Assert.IsType<OpenSloObjectives>(OpenSloDocument.Parse(Composite).Objects[0]);

        Assert.True(slo.IsComposite);
        Assert.Equal(["first", "second"], slo.Objectives.Select(static part => part.Indicator!.Name));
        Assert.Equal([Ratio.One, new Ratio(5, 2)], slo.Objectives.Select(static part => part.CompositeWeight));
        Assert.Equal(OpenSloDocument.Parse(Composite).ToYaml(), OpenSloDocument.Parse(OpenSloDocument.Parse(Composite).ToYaml()).ToYaml());
    }

    [Fact]
    public void An_indicator_for_all_beside_one_of_a_part_is_a_contradiction()
    {
        var text = Composite.Replace("service: shop", "service: shop\n  indicatorRef: third", StringComparison.Ordinal);

        Assert.Contains("Keep the one, or the others.", Assert.Throws<DocumentException>(() => OpenSloDocument.Parse(text, reading: DocumentReading.Lenient)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_is_there_twice_is_refused()
    {
        var service = "apiVersion: openslo/v1\nkind: Service\nmetadata: { name: shop }\nspec: {}\n";

        var exception = Assert.Throws<DocumentException>(() => OpenSloDocument.Parse($"{service}---\n{service}", "a.yaml"));

        Assert.Equal("a.yaml, line 6, column 1: the Service 'shop' is there twice, before on line 1. Keep one, or rename one.", exception.Message);
    }

    [Fact]
    public void V2alpha_is_read_into_the_same_model_and_written_as_v1()
    {
        const string Text = """
            apiVersion: openslo.com/v2alpha
            kind: SLO
            metadata: { name: orders }
            spec:
              serviceRef: shop
              sli:
                metadata: { name: latency }
                spec:
                  thresholdMetric:
                    dataSourceSpec: { type: Redshift, connectionDetails: { accessKeyID: x } }
                    spec: { query: SELECT 1 }
              timeWindow: [ { duration: 1w, calendar: { startTime: 2022-01-01 12:00:00, timeZone: America/New_York } } ]
              budgetingMethod: Timeslices
              objectives:
                - { op: lt, value: 0.25, target: 0.995, timeSliceTarget: 0.95, timeSliceWindow: 1m }
                - { op: lt, value: 1e-1, target: 0.9, timeSliceTarget: 1.0, timeSliceWindow: 1m }
            """;

        var slo = Assert.IsType<OpenSloObjectives>(OpenSloDocument.Parse(Text).Objects[0]);
        var again = Assert.IsType<OpenSloObjectives>(OpenSloDocument.Parse(OpenSloDocument.Parse(Text).ToYaml(), reading: DocumentReading.Lenient).Objects[0]);

        Assert.Equal("shop", slo.Service);
        Assert.Equal(OpenSloOperator.LessThan, slo.Objectives[0].Operator);
        Assert.Equal(new Ratio(1, 4), slo.Objectives[0].Value);
        Assert.Equal("Redshift", slo.Indicator!.Value!.ThresholdMetric!.Type);
        Assert.Equal(slo.TimeWindow, again.TimeWindow);
        Assert.Equal(slo.Objectives, again.Objectives);
    }

    [Fact]
    public void V1alpha_is_read_with_its_ratios_and_units()
    {
        const string Text = """
            apiVersion: openslo/v1alpha
            kind: SLO
            metadata: { name: pages, displayName: Pages }
            spec:
              service: web
              budgetingMethod: Timeslices
              timeWindows: [ { unit: Quarter, count: 1, isRolling: false, calendar: { startTime: 2022-01-01 00:00:00, timeZone: Asia/Tokyo } } ]
              objectives:
                - { target: 0.995, timeSliceTarget: 0.95, value: 1, ratioMetrics: { incremental: true, good: { source: datadog, queryType: query, query: good }, total: { source: datadog, queryType: query, query: all } } }
            """;

        var slo = Assert.IsType<OpenSloObjectives>(OpenSloDocument.Parse(Text).Objects[0]);

        Assert.Equal("1Q", slo.TimeWindow!.Duration.ToString());
        Assert.Equal("Asia/Tokyo", slo.TimeWindow.Calendar!.TimeZone.Id);
        Assert.Equal("good", slo.Indicator!.Value!.RatioMetric!.Good!.Query);
        Assert.True(slo.Indicator.Value.RatioMetric.IsCounter);
        Assert.Equal(new OpenSloDuration(1, OpenSloDurationUnit.Minute), slo.Objectives[0].TimeSliceWindow);
    }

    [Fact]
    public void A_fraction_without_an_end_in_decimals_is_not_written_as_something_else()
    {
        var slo = new OpenSloObjectives(new OpenSloMetadata("thirds"))
        {
            Service = "shop",
            Indicator = new OpenSloLink<OpenSloIndicator>("orders"),
            Objectives = [new OpenSloObjective { Target = new Ratio(2, 3) }],
        };

        Assert.Contains("2/3 has no end in decimal digits", Assert.Throws<ArgumentException>(new OpenSloDocument([slo]).ToYaml).Message, StringComparison.Ordinal);
    }

    private const string Composite = """
        apiVersion: openslo/v1
        kind: SLO
        metadata: { name: journey }
        spec:
          service: shop
          timeWindow: [ { duration: 4w, isRolling: true } ]
          budgetingMethod: RatioTimeslices
          objectives:
            - { indicatorRef: first, target: 0.99, timeSliceWindow: 1m }
            - { indicatorRef: second, target: 0.98, timeSliceWindow: 1h, compositeWeight: 2.5 }
        """;
}
