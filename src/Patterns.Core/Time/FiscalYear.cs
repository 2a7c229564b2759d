namespace Patterns.Core;

/// <summary>When a company's year starts and which number it bears. The default is the calendar year.</summary>
public readonly record struct FiscalYear
{
    private readonly int _monthsAfterJanuary;

    /// <summary>Creates a fiscal year that starts on the first day of a month.</summary>
    /// <param name="startMonth">1 (January) to 12.</param>
    /// <param name="namedAfter">Which calendar year gives its number. Makes no difference when the year starts in January.</param>
    /// <exception cref="ArgumentOutOfRangeException">The month is not 1 to 12.</exception>
    public FiscalYear(int startMonth, FiscalYearName namedAfter)
    {
        if (startMonth is not (>= 1 and <= 12))
        {
            throw new ArgumentOutOfRangeException(nameof(startMonth), startMonth, "A month is 1 to 12.");
        }

        _monthsAfterJanuary = startMonth - 1;
        NamedAfter = startMonth == 1 ? FiscalYearName.StartYear : namedAfter;
    }

    /// <summary>The month in which the year starts, 1 to 12.</summary>
    public int StartMonth => _monthsAfterJanuary + 1;

    /// <summary>Which calendar year gives the fiscal year its number.</summary>
    public FiscalYearName NamedAfter { get; }

    /// <summary>The first day of a fiscal year.</summary>
    /// <param name="year">Number of the fiscal year.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the years 1 to 9999.</exception>
    public DateOnly FirstDay(int year) => new(NamedAfter == FiscalYearName.EndYear ? year - 1 : year, StartMonth, 1);
}
