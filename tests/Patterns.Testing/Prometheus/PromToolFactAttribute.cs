using Xunit;

namespace Patterns.Testing;

/// <summary>A fact that needs promtool; skipped with the reason where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromToolFactAttribute : FactAttribute
{
    /// <summary>Sets the reason to skip when there is no promtool.</summary>
    public PromToolFactAttribute()
    {
        if (PromTool.WhyNot is { } whyNot)
        {
            Skip = whyNot;
        }
    }
}
