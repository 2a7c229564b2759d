using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class InstructionSetTests
{
    /// <summary>Set by the runs that switch instructions off: the widest vectors, in bits, that the processor may then have.</summary>
    private const string Variable = "PATTERNS_VECTOR_BITS";

    [Fact]
    public void Instructions_that_were_switched_off_are_off()
    {
        var most = Environment.GetEnvironmentVariable(Variable) is { } bits ? int.Parse(bits, CultureInfo.InvariantCulture) : 512;
        var found = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

        Assert.True(found <= most, $"vectors of {found} bits are accelerated, but {Variable} is {most}");
        Assert.Equal(found > 0, Vector.IsHardwareAccelerated);
    }
}
