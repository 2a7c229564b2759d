namespace Patterns.Lake.Formats.Csv;

internal enum CsvRecordOutcome
{
    /// <summary>A record with its fields.</summary>
    Complete,

    /// <summary>A line that is a comment.</summary>
    Comment,

    /// <summary>The bytes end before the record does.</summary>
    Incomplete,

    /// <summary>The quotes are wrong.</summary>
    Malformed,
}
