using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>PostgreSQL. Source: PostgreSQL documentation, chapter 9, "Functions and Operators".</summary>
internal sealed class PostgreSqlGrammar : StandardGrammar
{
    public override SqlDialect Dialect => SqlDialect.PostgreSql;

    protected override string DoubleName => "DOUBLE PRECISION";

    protected override bool HasTryCast => false;

    public override string? TypeName(DataType type) => type.Kind switch
    {
        DataTypeKind.Int8 => "SMALLINT",
        DataTypeKind.Binary => "BYTEA",
        _ => base.TypeName(type),
    };

    public override string Bytewise(string text) => $"({text} COLLATE \"C\")";

    /// <summary>Only numerics have a remainder there, and floating-point numbers are none.</summary>
    public override string? Remainder(string left, string right, DataType result) => result.IsInteger || result is DecimalType ? base.Remainder(left, right, result) : null;

    public override string? Literal(object value, DataType type)
        => value is string text && text.Contains('\\') ? Text(text) is { } quoted ? $"E{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}" : null : base.Literal(value, type);

    public override string? Like(LikeKind kind, string value, string pattern, object? constant, char escape)
        => escape == '\\' && kind != LikeKind.RegularExpression ? $"({value} {(kind == LikeKind.Like ? "LIKE" : "ILIKE")} {pattern} ESCAPE E'\\\\')" : base.Like(kind, value, pattern, constant, escape);

    protected override string Instant(DateTimeOffset value) => $"TIMESTAMPTZ '{Moment(value.UtcDateTime)}+00'";

    protected override string? FloatLiteral(object value, DataType type) => $"CAST('{Number(value)}' AS {TypeName(type)})";

    protected override string? Bytes(byte[] value) => $"decode('{Convert.ToHexString(value)}', 'hex')";

    protected override string AtUtc(string timestamp) => $"({timestamp} AT TIME ZONE 'UTC')";

    protected override string FromUtc(string local) => $"({local} AT TIME ZONE 'UTC')";

    /// <summary>A quotient has at least the digits of the dividend, so that it is given as many as the result has.</summary>
    protected override string? DecimalQuotient(string left, string right, DecimalType result)
        => FormattableString.Invariant($"CAST(CAST({left} AS DECIMAL(1000, {result.Scale + 6})) / {right} AS DECIMAL({result.Precision}, {result.Scale}))");

    protected override string? Mean(string argument, DataType type, DataType result) => result is DecimalType number
        ? FormattableString.Invariant($"CAST(CAST(sum({argument}) AS DECIMAL(1000, {number.Scale + 6})) / nullif(count({argument}), 0) AS DECIMAL({number.Precision}, {number.Scale}))")
        : $"(CAST(sum({argument}) AS DOUBLE PRECISION) / nullif(count({argument}), 0))";

    protected override string? Matches(string value, string pattern) => $"({value} ~ {pattern})";

    protected override string? FunctionOf(SqlCall call) => call.Expression.Name switch
    {
        "startswith" or "starts_with" => call.AllText ? $"starts_with({call.List})" : null,
        "endswith" or "ends_with" => call.AllText ? $"(right({call[0]}, length({call[1]})) = {call[1]})" : null,
        "contains" => call.AllText ? $"(strpos({call.List}) > 0)" : null,
        "instr" => call.AllText ? $"strpos({call.List})" : null,
        "locate" or "position" when call.Count == 2 => call.AllText ? $"strpos({call[1]}, {call[0]})" : null,
        "right" => call.IsAtLeast(1, 0) && call.Types[0].Kind == DataTypeKind.String ? $"right({call.List})" : null,
        "octet_length" => $"octet_length({call[0]})",
        "lpad" or "rpad" => call.Types[0].Kind == DataTypeKind.String && call.IsAtLeast(1, 0) ? $"{call.Expression.Name}({call.List})" : null,
        "repeat" => call.Types[0].Kind == DataTypeKind.String ? $"repeat({call.List})" : null,
        "regexp_replace" => call.Constant(2) is string with && !with.Contains('$') && !with.Contains('\\') ? $"regexp_replace({call.List}, 'g')" : null,
        "regexp_extract" => call.Count == 2 || call.IsAtLeast(2, 1)
            ? $"CASE WHEN {call[0]} IS NOT NULL THEN coalesce((regexp_match({call[0]}, {call[1]}))[{(call.Count == 2 ? "1" : call[2])}], '') END" : null,
        "round" => call.Result is DecimalType ? $"round({call.List})" : call.Types[0].IsInteger ? null : $"CAST(round(CAST({call[0]} AS NUMERIC){(call.Count > 1 ? $", {call[1]}" : "")}) AS DOUBLE PRECISION)",
        "isnan" => $"({call[0]} = CAST('NaN' AS DOUBLE PRECISION))",
        "greatest" or "least" => call.AllText ? null : $"{call.Expression.Name}({call.List})",
        "dayofweek" => LocalTime(call, 0) is { } time ? $"(extract(dow FROM {time}) + 1)" : null,
        "weekday" => LocalTime(call, 0) is { } time ? $"(extract(isodow FROM {time}) - 1)" : null,
        "date_add" or "dateadd" => LocalDay(call, 0) is { } day ? $"({day} + {call[1]})" : null,
        "date_sub" => LocalDay(call, 0) is { } day ? $"({day} - {call[1]})" : null,
        "datediff" or "date_diff" => LocalDay(call, 0) is { } end && LocalDay(call, 1) is { } start ? $"({end} - {start})" : null,
        "add_months" => LocalDay(call, 0) is { } day ? $"({day} + {call[1]} * INTERVAL '1 month')" : null,
        "last_day" => LocalDay(call, 0) is { } day ? $"(date_trunc('month', CAST({day} AS TIMESTAMP)) + INTERVAL '1 month' - INTERVAL '1 day')" : null,
        "make_date" => $"make_date({call.List})",
        "unix_seconds" => call.Types[0].Kind == DataTypeKind.Timestamp ? $"floor(extract(epoch FROM {call[0]}))" : null,
        "unix_millis" => call.Types[0].Kind == DataTypeKind.Timestamp ? $"floor(extract(epoch FROM {call[0]}) * 1000)" : null,
        "unix_micros" => call.Types[0].Kind == DataTypeKind.Timestamp ? $"floor(extract(epoch FROM {call[0]}) * 1000000)" : null,
        "log10" => $"CASE WHEN {call[0]} > 0 THEN log({AsDouble(call, 0)}) END",
        _ => Shared(call),
    };
}
