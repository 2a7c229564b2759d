using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Looks for a value in a list.</summary>
internal static class ListSearch
{
    /// <summary>Whether the list of a row has the second argument among its elements; null when it has not, but has a null.</summary>
    public static bool? Contains(ListColumn lists, int row, RowArguments arguments)
    {
        var elements = lists.Elements;
        bool? result = false;
        for (var index = lists.Offsets[row]; index < lists.Offsets[row + 1]; index++)
        {
            if (elements.IsNull(index))
            {
                result = null;
            }
            else if (IsMatch(elements, index, row, arguments))
            {
                return true;
            }
        }

        return result;
    }

    private static bool IsMatch(Column elements, int index, int row, RowArguments arguments) => elements switch
    {
        BinaryColumn texts => texts.GetBytes(index).SequenceEqual(arguments.Text(1, row)),
        FixedColumn<int> numbers => numbers.Values[index] == arguments.Value<int>(1, row),
        FixedColumn<long> numbers => numbers.Values[index] == arguments.Value<long>(1, row),
        FixedColumn<double> numbers => numbers.Values[index].Equals(arguments.Value<double>(1, row)),
        _ => Equals(PhysicalValue.Read(elements, index), arguments.Boxed(1, row)),
    };
}
