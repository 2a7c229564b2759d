using Patterns.Columnar.Aggregation.Grouping;
using Patterns.Columnar.Expressions;
using Patterns.Columnar.Expressions.Binding;
using Patterns.Core;

namespace Patterns.Columnar.Joining;

/// <summary>The keys of both sides in common types.</summary>
internal sealed class JoinKeys
{
    public JoinKeys(Schema build, Schema probe, IReadOnlyList<JoinKey> keys)
    {
        var types = keys.Select(key => CommonType(key, key.Build.Bind(build).Type, key.Probe.Bind(probe).Type)).ToArray();
        Types = types;
        Build = new BoundExpressions(build, [.. keys.Select((key, index) => InType(key.Build, build, types[index]))]);
        Probe = new BoundExpressions(probe, [.. keys.Select((key, index) => InType(key.Probe, probe, types[index]))]);
    }

    public IReadOnlyList<DataType> Types { get; }

    public BoundExpressions Build { get; }

    public BoundExpressions Probe { get; }

    private static DataType CommonType(JoinKey key, DataType build, DataType probe)
    {
        var common = TypeRules.Common(build, probe)
            ?? throw new ExpressionTypeException(key.Probe, $"it is {probe}, but '{key.Build}' on the build side is {build}; use CAST on one of them.");
        return KeyIndex.IsSupported(common)
            ? common
            : throw new ExpressionTypeException(key.Probe, $"rows cannot be joined by values of type {common}. Take one of their fields or elements.");
    }

    private static Expression InType(Expression key, Schema schema, DataType type) => key.Bind(schema).Type.Equals(type) ? key : Expression.Cast(key, type);
}
