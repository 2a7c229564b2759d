using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads SLOs of v1 and v2alpha.</summary>
internal static class ObjectivesReader
{
    public static OpenSloObjectives Read(Members members, SpecVersion version)
    {
        var metadata = MetadataReader.Read(members);
        var spec = ObjectReader.Spec(members, OpenSloKind.SLO);
        var indicator = LinkReader.Indicator(spec, version);
        var method = Method(spec);
        var slo = new OpenSloObjectives(metadata)
        {
            Description = ObjectReader.Description(spec),
            Service = Service(spec, version),
            Indicator = indicator,
            BudgetingMethod = method,
            TimeWindow = Window(spec),
            Objectives = Objectives(spec, indicator, method, version),
            AlertPolicies = [.. spec.List("alertPolicies").Select(static policy => LinkReader.Read(policy, "alertPolicyRef", AlertReader.Policy))],
        };
        spec.Close();
        members.Close();
        return slo;
    }

    // The page of v2alpha has 'service', its software kit 'serviceRef'.
    private static string Service(Members spec, SpecVersion version)
        => version == SpecVersion.V2Alpha && spec.OneOf("service", "serviceRef") == "serviceRef" ? spec.Require("serviceRef").AsText() : spec.Require("service").AsText();

    private static OpenSloBudgetingMethod Method(Members spec)
    {
        if (spec.Find("budgetingMethod") is { } method)
        {
            return Words.Method(method);
        }

        // Required by the notes, missing in the example below them.
        spec.Self.Loosen("'budgetingMethod' is missing.", "as Occurrences");
        return OpenSloBudgetingMethod.Occurrences;
    }

    private static OpenSloTimeWindow? Window(Members spec)
    {
        var windows = spec.List("timeWindow");
        if (windows.Count > 1)
        {
            throw windows[1].Fault($"there are {windows.Count} windows, and one is the most. Keep one.");
        }

        return windows.Count == 0 ? null : WindowReader.Read(windows[0]);
    }

    private static OpenSloObjective[] Objectives(Members spec, OpenSloLink<OpenSloIndicator>? shared, OpenSloBudgetingMethod method, SpecVersion version)
    {
        var list = spec.Require("objectives");
        var items = list.AsList();
        if (items.Count == 0)
        {
            throw list.Fault("there is no objective. Give one or more.");
        }

        if (shared?.Value?.ThresholdMetric is not null && items.Count > 1 && version == SpecVersion.V1)
        {
            items[1].Loosen($"there are {items.Count} objectives of one threshold metric, and one is the most.", "each on its own, as v2alpha has it");
        }

        return [.. items.Select(item => ObjectiveReader.Read(item, shared, method, version))];
    }
}
