using Patterns.Lake.Formats;

namespace Patterns.Lake.Inference;

/// <summary>The type that was decided on: for reading, and for explaining.</summary>
internal sealed record ResolvedValue(ValuePlan Plan, ColumnEvidence Evidence);
