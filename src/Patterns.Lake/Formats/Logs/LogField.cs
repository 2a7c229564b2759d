namespace Patterns.Lake.Formats.Logs;

/// <summary>One field of a line.</summary>
/// <param name="Name">Name of its column.</param>
/// <param name="Kind">What its text means.</param>
/// <param name="Start">0-based position of its text, in the line or in the texts that were rewritten.</param>
/// <param name="Length">Bytes of its text.</param>
internal readonly record struct LogField(byte[] Name, LogFieldKind Kind, int Start, int Length);
