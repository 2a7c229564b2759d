using Xunit;

namespace Patterns.Testing;

/// <summary>A fact that needs PostgreSQL; skipped with the reason where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Sets the reason to skip when there is no PostgreSQL.</summary>
    public PostgresFactAttribute()
    {
        if (PostgresServer.WhyNot is { } whyNot)
        {
            Skip = whyNot;
        }
    }
}
