using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>Trino. Source: Trino documentation, "Functions and operators".</summary>
internal sealed class TrinoGrammar : StandardGrammar
{
    public override SqlDialect Dialect => SqlDialect.Trino;

    protected override string DoubleName => "DOUBLE";

    public override string? TypeName(DataType type) => type.Kind switch
    {
        DataTypeKind.Binary => "VARBINARY",
        DataTypeKind.Timestamp => "TIMESTAMP(6) WITH TIME ZONE",
        DataTypeKind.LocalTimestamp => "TIMESTAMP(6)",
        _ => base.TypeName(type),
    };

    public override string IsTrue(string operand, bool value) => NullSafeEqual(operand, value ? "TRUE" : "FALSE");

    public override string? Cast(string value, DataType from, DataType to, bool isTry)
        => base.Cast(value, from, to, isTry)?.Replace("(trunc(", "(truncate(", StringComparison.Ordinal);

    public override string LimitText(long? count, long offset)
        => (offset > 0 ? FormattableString.Invariant($" OFFSET {offset}") : "") + (count is { } number ? FormattableString.Invariant($" LIMIT {number}") : "");

    protected override string Instant(DateTimeOffset value) => $"TIMESTAMP '{Moment(value.UtcDateTime)} UTC'";

    protected override string? FloatLiteral(object value, DataType type) => $"CAST('{Number(value)}' AS {TypeName(type)})";

    protected override string? Bytes(byte[] value) => $"X'{Convert.ToHexString(value)}'";

    protected override string AtUtc(string timestamp) => $"CAST({timestamp} AT TIME ZONE 'UTC' AS TIMESTAMP(6))";

    protected override string FromUtc(string local) => $"with_timezone({local}, 'UTC')";

    /// <summary>A quotient has as many places as the dividend, so that it is given those of the result.</summary>
    protected override string? DecimalQuotient(string left, string right, DecimalType result)
        => FormattableString.Invariant($"CAST(CAST({left} AS DECIMAL(38, {result.Scale})) / {right} AS DECIMAL({result.Precision}, {result.Scale}))");

    protected override string? Mean(string argument, DataType type, DataType result) => result is DecimalType ? $"avg(CAST({argument} AS {TypeName(result)}))" : $"avg({argument})";

    protected override string? Matches(string value, string pattern) => $"regexp_like({value}, {pattern})";

    protected override string? CaseInsensitiveLike(string value, string pattern, char escape) => $"(lower({value}) LIKE lower({pattern}) ESCAPE '{(escape == '\'' ? "''" : escape.ToString())}')";

    protected override string? Approximate(Aggregate aggregate, string argument) => aggregate.Function switch
    {
        AggregateFunction.ApproximateCountDistinct => $"approx_distinct({argument})",
        AggregateFunction.Quantile => $"approx_percentile(CAST({argument} AS DOUBLE), {Number((decimal)aggregate.Share!)})",
        _ => null,
    };

    protected override string? FunctionOf(SqlCall call) => call.Expression.Name switch
    {
        "startswith" or "starts_with" => call.AllText ? $"starts_with({call.List})" : null,
        "contains" => call.AllText ? $"(strpos({call.List}) > 0)" : null,
        "instr" => call.AllText ? $"strpos({call.List})" : null,
        "locate" or "position" when call.Count == 2 => call.AllText ? $"strpos({call[1]}, {call[0]})" : null,
        "lpad" or "rpad" => call.Types[0].Kind == DataTypeKind.String && call.IsAtLeast(1, 0) ? $"{call.Expression.Name}({call[0]}, {call[1]}, {(call.Count > 2 ? call[2] : "' '")})" : null,
        "regexp_replace" => $"regexp_replace({call.List})",
        "round" => call.Types[0].IsInteger ? null : $"round({call.List})",
        "isnan" => $"is_nan({call[0]})",
        "log2" => $"CASE WHEN {call[0]} > 0 THEN log2({AsDouble(call, 0)}) END",
        "dayofweek" => LocalTime(call, 0) is { } time ? $"(day_of_week({time}) % 7 + 1)" : null,
        "weekday" => LocalTime(call, 0) is { } time ? $"(day_of_week({time}) - 1)" : null,
        "date_add" or "dateadd" => LocalDay(call, 0) is { } day ? $"date_add('day', {call[1]}, {day})" : null,
        "date_sub" => LocalDay(call, 0) is { } day ? $"date_add('day', - {call[1]}, {day})" : null,
        "datediff" or "date_diff" => LocalDay(call, 0) is { } end && LocalDay(call, 1) is { } start ? $"date_diff('day', {start}, {end})" : null,
        "add_months" => LocalDay(call, 0) is { } day ? $"date_add('month', {call[1]}, {day})" : null,
        "last_day" => LocalDay(call, 0) is { } day ? $"last_day_of_month({day})" : null,
        _ => Shared(call),
    };
}
