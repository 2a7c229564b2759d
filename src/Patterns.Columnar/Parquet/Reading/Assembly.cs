using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>
/// Finds groups and lists in the levels of one of the leaves below them. Source: S. Melnik et al., "Dremel: Interactive Analysis of Web-Scale
/// Datasets" (2010), section 4.3.
/// </summary>
internal static class Assembly
{
    /// <summary>Appends whether there is a value for each slot of a field.</summary>
    public static void AppendSlots(LeafReader leaf, FieldShape shape, ValidityBuilder validity)
    {
        var definitions = leaf.Definitions;
        var repetitions = leaf.Repetitions;
        if (definitions.IsEmpty)
        {
            // A required leaf outside lists has no levels, and so nothing around it can be missing.
            validity.AppendValues(leaf.SlotCount);
            return;
        }

        for (var entry = 0; entry < definitions.Length; entry++)
        {
            var beginsSlot = repetitions.IsEmpty || repetitions[entry] <= shape.SlotRepetition;
            if (beginsSlot && definitions[entry] >= shape.SlotDefinition)
            {
                validity.Append(definitions[entry] >= shape.Definition);
            }
        }
    }

    /// <summary>Appends where each list begins, and whether it is not null.</summary>
    /// <returns>The number of elements of all lists; the last offset is appended.</returns>
    public static int AppendLists(LeafReader leaf, RepeatedShape shape, BufferBuilder<int> offsets, ValidityBuilder validity)
    {
        var definitions = leaf.Definitions;
        var repetitions = leaf.Repetitions;
        var elements = 0;
        for (var entry = 0; entry < definitions.Length; entry++)
        {
            var definition = definitions[entry];
            if (repetitions[entry] > shape.Repetition || definition < shape.SlotDefinition)
            {
                continue;
            }

            if (repetitions[entry] < shape.Repetition)
            {
                offsets.Append(elements);
                validity.Append(definition >= shape.Definition);
            }

            elements += definition >= shape.ElementDefinition ? 1 : 0;
        }

        offsets.Append(elements);
        return elements;
    }
}
