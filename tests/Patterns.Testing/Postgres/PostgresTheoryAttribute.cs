using Xunit;

namespace Patterns.Testing;

/// <summary>A theory that needs PostgreSQL; skipped with the reason where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    /// <summary>Sets the reason to skip when there is no PostgreSQL.</summary>
    public PostgresTheoryAttribute()
    {
        if (PostgresServer.WhyNot is { } whyNot)
        {
            Skip = whyNot;
        }
    }
}
