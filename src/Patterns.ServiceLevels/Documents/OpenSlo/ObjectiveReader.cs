using Patterns.Core;
using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads one objective of an SLO.</summary>
internal static class ObjectiveReader
{
    public static OpenSloObjective Read(Cursor cursor, OpenSloLink<OpenSloIndicator>? shared, OpenSloBudgetingMethod method, SpecVersion version)
    {
        var members = cursor.AsMapping();
        var own = LinkReader.Indicator(members, version);
        if (shared is null && own is null)
        {
            throw cursor.Fault("there is no indicator, neither for all objectives nor for this one. Give one to the SLO, or, in a composite, one to each objective.");
        }

        if (shared is not null && own is not null)
        {
            throw cursor.Fault("there is an indicator for all objectives and another one for this objective. Keep the one, or the others.");
        }

        var (op, value) = Threshold(members, (own ?? shared)!.Value);
        var objective = new OpenSloObjective
        {
            DisplayName = members.Text("displayName"),
            Target = TargetReader.Read(members),
            Operator = op,
            Value = value,
            TimeSliceTarget = SliceTarget(members, method),
            TimeSliceWindow = SliceWindow(members, method),
            Indicator = own,
            CompositeWeight = Weight(members, own),
        };
        members.Find("labels");
        members.Close();
        return objective;
    }

    // Only threshold metrics have a value to hold against, yet the examples of v1 give ratios an operator. Of a named indicator nobody knows here what it is.
    private static (OpenSloOperator?, Ratio?) Threshold(Members members, OpenSloIndicator? indicator)
    {
        var op = members.Find("op");
        var value = members.Find("value");
        if (indicator?.ThresholdMetric is not null)
        {
            return (Words.Operator(op ?? members.Require("op")), (value ?? members.Require("value")).AsNumber());
        }

        if (indicator?.RatioMetric is null)
        {
            return (op is { } named ? Words.Operator(named) : null, value?.AsNumber());
        }

        op?.Loosen("'op' is there, but a ratio metric has no value to hold against.", "it is left out");
        value?.Loosen("'value' is there, but a ratio metric has no value to hold against.", "it is left out");
        return (null, null);
    }

    private static Ratio? SliceTarget(Members members, OpenSloBudgetingMethod method)
    {
        if (members.Find("timeSliceTarget") is not { } cursor)
        {
            return method == OpenSloBudgetingMethod.Timeslices ? throw members.Self.Fault("'timeSliceTarget' is missing: budgets are counted in slices, and nothing says when a slice is good.") : null;
        }

        if (method != OpenSloBudgetingMethod.Timeslices)
        {
            cursor.Loosen($"'timeSliceTarget' is there, but budgets are counted as {method}.", "it is left out");
            return null;
        }

        var target = cursor.AsNumber();
        if (target < Ratio.Zero || target > Ratio.One)
        {
            throw cursor.Fault($"{cursor.AsText()} is no slice target; it is above 0 and at most 1.");
        }

        // (0, 1] in the schema, [0, 1] in the notes.
        if (target == Ratio.Zero)
        {
            cursor.Loosen("0 is no slice target: every slice would be good.", "as 0");
        }

        return target;
    }

    private static OpenSloDuration? SliceWindow(Members members, OpenSloBudgetingMethod method)
    {
        if (members.Find("timeSliceWindow") is not { } cursor)
        {
            return method == OpenSloBudgetingMethod.Occurrences ? null : throw members.Self.Fault("'timeSliceWindow' is missing: budgets are counted in slices, and nothing says how long one is.");
        }

        if (method == OpenSloBudgetingMethod.Occurrences)
        {
            cursor.Loosen("'timeSliceWindow' is there, but budgets are counted as Occurrences.", "it is left out");
            return null;
        }

        // A shorthand in the schema, a number of minutes or a shorthand in the notes.
        if (cursor.Value is YamlScalar { IsPlain: true } scalar && scalar.Text.All(char.IsAsciiDigit))
        {
            var minutes = cursor.AsCount();
            cursor.Loosen($"{minutes} has no unit.", $"as {minutes} minutes");
            return new OpenSloDuration(minutes, OpenSloDurationUnit.Minute);
        }

        return WindowReader.Duration(cursor);
    }

    private static Ratio Weight(Members members, OpenSloLink<OpenSloIndicator>? own)
    {
        if (members.Find("compositeWeight") is not { } cursor)
        {
            return Ratio.One;
        }

        var weight = cursor.AsNumber();
        if (weight <= Ratio.Zero)
        {
            throw cursor.Fault($"{cursor.AsText()} is no weight; it is above 0.");
        }

        if (own is null)
        {
            cursor.Loosen("'compositeWeight' is there, but the SLO is no composite.", "it is left out");
            return Ratio.One;
        }

        return weight;
    }
}
