namespace Patterns.Lake;

/// <summary>A row that could not be read. It is in no batch, and nothing of it was changed.</summary>
/// <param name="Location">Where the row starts.</param>
/// <param name="Reason">What was found and what was expected, without a full stop.</param>
/// <param name="RawText">The row as it stands in the file without its line end, cut to 4,096 bytes; bytes that are not UTF-8 show as U+FFFD.</param>
public sealed record SetAsideRow(ValueLocation Location, string Reason, string RawText);
