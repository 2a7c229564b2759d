namespace DataPlatform.Pipeline;

/// <summary>A row that could not be read, as the quarantine table of its dataset keeps it.</summary>
/// <param name="File">Path of the file in the lake.</param>
/// <param name="LineNumber">1-based line where the row starts.</param>
/// <param name="ByteOffset">0-based byte where the row starts, in the decompressed file.</param>
/// <param name="Reason">What was found and what was expected.</param>
/// <param name="RawText">The row as it stands in the file.</param>
internal sealed record QuarantinedRow(string File, long LineNumber, long ByteOffset, string Reason, string RawText);
