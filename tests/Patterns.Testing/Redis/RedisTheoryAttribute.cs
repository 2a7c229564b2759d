using Xunit;

namespace Patterns.Testing;

/// <summary>A theory that needs Redis; skipped with the reason where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RedisTheoryAttribute : TheoryAttribute
{
    /// <summary>Sets the reason to skip when there is no Redis.</summary>
    public RedisTheoryAttribute()
    {
        if (RedisServer.WhyNot is { } whyNot)
        {
            Skip = whyNot;
        }
    }
}
