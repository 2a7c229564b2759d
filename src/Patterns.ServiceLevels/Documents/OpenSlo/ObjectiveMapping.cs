namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Objectives of a document as objectives that are evaluated in this process.</summary>
internal static class ObjectiveMapping
{
    public static IReadOnlyList<Objective> Map(string document, OpenSloObjectives slo, Func<OpenSloIndicator, Indicator> indicators)
    {
        List<Objective> objectives = [];
        for (var index = 0; index < slo.Objectives.Count; index++)
        {
            var path = $"the SLO '{slo.Name}', objective {index + 1}";
            try
            {
                objectives.Add(Map(slo, slo.Objectives[index], index, indicators));
            }
            catch (ArgumentException exception)
            {
                // Values that a document may have and an objective may not: a target of 0, an odd slice.
                throw new DocumentException(document, 0, 0, path, exception.Message.Split('\n')[0], exception);
            }
        }

        return objectives;
    }

    private static Objective Map(OpenSloObjectives slo, OpenSloObjective objective, int index, Func<OpenSloIndicator, Indicator> indicators)
    {
        var indicator = (objective.Indicator ?? slo.Indicator)!.Value!;
        var name = slo.Objectives.Count == 1 ? slo.Name : $"{slo.Name}-{index}";
        return new Objective(name, indicators(indicator), new Target(objective.Target), WindowOf(slo.TimeWindow), new ObjectiveOptions
        {
            Description = objective.DisplayName ?? slo.Metadata.DisplayName ?? slo.Description,
            Budgeting = BudgetingOf(slo.BudgetingMethod, objective),
        });
    }

    private static Budgeting BudgetingOf(OpenSloBudgetingMethod method, OpenSloObjective objective)
        => method switch
        {
            OpenSloBudgetingMethod.Occurrences => Budgeting.Occurrences,
            OpenSloBudgetingMethod.RatioTimeslices => Budgeting.RatioTimeSlices(SliceOf(objective)),
            // A slice target of 1 has no room for a bad event, and a target of 1 is none here.
            _ when objective.TimeSliceTarget is not { } target || target >= Patterns.Core.Ratio.One => throw new ArgumentException("A slice is good from a share below 1 on; 'timeSliceTarget: 1' is not evaluated here. Write 0.999999."),
            _ => Budgeting.TimeSlices(SliceOf(objective), new Target(objective.TimeSliceTarget!.Value)),
        };

    private static TimeSpan SliceOf(OpenSloObjective objective)
        => objective.TimeSliceWindow?.ToTimeSpan() ?? throw new ArgumentException($"A slice of '{objective.TimeSliceWindow}' has no length of its own.");

    private static Window WindowOf(OpenSloTimeWindow? window)
    {
        if (window is null)
        {
            return Window.Rolling(TimeSpan.FromDays(28));
        }

        if (window.Calendar is not { } calendar)
        {
            return Window.Rolling(window.Duration.ToTimeSpan() ?? throw new ArgumentException($"A rolling window of {window.Duration} has no length of its own. Write days or weeks, or give a calendar."));
        }

        var unit = window.Duration.Unit switch
        {
            OpenSloDurationUnit.Day => CalendarUnit.Day,
            OpenSloDurationUnit.Week => CalendarUnit.Week,
            OpenSloDurationUnit.Month => CalendarUnit.Month,
            OpenSloDurationUnit.Quarter => CalendarUnit.Quarter,
            OpenSloDurationUnit.Year => CalendarUnit.Year,
            _ => throw new ArgumentException($"A period of {window.Duration} is none of the calendar. Write days, weeks, months, quarters or years."),
        };
        return Window.Calendar(unit, calendar.TimeZone.Id, window.Duration.Count, calendar.StartTime);
    }
}
