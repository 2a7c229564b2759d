namespace Patterns.Columnar.Kernels;

/// <summary>How many rows pass through all steps of an operator at a time, so that what one step writes is still in cache for the next.</summary>
internal static class Chunk
{
    /// <summary>Rows per step: 8 KiB of 64-bit values.</summary>
    public const int Rows = 1024;
}
