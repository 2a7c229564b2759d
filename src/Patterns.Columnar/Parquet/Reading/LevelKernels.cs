using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Turns definition levels into the validity of slots.</summary>
internal static class LevelKernels
{
    /// <summary>Appends one bit per level that has a slot: whether there is a value in it.</summary>
    /// <param name="levels">Definition levels.</param>
    /// <param name="slotDefinition">The level from which on there is a slot.</param>
    /// <param name="definition">The level from which on there is a value.</param>
    /// <param name="validity">Receives the bits.</param>
    /// <returns>The number of slots and of values.</returns>
    public static (int Slots, int Values) AppendValidity(ReadOnlySpan<byte> levels, int slotDefinition, int definition, RowBits validity)
    {
        var start = validity.Count;
        validity.Extend(levels.Length);
        var words = validity.Words;
        int slots = 0, values = 0;
        var bits = 0UL;
        var pending = 0;
        foreach (var level in levels)
        {
            if (level >= slotDefinition)
            {
                var isValue = level >= definition;
                bits |= (isValue ? 1UL : 0UL) << pending;
                values += isValue ? 1 : 0;
                if (++pending == 64)
                {
                    BitCopy.Write(words, start + slots, bits, 64);
                    slots += 64;
                    bits = 0;
                    pending = 0;
                }
            }
        }

        BitCopy.Write(words, start + slots, bits, pending);
        slots += pending;
        validity.Shorten(levels.Length - slots);
        validity.AddValues(values);
        return (slots, values);
    }
}
