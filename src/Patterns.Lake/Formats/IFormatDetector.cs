namespace Patterns.Lake.Formats;

/// <summary>Recognises one record format by the head of a file.</summary>
internal interface IFormatDetector
{
    /// <summary>The format with all its settings (dialect, column names, pattern), or null when the head is not of this format.</summary>
    FormatMatch? Detect(FileHead head);
}
