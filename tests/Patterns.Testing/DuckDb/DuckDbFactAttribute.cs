using Xunit;

namespace Patterns.Testing;

/// <summary>A fact that needs DuckDB's library; skipped with the reason where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DuckDbFactAttribute : FactAttribute
{
    /// <summary>Sets the reason to skip when the library is absent.</summary>
    public DuckDbFactAttribute()
    {
        if (!DuckDb.IsAvailable)
        {
            Skip = DuckDb.WhyNot;
        }
    }
}
