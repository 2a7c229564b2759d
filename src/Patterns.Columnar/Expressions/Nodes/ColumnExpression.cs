namespace Patterns.Columnar;

/// <summary>A column, or a field inside a struct column: <c>amount</c>, <c>payload.user.name</c>.</summary>
public sealed class ColumnExpression : Expression
{
    private readonly string[] _path;

    internal ColumnExpression(IReadOnlyList<string> path)
        : base([], Hash(path))
        => _path = [.. path];

    /// <summary>The name of the column, then the names of fields from the outside in; at least one name.</summary>
    public IReadOnlyList<string> Path => _path;

    /// <summary>Another column, at the same place of the text: for resolving names that are written in another way.</summary>
    /// <param name="path">The name of the column, then the names of fields; at least one name.</param>
    public ColumnExpression WithPath(params IReadOnlyList<string> path) => (ColumnExpression)new ColumnExpression(path).At(Position);

    private protected override bool HasSameParts(Expression other) => _path.AsSpan().SequenceEqual(((ColumnExpression)other)._path);

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => this;

    private static int Hash(IReadOnlyList<string> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfZero(path.Count, nameof(path));
        var hash = default(HashCode);
        foreach (var name in path)
        {
            ArgumentException.ThrowIfNullOrEmpty(name, nameof(path));
            hash.Add(name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
