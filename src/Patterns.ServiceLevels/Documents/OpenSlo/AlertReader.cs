using Patterns.Core;
using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads policies, conditions and targets of alerts.</summary>
internal static class AlertReader
{
    public static OpenSloAlertPolicy Policy(Members members)
    {
        var metadata = MetadataReader.Read(members);
        var spec = ObjectReader.Spec(members, OpenSloKind.AlertPolicy);
        var conditions = spec.Require("conditions");
        var items = conditions.AsList();
        if (items.Count != 1)
        {
            throw conditions.Fault($"there are {items.Count} conditions, and one is what a policy has.");
        }

        var targets = spec.Require("notificationTargets");
        if (targets.AsList().Count == 0)
        {
            throw targets.Fault("there is no target. Give one or more.");
        }

        var policy = new OpenSloAlertPolicy(metadata)
        {
            Description = ObjectReader.Description(spec),
            AlertWhenNoData = spec.Boolean("alertWhenNoData"),
            AlertWhenResolved = spec.Boolean("alertWhenResolved"),
            AlertWhenBreaching = spec.Boolean("alertWhenBreaching"),
            Condition = LinkReader.Read(items[0], "conditionRef", Condition),
            NotificationTargets = [.. targets.AsList().Select(static target => LinkReader.Read(target, "targetRef", Target))],
        };
        spec.Close();
        members.Close();
        return policy;
    }

    public static OpenSloAlertCondition Condition(Members members)
    {
        var metadata = MetadataReader.Read(members);
        var spec = ObjectReader.Spec(members, OpenSloKind.AlertCondition);
        var condition = spec.Require("condition").AsMapping();
        if (condition.Find("kind") is { } kind && kind.AsText() != "burnrate")
        {
            throw kind.Fault($"'{kind.AsText()}' is no kind of condition; burnrate is.");
        }

        var read = new OpenSloAlertCondition(metadata)
        {
            Description = ObjectReader.Description(spec),
            Severity = spec.Require("severity").AsText(),
            Operator = Words.Operator(condition.Require("op")),
            Threshold = Threshold(condition.Require("threshold")),
            LookbackWindow = WindowReader.Duration(condition.Require("lookbackWindow")),
            AlertAfter = After(condition),
        };
        condition.Close();
        spec.Close();
        members.Close();
        return read;
    }

    public static OpenSloAlertNotificationTarget Target(Members members)
    {
        var metadata = MetadataReader.Read(members);
        var spec = ObjectReader.Spec(members, OpenSloKind.AlertNotificationTarget);
        var target = new OpenSloAlertNotificationTarget(metadata) { Description = ObjectReader.Description(spec), Target = spec.Require("target").AsText() };
        spec.Close();
        members.Close();
        return target;
    }

    private static Ratio Threshold(Cursor cursor)
    {
        var threshold = cursor.AsNumber();
        return threshold >= Ratio.Zero ? threshold : throw cursor.Fault($"{cursor.AsText()} is no burn rate; it is at least 0.");
    }

    // 0m is the default in the notes though a duration is positive.
    private static OpenSloDuration? After(Members condition)
        => condition.Find("alertAfter") is not { } after || after.AsText() == "0m" ? null : WindowReader.Duration(after);
}
