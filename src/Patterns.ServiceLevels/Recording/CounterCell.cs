using System.Runtime.InteropServices;

namespace Patterns.ServiceLevels.Recording;

/// <summary>The counts of one thread, alone on its cache lines so that threads do not slow each other down.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal sealed class CounterCell
{
    [FieldOffset(48)]
    public long Good;

    [FieldOffset(56)]
    public long Bad;
}
