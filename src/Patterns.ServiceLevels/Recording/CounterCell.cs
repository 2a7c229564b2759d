using System.Runtime.InteropServices;

namespace Patterns.ServiceLevels.Recording;

/// <summary>The counts of one thread, alone on its cache lines so that threads do not slow each other down.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal sealed class CounterCell(CounterCell? older)
{
    /// <summary>The cell that another thread had before; null for the first.</summary>
    [FieldOffset(40)]
    public readonly CounterCell? Older = older;

    [FieldOffset(48)]
    public long Good;

    [FieldOffset(56)]
    public long Bad;
}
