namespace Patterns.ServiceLevels;

/// <summary>Units of OpenSLO's duration shorthand. Minutes to weeks are lengths; months, quarters and years are of the calendar.</summary>
public enum OpenSloDurationUnit
{
    /// <summary><c>m</c></summary>
    Minute,

    /// <summary><c>h</c></summary>
    Hour,

    /// <summary><c>d</c></summary>
    Day,

    /// <summary><c>w</c></summary>
    Week,

    /// <summary><c>M</c></summary>
    Month,

    /// <summary><c>Q</c></summary>
    Quarter,

    /// <summary><c>Y</c></summary>
    Year,
}
