namespace Patterns.Columnar.Expressions;

/// <summary>The results of several expressions over one batch; disposing gives those back that were computed.</summary>
/// <param name="columns">One per expression; equal expressions share one.</param>
/// <param name="owned">The computed ones.</param>
internal readonly struct EvaluatedColumns(Column[] columns, Column[] owned) : IDisposable
{
    public Column[] Columns { get; } = columns;

    public void Dispose() => Array.ForEach(owned, static column => column.Dispose());
}
