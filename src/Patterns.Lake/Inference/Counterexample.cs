using Patterns.Lake.Formats;

namespace Patterns.Lake.Inference;

/// <summary>The first value that cannot be read as certain types.</summary>
/// <param name="RuledOut">The types that were possible before it and are not behind it.</param>
/// <param name="Text">The value, cut to a length that fits a line.</param>
/// <param name="File">Path of its file.</param>
/// <param name="Position">Where the value, or the record that it is in, starts.</param>
internal sealed record Counterexample(TypeSet RuledOut, string Text, string File, RecordPosition Position);
