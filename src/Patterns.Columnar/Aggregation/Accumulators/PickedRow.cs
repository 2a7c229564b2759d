namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>Which of a group's rows gives its value.</summary>
/// <param name="IsLast">The last one instead of the first one.</param>
/// <param name="SkipsNulls">Only rows that are not null count.</param>
internal readonly record struct PickedRow(bool IsLast, bool SkipsNulls)
{
    /// <summary>Whether a row replaces what was picked before.</summary>
    public bool Takes(PickState before, bool isNull) => !(isNull && SkipsNulls) && (IsLast || before == PickState.Nothing);
}

/// <summary>What was picked for a group.</summary>
internal enum PickState : byte
{
    Nothing,
    Null,
    Value,
}
