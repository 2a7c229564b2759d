using System.Globalization;
using Patterns.Core;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Inference;

/// <summary>Decides on types by what profiles found.</summary>
/// <param name="nullSpellings">The spellings that the profiles counted.</param>
/// <param name="ambiguousDates">What to take dates as that can be both day-month and month-day; null to leave them text.</param>
internal sealed class TypeResolver(NullSpellings nullSpellings, DateOrder? ambiguousDates)
{
    private const string ElementSuffix = "[]";
    private const string ValueSuffix = ".*";

    /// <summary>Fewer names than this are fields, however rarely they occur.</summary>
    private const int LeastNamesOfMap = 64;

    /// <summary>The share of the names that an object of a map has on average.</summary>
    private const double MostPresenceOfMap = 0.1;

    /// <summary>The type of the values at one place.</summary>
    /// <param name="name">Name of the place.</param>
    /// <param name="value">The values.</param>
    /// <param name="placeCount">Rows, objects or elements that could have a value there.</param>
    public ResolvedValue Resolve(string name, ValueProfile value, long placeCount)
    {
        var kinds = (value.Scalars.Count > 0 ? 1 : 0) + (value.Objects is not null ? 1 : 0) + (value.ArrayCount > 0 ? 1 : 0);
        return kinds switch
        {
            0 => Text(name, value, placeCount, "there is no value"),
            > 1 => Text(name, value, placeCount, string.Create(CultureInfo.InvariantCulture, $"values of different shapes meet: {value.Scalars.Count} scalars, {value.Objects?.Count ?? 0} objects, {value.ArrayCount} arrays")),
            _ when value.Objects is { Members.Count: 0, Values: null } => Text(name, value, placeCount, "every value is an object without members"),
            _ when value.Objects is not null => Map(name, value.Objects, placeCount) ?? Struct(name, value.Objects, placeCount),
            _ when value.Elements is not null => List(name, value, placeCount),
            _ => Scalar(name, value, placeCount),
        };
    }

    private ResolvedValue Scalar(string name, ValueProfile value, long placeCount)
    {
        var scalars = value.Scalars;
        var choice = ScalarChoice.Of(scalars, ambiguousDates);
        var isText = choice.Type.Kind == DataTypeKind.String;
        var valueCount = isText ? scalars.Count : scalars.TypedCount;
        return new ResolvedValue(
            new ValuePlan(choice.Type, choice.DateOrder, []),
            new ColumnEvidence
            {
                Name = name,
                Type = choice.Type,
                ValueCount = valueCount,
                NullCount = placeCount - valueCount,
                NullSpellings = isText ? new Dictionary<string, long>() : Spellings(scalars),
                Reason = choice.Reason,
                Exclusions = Exclusions(scalars, Family(choice.Type)),
            });
    }

    /// <summary>
    /// Objects as a map, when their names are data rather than fields: so many that they were not told apart, or many of which each object
    /// has few, with values of one shape.
    /// </summary>
    private ResolvedValue? Map(string name, ObjectProfile objects, long placeCount)
    {
        if (objects.Values is null && !HasSparseMembers(objects))
        {
            return null;
        }

        var values = objects.United();
        var value = Resolve(name + ValueSuffix, values, values.Count + values.NullCount);
        if (objects.Values is null && LosesType(objects, value.Plan.Type))
        {
            return null;
        }

        var type = DataType.Map(DataType.String, value.Plan.Type);
        var reason = objects.Values is not null
            ? $"every value is an object, and there are more than {ObjectProfile.MaxNestedMembers} different names"
            : string.Create(CultureInfo.InvariantCulture, $"every value is an object, and each has few of {objects.Members.Count} different names");
        return new ResolvedValue(new ValuePlan(type, default, [value.Plan]), Nested(name, type, objects.Count, placeCount, reason, [value]));
    }

