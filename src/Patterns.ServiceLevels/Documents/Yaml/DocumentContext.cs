namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>What holds for all of a text while it is read: its name, the reading, and the notes that a lenient reading leaves.</summary>
internal sealed class DocumentContext(string document, DocumentReading? reading)
{
    public string Document { get; } = document;

    /// <summary>Whether the caller may choose; some formats have one reading.</summary>
    public bool HasReadings { get; } = reading is not null;

    public bool IsLenient { get; } = reading == DocumentReading.Lenient;

    public List<DocumentNote> Notes { get; } = [];
}
