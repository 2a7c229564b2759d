namespace Patterns.Core;

/// <summary>Which calendar year gives a fiscal year its number.</summary>
public enum FiscalYearName
{
    /// <summary>The one in which it starts, as in Japan: 2026 with a start in April is April 2026 to March 2027.</summary>
    StartYear,

    /// <summary>The one in which it ends, as for the government of the United States: 2026 with a start in October is October 2025 to September 2026.</summary>
    EndYear,
}
