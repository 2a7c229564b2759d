namespace Patterns.Lake.Formats.Json;

/// <summary>How the records of a file are arranged.</summary>
internal enum JsonLayout
{
    /// <summary>One record per line (NDJSON, JSON Lines).</summary>
    Lines,

    /// <summary>One record, or several one after the other, over any number of lines.</summary>
    Documents,

    /// <summary>The elements of an array, or of several arrays one after the other.</summary>
    Elements,
}
