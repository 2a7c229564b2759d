using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>DuckDB. Source: DuckDB documentation, "SQL", "Functions".</summary>
internal sealed class DuckDbGrammar : StandardGrammar
{
    public override SqlDialect Dialect => SqlDialect.DuckDb;

    protected override string DoubleName => "DOUBLE";

    public override string? TypeName(DataType type) => type.Kind == DataTypeKind.Binary ? "BLOB" : base.TypeName(type);

    public override string? IntegerQuotient(string left, string right) => $"({left} // {right})";

    public override string? Field(string column, IEnumerable<string> path) => path.Aggregate(column, (operand, name) => $"({operand}).{Quote(name)}");

    protected override string Instant(DateTimeOffset value) => $"TIMESTAMPTZ '{Moment(value.UtcDateTime)}+00'";

    protected override string? FloatLiteral(object value, DataType type) => $"CAST('{Number(value)}' AS {TypeName(type)})";

    protected override string? Bytes(byte[] value) => $"unhex('{Convert.ToHexString(value)}')";

    protected override string AtUtc(string timestamp) => $"make_timestamp(epoch_us({timestamp}))";

    protected override string FromUtc(string local) => $"CAST({local} AS TIMESTAMPTZ)";

    /// <summary>Decimals are divided as doubles there.</summary>
    protected override string? DecimalQuotient(string left, string right, DecimalType result) => $"CAST(CAST({left} AS DOUBLE) / {right} AS {TypeName(result)})";

    protected override string? Mean(string argument, DataType type, DataType result) => result is DecimalType ? $"CAST(avg({argument}) AS {TypeName(result)})" : $"avg({argument})";

    protected override string? Matches(string value, string pattern) => $"regexp_matches({value}, {pattern})";

    protected override string? Approximate(Aggregate aggregate, string argument) => aggregate.Function switch
    {
        AggregateFunction.ApproximateCountDistinct => $"approx_count_distinct({argument})",
        AggregateFunction.Quantile => $"CAST(approx_quantile({argument}, {Number((decimal)aggregate.Share!)}) AS DOUBLE)",
        _ => null,
    };

    protected override string? FunctionOf(SqlCall call) => call.Expression.Name switch
    {
        "trim" when call.Count == 1 => call.AllText ? $"trim({call[0]}, ' ')" : null,
        "startswith" or "starts_with" => call.AllText ? $"starts_with({call.List})" : null,
        "endswith" or "ends_with" => call.AllText ? $"ends_with({call.List})" : null,
        "contains" => call.AllText ? $"contains({call.List})" : null,
        "instr" => call.AllText ? $"instr({call.List})" : null,
        "locate" or "position" when call.Count == 2 => call.AllText ? $"instr({call[1]}, {call[0]})" : null,
        "right" => call.IsAtLeast(1, 0) && call.Types[0].Kind == DataTypeKind.String ? $"right({call.List})" : null,
        "octet_length" => call.AllText ? $"strlen({call[0]})" : null,
        "lpad" or "rpad" => call.Types[0].Kind == DataTypeKind.String && call.IsAtLeast(1, 0) ? $"{call.Expression.Name}({call[0]}, {call[1]}, {(call.Count > 2 ? call[2] : "' '")})" : null,
        "repeat" => call.Types[0].Kind == DataTypeKind.String ? $"repeat({call.List})" : null,
        "regexp_replace" => call.Constant(2) is string with && !with.Contains('\\') ? $"regexp_replace({call[0]}, {call[1]}, {Text(with.Replace('$', '\\'))}, 'g')" : null,
        "regexp_extract" => call.Count == 2 ? $"regexp_extract({call.List}, 1)" : call.IsAtLeast(2, 0) ? $"regexp_extract({call.List})" : null,
        "round" => call.Types[0].IsInteger ? null : $"round({call.List})",
        "isnan" => $"isnan({call[0]})",
        "greatest" or "least" => $"{call.Expression.Name}({call.List})",
        "log2" => $"CASE WHEN {call[0]} > 0 THEN log2({AsDouble(call, 0)}) END",
        "dayofweek" => LocalTime(call, 0) is { } time ? $"(dayofweek({time}) + 1)" : null,
        "weekday" => LocalTime(call, 0) is { } time ? $"(isodow({time}) - 1)" : null,
        "date_add" or "dateadd" => LocalDay(call, 0) is { } day ? $"({day} + CAST({call[1]} AS INTEGER))" : null,
        "date_sub" => LocalDay(call, 0) is { } day ? $"({day} - CAST({call[1]} AS INTEGER))" : null,
        "datediff" or "date_diff" => LocalDay(call, 0) is { } end && LocalDay(call, 1) is { } start ? $"date_diff('day', {start}, {end})" : null,
        "add_months" => LocalDay(call, 0) is { } day ? $"({day} + to_months({call[1]}))" : null,
        "last_day" => LocalDay(call, 0) is { } day ? $"last_day({day})" : null,
        "make_date" => $"make_date({call.List})",
        "unix_seconds" => call.Types[0].Kind == DataTypeKind.Timestamp ? $"floor(epoch_us({call[0]}) / 1000000)" : null,
        "unix_millis" => call.Types[0].Kind == DataTypeKind.Timestamp ? $"floor(epoch_us({call[0]}) / 1000)" : null,
        "unix_micros" => call.Types[0].Kind == DataTypeKind.Timestamp ? $"epoch_us({call[0]})" : null,
        _ => Shared(call),
    };
}