    private static bool HasSparseMembers(ObjectProfile objects)
    {
        if (objects.Members.Count < LeastNamesOfMap)
        {
            return false;
        }

        var values = objects.Members.Sum(static member => member.Value.Count + member.Value.NullCount);
        return values < MostPresenceOfMap * objects.Members.Count * objects.Count;
    }

    /// <summary>Whether values that have a type by name have none together.</summary>
    private bool LosesType(ObjectProfile objects, DataType united)
        => united.Kind == DataTypeKind.String
            && objects.Members.Any(member => Resolve(member.Name, member.Value, objects.Count) is { Plan.Type.Kind: not DataTypeKind.String, Evidence.ValueCount: > 0 });

    private ResolvedValue Struct(string name, ObjectProfile objects, long placeCount)
    {
        var members = objects.Members.Where(static member => member.Name.Length > 0).ToList();
        if (members.Count == 0)
        {
            return new ResolvedValue(new ValuePlan(DataType.String), Nested(name, DataType.String, objects.Count, placeCount, "every member has an empty name", []));
        }

        var fields = members.ConvertAll(member => Resolve($"{name}.{member.Name}", member.Value, objects.Count));
        var type = DataType.Struct([.. members.Zip(fields, static (member, field) => new Field(member.Name, field.Plan.Type))]);
        return new ResolvedValue(
            new ValuePlan(type, default, fields.ConvertAll(static field => field.Plan)),
            Nested(name, type, objects.Count, placeCount, "every value is an object", fields));
    }

    private ResolvedValue List(string name, ValueProfile value, long placeCount)
    {
        var elements = value.Elements!;
        var element = Resolve(name + ElementSuffix, elements, elements.Count + elements.NullCount);
        var type = DataType.List(element.Plan.Type);
        return new ResolvedValue(
            new ValuePlan(type, default, [element.Plan]),
            Nested(name, type, value.ArrayCount, placeCount, "every value is an array", [element]));
    }

    private static ColumnEvidence Nested(string name, DataType type, long count, long placeCount, string reason, IReadOnlyList<ResolvedValue> children) => new()
    {
        Name = name,
        Type = type,
        ValueCount = count,
        NullCount = placeCount - count,
        Reason = reason,
        Children = [.. children.Select(static child => child.Evidence)],
    };

    private static ResolvedValue Text(string name, ValueProfile value, long placeCount, string reason)
        => new(new ValuePlan(DataType.String), new ColumnEvidence
        {
            Name = name,
            Type = DataType.String,
            ValueCount = value.Count,
            NullCount = placeCount - value.Count,
            Reason = reason,
            Exclusions = Exclusions(value.Scalars, TypeSet.Any),
        });

    private Dictionary<string, long> Spellings(ScalarProfile scalars)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var index = 0; index < scalars.NullSpellingCounts.Count; index++)
        {
            if (scalars.NullSpellingCounts[index] > 0)
            {
                counts.Add(nullSpellings.Texts[index], scalars.NullSpellingCounts[index]);
            }
        }

        return counts;
    }

    /// <summary>The types that compete with one: a number rules dates out, and nobody asks why.</summary>
    private static TypeSet Family(DataType type) => type.Kind switch
    {
        DataTypeKind.String => TypeSet.Any,
        DataTypeKind.Boolean => TypeSet.None,
        DataTypeKind.Date or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => TypeSet.Temporal,
        _ => TypeSet.Numeric,
    };

    private static List<TypeExclusion> Exclusions(ScalarProfile scalars, TypeSet family)
        =>
        [
            .. scalars.Counterexamples
                .Where(counterexample => (counterexample.RuledOut & family) != TypeSet.None)
                .Select(counterexample => new TypeExclusion(
                    TypeSetNames.Of(counterexample.RuledOut & family),
                    counterexample.Text,
                    new ValueLocation(counterexample.File, counterexample.Position.LineNumber, counterexample.Position.ByteOffset))),
        ];
}
