using Patterns.Columnar.Expressions.Casting;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Brings operands to a common type and computes constants once.</summary>
internal static class Coercion
{
    private static readonly EvaluationScope OneRow = new([], 1);

    /// <summary>Replaces an operation on constants by its result. One that fails is left to fail when a row needs it.</summary>
    public static BoundNode Fold(BoundNode node)
    {
        if (node is ConstantNode || node.SoleColumn is not null || node.Type.IsNested)
        {
            return node;
        }

        try
        {
            using var rows = Selection.All(1);
            using var result = node.Evaluate(OneRow, rows);
            return new ConstantNode(node.Type, PhysicalValue.Read(result, 0));
        }
        catch (ExpressionEvaluationException)
        {
            return node;
        }
    }

    /// <summary>The operand in another type; implicit, so that only types with a common type come here.</summary>
    public static BoundNode To(BoundNode node, DataType type, Expression source)
    {
        if (node.Type.Equals(type) && node is not ConstantNode { IsUntypedNull: true })
        {
            return node;
        }

        if (node is ConstantNode { IsNull: true })
        {
            return new ConstantNode(type, null);
        }

        if (node.Type.IsNested)
        {
            return new RetypeNode(node, type);
        }

        var cast = Casts.Bind(new CastRequest(node, type, CastMode.Strict, source))
            ?? throw new ExpressionTypeException(source, $"it is {node.Type}, but {type} is needed here; use CAST.");
        return Fold(cast);
    }

    /// <summary>The type that all operands have in common.</summary>
    /// <param name="whole">The part that the operands belong to, for the error.</param>
    /// <param name="operands">At least one.</param>
    public static DataType CommonType(Expression whole, IEnumerable<BoundNode> operands)
    {
        DataType? common = null;
        var texts = new List<ConstantNode>();
        foreach (var operand in operands)
        {
            if (operand is ConstantNode { IsUntypedNull: true })
            {
                continue;
            }

            if (operand is ConstantNode { Type.Kind: DataTypeKind.String } text)
            {
                texts.Add(text);
                continue;
            }

            common = common is null
                ? operand.Type
                : TypeRules.Common(common, operand.Type)
                    ?? throw new ExpressionTypeException(whole, $"{common} and {operand.Type} do not go together; use CAST on one of them.");
        }

        // Texts that are literals follow the others, as in day >= '2026-01-31'.
        return common ?? (texts.Count > 0 ? DataType.String : DataType.Boolean);
    }

    /// <summary>As <see cref="To"/>, where a literal text may be read as the type.</summary>
    public static BoundNode ToCommon(BoundNode node, DataType type, Expression source)
    {
        if (node is not ConstantNode { Type.Kind: DataTypeKind.String, IsNull: false } text || type.Kind is DataTypeKind.String)
        {
            return To(node, type, source);
        }

        var cast = Casts.Bind(new CastRequest(text, type, CastMode.Strict, source));
        return cast is not null && Fold(cast) is ConstantNode value
            ? value
            : throw new ExpressionTypeException(source, $"the text cannot be read as {type}.");
    }
}
