using Patterns.Columnar.Expressions;
using Patterns.Columnar.Expressions.Lambdas;
using Patterns.Columnar.Expressions.Normalization;
using Patterns.Columnar.Expressions.Text;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// A scalar expression over the columns of a row: the scalar subset of Spark SQL as an immutable tree, compared by value, safe to share
/// between threads. <see cref="ToString"/> prints Spark SQL that parses to an equal tree.
/// </summary>
/// <remarks>Bounds: a text of 1,048,576 characters, 256 levels, 200,000 nodes.</remarks>
public abstract class Expression : IEquatable<Expression>
{
    private readonly Expression[] _children;
    private readonly int _hash;
    private readonly int _depth;
    private readonly int _nodeCount;

    private protected Expression(Expression[] children, int partsHash)
    {
        _children = children;
        _nodeCount = 1;
        var hash = default(HashCode);
        hash.Add(GetType());
        hash.Add(partsHash);
        foreach (var child in children)
        {
            ArgumentNullException.ThrowIfNull(child);
            hash.Add(child._hash);
            _depth = Math.Max(_depth, child._depth + 1);
            _nodeCount = Math.Min(_nodeCount + child._nodeCount, ExpressionLimits.MaxNodeCount + 1);
        }

        _hash = hash.ToHashCode();
        if (_depth >= ExpressionLimits.MaxDepth)
        {
            throw new ExpressionLimitException($"The expression has more than {ExpressionLimits.MaxDepth} levels.");
        }

        if (_nodeCount > ExpressionLimits.MaxNodeCount)
        {
            throw new ExpressionLimitException($"The expression has more than {ExpressionLimits.MaxNodeCount} parts.");
        }
    }

    /// <summary>The literal null, which fits every type.</summary>
    public static LiteralExpression Null { get; } = new(null);

    /// <summary>The literal true.</summary>
    public static LiteralExpression True { get; } = new(true);

    /// <summary>The literal false.</summary>
    public static LiteralExpression False { get; } = new(false);

    /// <summary>The <c>*</c> of <c>count(*)</c>.</summary>
    public static StarExpression Star { get; } = new();

    /// <summary>The direct parts from left to right; empty for columns and literals.</summary>
    public IReadOnlyList<Expression> Children => _children;

    /// <summary>1-based line of the text that the part was parsed from; 0 when it was built from code. Not part of the value.</summary>
    public int LineNumber => Position.LineNumber;

    /// <summary>1-based column, in UTF-16 units, in that line; 0 when the part was built from code. Not part of the value.</summary>
    public int ColumnNumber => Position.ColumnNumber;

    /// <summary>Where the part begins in the text that it was parsed from. Not part of the value.</summary>
    internal TextPosition Position { get; private set; }

    /// <summary>Reads an expression in Spark SQL.</summary>
    /// <param name="text">The whole text is one expression, for example <c>status = 'paid' AND amount &gt; 10</c>.</param>
    /// <exception cref="ExpressionSyntaxException">The text is not an expression; names line, column, what was found and what was expected.</exception>
    public static Expression Parse(string text) => Parser.ParseAll(text);

    /// <summary>Reads one expression out of a longer text, such as a SELECT statement, and stops before what does not belong to it.</summary>
    /// <remarks>
    /// Words that continue a statement (FROM, WHERE, GROUP, ORDER, AS and their like) end the expression here, whereas
    /// <see cref="Parse"/> takes them for names of columns where no keyword can stand.
    /// </remarks>
    /// <param name="text">The text.</param>
    /// <param name="startIndex">0-based position where the expression begins; white space and comments are skipped.</param>
    /// <param name="endIndex">0-based position behind the last character of the expression.</param>
    /// <exception cref="ExpressionSyntaxException">There is no expression at that position.</exception>
    public static Expression ParsePrefix(string text, int startIndex, out int endIndex) => Parser.ParsePrefix(text, startIndex, out endIndex);

