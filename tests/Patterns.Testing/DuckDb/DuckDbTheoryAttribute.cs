using Xunit;

namespace Patterns.Testing;

/// <summary>A theory that needs DuckDB's library; skipped with the reason where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DuckDbTheoryAttribute : TheoryAttribute
{
    /// <summary>Sets the reason to skip when the library is absent.</summary>
    public DuckDbTheoryAttribute()
    {
        if (!DuckDb.IsAvailable)
        {
            Skip = DuckDb.WhyNot;
        }
    }
}
