using System.Globalization;
using System.Text;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>How one engine writes names, types, literals, operators and functions. What it cannot write gives null, which refuses the part by name.</summary>
internal abstract class SqlGrammar
{
    public abstract SqlDialect Dialect { get; }

    public static SqlGrammar Of(SqlDialect dialect) => dialect switch
    {
        SqlDialect.Spark => new SparkGrammar(),
        SqlDialect.Trino => new TrinoGrammar(),
        SqlDialect.PostgreSql => new PostgreSqlGrammar(),
        SqlDialect.DuckDb => new DuckDbGrammar(),
        SqlDialect.Sqlite => new SqliteGrammar(),
        _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "A dialect is Spark, Trino, PostgreSql, DuckDb or Sqlite."),
    };

    /// <summary>A name that cannot end or begin anything else.</summary>
    public virtual string Quote(string name) => Delimit(name, '"');

    /// <summary>The name of a table, in parts.</summary>
    public virtual IReadOnlyList<string> TableName(string path) => path.Split('/');

    public abstract string? TypeName(DataType type);

    /// <summary>A constant that is not null.</summary>
    public abstract string? Literal(object value, DataType type);

    /// <summary>A value of another type.</summary>
    public abstract string? Cast(string value, DataType from, DataType to, bool isTry);

    public abstract string? Function(SqlCall call);

    /// <summary>Division of two numbers.</summary>
    public abstract string? Quotient(string left, string right, DataType leftType, DataType rightType, DataType result);

    /// <summary>The remainder with the sign of the left side.</summary>
    public virtual string? Remainder(string left, string right, DataType result) => $"({left} % {right})";

    /// <summary>The whole part of the quotient of two integers.</summary>
    public virtual string? IntegerQuotient(string left, string right) => $"({left} / {right})";

    /// <summary>Equality where null equals null.</summary>
    public virtual string NullSafeEqual(string left, string right) => $"({left} IS NOT DISTINCT FROM {right})";

    public virtual string IsTrue(string operand, bool value) => $"({operand} IS {(value ? "TRUE" : "FALSE")})";

    public abstract string? Like(LikeKind kind, string value, string pattern, object? constant, char escape);

    /// <summary>A text that is compared byte by byte.</summary>
    public virtual string Bytewise(string text) => text;

    public abstract string? Aggregate(Aggregate aggregate, string? argument, DataType? type, DataType result);

    /// <summary>A field of a struct column; null when there are no structs.</summary>
    public virtual string? Field(string column, IEnumerable<string> path) => null;

    public virtual string LimitText(long? count, long offset)
        => (count is { } number ? string.Create(CultureInfo.InvariantCulture, $" LIMIT {number}") : "") + (offset > 0 ? string.Create(CultureInfo.InvariantCulture, $" OFFSET {offset}") : "");

    protected static string Delimit(string name, char quote)
    {
        var text = new StringBuilder().Append(quote);
        foreach (var character in name)
        {
            text.Append(character == quote ? $"{quote}{quote}" : character.ToString());
        }

        return name.Length > 0 && !name.Contains('\0') ? text.Append(quote).ToString() : throw new ArgumentException($"'{name}' is no name: it is empty or has a zero character.", nameof(name));
    }

    protected static string? Text(string value) => value.Contains('\0') ? null : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    protected static string Day(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected static string Moment(DateTime value) => value.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    protected static string Number(object value) => value switch
    {
        double number => number.ToString("E16", CultureInfo.InvariantCulture),
        float number => number.ToString("E8", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
