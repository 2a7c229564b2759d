using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using Patterns.Columnar;

namespace Patterns.Tables.Query.Typed;

/// <summary>What a lambda selects: the parts of a new object, each with the column that it becomes, or one value.</summary>
/// <typeparam name="TResult">Type of the new rows.</typeparam>
internal sealed class Selection<[DynamicallyAccessedMembers(RowMembers.Needed)] TResult>
{
    private Selection(RowReader<TResult> reader, IReadOnlyList<(string Column, System.Linq.Expressions.Expression Value)> parts)
    {
        Reader = reader;
        Parts = parts;
    }

    /// <summary>Reads the new rows.</summary>
    public RowReader<TResult> Reader { get; }

    /// <summary>The columns of the new rows.</summary>
    public IReadOnlyList<(string Column, System.Linq.Expressions.Expression Value)> Parts { get; }

    /// <summary>Takes a lambda's body apart.</summary>
    /// <exception cref="ArgumentException">Something is assigned that is not a property of the new object.</exception>
    public static Selection<TResult> Of(System.Linq.Expressions.Expression body) => body switch
    {
        MemberInitExpression init => OfObject([.. Arguments(init.NewExpression), .. init.Bindings.Select(Assignment)]),
        NewExpression { Type.Namespace: not "System" } creation => OfObject(Arguments(creation)),
        _ => new Selection<TResult>(new ScalarReader<TResult>(), [(ScalarReader<TResult>.Column, body)]),
    };

    private static Selection<TResult> OfObject(IReadOnlyList<(string Member, System.Linq.Expressions.Expression Value)> members)
    {
        var binder = new RowBinder<TResult>();
        var properties = typeof(TResult).GetProperties();
        return new Selection<TResult>(
            new ObjectReader<TResult>(),
            [.. members.Select(member => (binder.ColumnOf(Property(properties, member.Member)), member.Value))]);
    }

    private static IReadOnlyList<(string Member, System.Linq.Expressions.Expression Value)> Arguments(NewExpression creation)
        => [.. (creation.Constructor?.GetParameters() ?? []).Zip(creation.Arguments, static (parameter, argument) => (parameter.Name!, argument))];

    private static (string Member, System.Linq.Expressions.Expression Value) Assignment(MemberBinding binding)
        => binding is MemberAssignment assignment
            ? (assignment.Member.Name, assignment.Expression)
            : throw new ArgumentException($"'{binding}' adds to a member instead of assigning it; select a value for it.", nameof(binding));

    private static PropertyInfo Property(PropertyInfo[] properties, string name)
        => Array.Find(properties, property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"{typeof(TResult).Name} has no property for '{name}', so its value could not be read back.", nameof(name));
}
