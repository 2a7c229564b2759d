using Xunit;

namespace Patterns.Testing;

/// <summary>A fact that needs Redis; skipped with the reason where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RedisFactAttribute : FactAttribute
{
    /// <summary>Sets the reason to skip when there is no Redis.</summary>
    public RedisFactAttribute()
    {
        if (RedisServer.WhyNot is { } whyNot)
        {
            Skip = whyNot;
        }
    }
}