    /// <summary>Translates a C# condition on a row, for example <c>order =&gt; order.Amount &gt; 0 &amp;&amp; order.Region == region</c>.</summary>
    /// <remarks>
    /// Captured variables become literals with the values that they have now. The result holds for the rows for which the C# condition holds,
    /// nulls included: <c>row.Region != "EU"</c> holds where Region is null. Where C# would throw on a null, the condition does not hold.
    /// Numbers follow SQL: overflow is an error, NaN equals NaN and is larger than every number.
    /// </remarks>
    /// <typeparam name="T">The row type.</typeparam>
    /// <param name="predicate">The condition.</param>
    /// <param name="options">How properties are named and enums are stored; null means the defaults of <see cref="RowBinder{T}"/>.</param>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public static Expression From<T>(System.Linq.Expressions.Expression<Func<T, bool>> predicate, RowBinderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new LambdaTranslator(predicate, options ?? new RowBinderOptions(), null).Translate(Nulls.AreFalse);
    }

    /// <summary>Translates a C# expression on a row that gives any value, for example <c>order =&gt; order.PaidAt.Year</c>.</summary>
    /// <typeparam name="T">The row type.</typeparam>
    /// <typeparam name="TResult">The type of the value.</typeparam>
    /// <param name="selector">The expression.</param>
    /// <param name="options">How properties are named and enums are stored; null means the defaults of <see cref="RowBinder{T}"/>.</param>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public static Expression From<T, TResult>(System.Linq.Expressions.Expression<Func<T, TResult>> selector, RowBinderOptions? options = null)
        => FromLambda(selector, options);

    /// <summary>Translates a C# lambda of any shape, for query front ends.</summary>
    /// <param name="lambda">The lambda; its body is a value, not a new object.</param>
    /// <param name="options">How properties are named and enums are stored; null means the defaults of <see cref="RowBinder{T}"/>.</param>
    /// <param name="resolve">
    /// Is asked first for every part of the body, for example for the key of a group; returns its translation, or null to leave the part to
    /// the usual rules.
    /// </param>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public static Expression FromLambda(
        System.Linq.Expressions.LambdaExpression lambda,
        RowBinderOptions? options = null,
        Func<System.Linq.Expressions.Expression, Expression?>? resolve = null)
    {
        ArgumentNullException.ThrowIfNull(lambda);
        return new LambdaTranslator(lambda, options ?? new RowBinderOptions(), resolve).Translate(Nulls.AreKept);
    }

    /// <summary>A column, or with several names a field inside a struct column.</summary>
    /// <param name="path">The name of the column, then the names of fields from the outside in; none is empty.</param>
    public static ColumnExpression Column(params IReadOnlyList<string> path) => new(path);

    /// <summary>A constant.</summary>
    /// <param name="value">
    /// null, bool, an integer of 8 to 64 bits, float, double, decimal, <see cref="WideDecimal"/>, string, byte[], DateOnly, DateTimeOffset
    /// (an instant), DateTime of kind UTC (an instant) or unspecified (a local time). Ticks below a microsecond are cut off; unsigned
    /// integers become the next larger signed type, ulong a decimal.
    /// </param>
    /// <exception cref="ArgumentException">The value is of another type.</exception>
    public static LiteralExpression Literal(object? value) => new(value);

    /// <summary>A comparison of two values.</summary>
    /// <param name="comparison">The operator.</param>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    public static ComparisonExpression Compare(ComparisonOperator comparison, Expression left, Expression right) => new(comparison, left, right);

    /// <summary><c>left = right</c>.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    public static ComparisonExpression Equal(Expression left, Expression right) => new(ComparisonOperator.Equal, left, right);

    /// <summary>An arithmetic operation on two numbers.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    public static ArithmeticExpression Arithmetic(ArithmeticOperator operation, Expression left, Expression right) => new(operation, left, right);

    /// <summary>A number with its sign turned.</summary>
    /// <param name="operand">The number.</param>
    public static NegateExpression Negate(Expression operand) => new(operand);

    /// <summary>Booleans joined by AND. Operands that are joined by AND themselves are dissolved; one operand is returned as it is.</summary>
    /// <param name="operands">At least one.</param>
    public static Expression And(params IReadOnlyList<Expression> operands) => LogicalExpression.Join(LogicalOperator.And, operands);

    /// <summary>Booleans joined by OR. Operands that are joined by OR themselves are dissolved; one operand is returned as it is.</summary>
    /// <param name="operands">At least one.</param>
    public static Expression Or(params IReadOnlyList<Expression> operands) => LogicalExpression.Join(LogicalOperator.Or, operands);

    /// <summary>The negation of a boolean.</summary>
    /// <param name="operand">The boolean.</param>
    public static NotExpression Not(Expression operand) => new(operand);

    /// <summary><c>value BETWEEN low AND high</c>, both ends included.</summary>
    /// <param name="value">What is looked at.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    public static BetweenExpression Between(Expression value, Expression low, Expression high) => new(value, low, high);

    /// <summary><c>value IN (items)</c>.</summary>
    /// <param name="value">What is looked for.</param>
    /// <param name="items">At least one.</param>
    public static InExpression In(Expression value, params IReadOnlyList<Expression> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfZero(items.Count, nameof(items));
        return new InExpression(value, items);
    }

    /// <summary>A text compared with a pattern.</summary>
    /// <param name="kind">The language of the pattern.</param>
    /// <param name="value">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="escape">The character that takes the next one literally; must be the default for a regular expression.</param>
    public static LikeExpression Like(LikeKind kind, Expression value, Expression pattern, char escape = LikeExpression.DefaultEscape)
        => kind == LikeKind.RegularExpression && escape != LikeExpression.DefaultEscape
            ? throw new ArgumentException("A regular expression has no escape character of its own.", nameof(escape))
            : new LikeExpression(kind, value, pattern, escape);

    /// <summary>A test that is never null itself, such as <c>operand IS NULL</c>.</summary>
    /// <param name="test">What is asked.</param>
    /// <param name="operand">What is looked at.</param>
    public static IsExpression Is(IsTest test, Expression operand) => new(test, operand);

    /// <summary>The result of the first branch that applies.</summary>
    /// <param name="operand">What the branches are compared with; null when each has a condition.</param>
    /// <param name="branches">At least one.</param>
    /// <param name="otherwise">The result when no branch applies; null means the null literal.</param>
    public static CaseExpression Case(Expression? operand, IReadOnlyList<CaseBranch> branches, Expression? otherwise = null)
        => new(operand, branches, otherwise);

    /// <summary><c>CAST(operand AS type)</c>: a value that does not fit is an error.</summary>
    /// <param name="operand">The value.</param>
    /// <param name="type">The type wanted.</param>
    public static CastExpression Cast(Expression operand, DataType type) => new(operand, type, isTry: false);

    /// <summary><c>TRY_CAST(operand AS type)</c>: a value that does not fit gives null.</summary>
    /// <param name="operand">The value.</param>
    /// <param name="type">The type wanted.</param>
    public static CastExpression TryCast(Expression operand, DataType type) => new(operand, type, isTry: true);

    /// <summary>A call of a function. The name of a type, as in <c>bigint(x)</c>, is a cast.</summary>
    /// <param name="name">ASCII letters, digits and underscores, no keyword; case does not matter.</param>
    /// <param name="arguments">The arguments in order.</param>
    public static Expression Call(string name, params IReadOnlyList<Expression> arguments) => FunctionName.Call(name, arguments, isDistinct: false);

    /// <summary>A call of an aggregate over distinct values, <c>count(DISTINCT x)</c>.</summary>
    /// <param name="name">ASCII letters, digits and underscores, no keyword; case does not matter.</param>
    /// <param name="arguments">The arguments in order.</param>
    public static Expression CallDistinct(string name, params IReadOnlyList<Expression> arguments)
        => FunctionName.Call(name, arguments, isDistinct: true);

    /// <summary>A field of a struct.</summary>
    /// <param name="operand">The struct; a column becomes a column with a longer path.</param>
    /// <param name="name">The name of the field.</param>
    public static Expression Field(Expression operand, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return operand is ColumnExpression column ? new ColumnExpression([.. column.Path, name]) : new FieldExpression(operand, name);
    }

    /// <summary>One element of a list or map.</summary>
    /// <param name="operand">The list or map.</param>
    /// <param name="key">The 0-based position, or the key.</param>
    public static ElementExpression Element(Expression operand, Expression key) => new(operand, key);

    /// <summary>Resolves names, checks types and prepares evaluation over batches of a schema.</summary>
    /// <param name="schema">Names and types of the columns.</param>
    /// <exception cref="ExpressionTypeException">
    /// A column or function does not exist, or types do not go together; names the part and, when it was parsed, its line and column.
    /// </exception>
    public BoundExpression Bind(Schema schema) => new(this, schema);

    /// <summary>The same tree with parts exchanged, from the leaves to the root.</summary>
    /// <param name="replace">Gets each part, whose own parts are exchanged already, and returns it or another one.</param>
    public Expression Rewrite(Func<Expression, Expression> replace)
    {
        ArgumentNullException.ThrowIfNull(replace);
        return replace(WithParts(child => child.Rewrite(replace)));
    }

    /// <summary>The same expression with other direct parts: for rewriting from the top down.</summary>
    /// <param name="replace">Gives the replacement of each direct part, or the part itself.</param>
    /// <exception cref="ArgumentException">The result has too many levels or parts.</exception>
    public Expression RewriteChildren(Func<Expression, Expression> replace)
    {
        ArgumentNullException.ThrowIfNull(replace);
        return WithParts(child => replace(child));
    }

    /// <summary>
    /// The normal form: an expression of the same meaning that is the same for many ways to write it. Two expressions with equal normal forms
    /// give the same result, or both an error, for every row of every schema that both can be bound to. Different normal forms prove nothing.
    /// </summary>
    /// <remarks>
    /// <para>Exactly equivalent in three-valued logic, and done:</para>
    /// <list type="bullet">
    /// <item>NOT is moved down to comparisons; BETWEEN becomes two comparisons, an IN of one literal becomes <c>=</c>, <c>IS FALSE</c> becomes
    /// <c>IS TRUE</c> of the opposite; equalities of one value joined by OR become IN, inequalities joined by AND become NOT IN.</item>
    /// <item>Comparisons are turned so that the literal stands on the right, other sides in the order of their texts; a number that is compared
    /// loses trailing zeros and its suffix (<c>10.50</c> is <c>10.5</c>, <c>5L</c> is <c>5</c>). Lists of literals are sorted and deduplicated.</item>
    /// <item>Operands of AND and OR that no row can fail are sorted; those that are written twice, and neutral TRUE and FALSE, are left out.</item>
    /// <item>The operands of one <c>+</c> or one <c>*</c> are sorted.</item>
    /// <item>Functions of several names get one (<c>nvl</c> is <c>coalesce</c>); <c>if</c>, <c>nullif</c>, <c>nvl2</c> and CASE with an operand
    /// become CASE with conditions.</item>
    /// </list>
    /// <para>Not done, because a row could then give another result or an error: sums and products are not regrouped
    /// (<c>a + b + c</c> is not <c>a + (b + c)</c>: overflow, rounding); operands of AND and OR stand still around one that can fail, such as
    /// arithmetic or a cast (<c>b &lt;&gt; 0 AND a / b &gt; 1</c>); literals in arithmetic keep their type; names keep their case. Dates are
    /// taken to lie within 290,000 years of 1970 where they are compared with timestamps.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The normal form has too many levels or parts.</exception>
    public Expression Normalize() => OperandOrdering.Apply(Simplification.Apply(this));

    /// <inheritdoc/>
    public bool Equals(Expression? other)
        => ReferenceEquals(this, other)
            || (other is not null
                && other._hash == _hash
                && other.GetType() == GetType()
                && HasSameParts(other)
                && _children.AsSpan().SequenceEqual(other._children));

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Expression);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => _hash;

    /// <summary>Spark SQL in one canonical form; <see cref="Parse"/> reads it back to an equal tree.</summary>
    public sealed override string ToString() => Printer.Print(this);

    /// <summary>Notes where the part stands in the text; only the parser calls this, before anybody else sees the part.</summary>
    internal Expression At(TextPosition position)
    {
        if (!Position.IsKnown)
        {
            Position = position;
        }

        return this;
    }

    /// <summary>The same part over other direct parts; this one when they are the same objects.</summary>
    internal Expression WithParts(Converter<Expression, Expression> convert)
    {
        var children = Array.ConvertAll(_children, convert);
        var isSame = children.AsSpan().SequenceEqual(_children, ReferenceEqualityComparer.Instance);
        return isSame ? this : Rebuild(children).At(Position);
    }

    /// <summary>Whether a part of the same class equals this one, children apart.</summary>
    private protected abstract bool HasSameParts(Expression other);

    /// <summary>The same part over other children.</summary>
    private protected abstract Expression Rebuild(IReadOnlyList<Expression> children);
}
