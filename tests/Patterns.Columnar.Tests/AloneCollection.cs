namespace Patterns.Columnar.Tests;

/// <summary>Tests that measure the whole process, so that no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
