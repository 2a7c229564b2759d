using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>The words of the specification for kinds, methods and operators.</summary>
internal static class Words
{
    private static readonly string[] Kinds = Enum.GetNames<OpenSloKind>();
    private static readonly string[] Methods = Enum.GetNames<OpenSloBudgetingMethod>();
    private static readonly string[] Operators = ["lt", "lte", "gt", "gte"];

    public static OpenSloKind Kind(Cursor cursor) => (OpenSloKind)Index(cursor, Kinds, "kind");

    /// <summary>The notes of v1 have TimeSlices where its schema has Timeslices.</summary>
    public static OpenSloBudgetingMethod Method(Cursor cursor) => (OpenSloBudgetingMethod)Index(cursor, Methods, "budgeting method");

    public static OpenSloOperator Operator(Cursor cursor) => (OpenSloOperator)Index(cursor, Operators, "operator");

    public static string Of(OpenSloOperator value) => Operators[(int)value];

    private static int Index(Cursor cursor, string[] words, string what)
    {
        var text = cursor.AsText();
        var index = Array.IndexOf(words, text);
        if (index >= 0)
        {
            return index;
        }

        index = Array.FindIndex(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            throw cursor.Fault($"'{text}' is no {what}; {string.Join(", ", words)} are.");
        }

        cursor.Loosen($"'{text}' is no {what}; {words[index]} is, told apart by case.", $"as {words[index]}");
        return index;
    }
}
