using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace Patterns.Testing;

/// <summary>A test of allocations or speed: skipped in debug builds, where the compiler puts every async method's state on the heap.</summary>
public sealed class OptimizedFactAttribute : FactAttribute
{
    public OptimizedFactAttribute()
    {
        if (typeof(Core.IObjectStore).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
        {
            Skip = "Measures an optimised build; run with -c Release.";
        }
    }
}
