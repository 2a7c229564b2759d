using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>What PostgreSQL, DuckDB and Trino have in common.</summary>
internal abstract class StandardGrammar : SqlGrammar
{
    protected abstract string DoubleName { get; }

    public override string? TypeName(DataType type) => type switch
    {
        DecimalType number => FormattableString.Invariant($"DECIMAL({number.Precision}, {number.Scale})"),
        { Kind: DataTypeKind.Boolean } => "BOOLEAN",
        { Kind: DataTypeKind.Int8 } => "TINYINT",
        { Kind: DataTypeKind.Int16 } => "SMALLINT",
        { Kind: DataTypeKind.Int32 } => "INTEGER",
        { Kind: DataTypeKind.Int64 } => "BIGINT",
        { Kind: DataTypeKind.Float32 } => "REAL",
        { Kind: DataTypeKind.Float64 } => DoubleName,
        { Kind: DataTypeKind.Date } => "DATE",
        { Kind: DataTypeKind.Timestamp } => "TIMESTAMP WITH TIME ZONE",
        { Kind: DataTypeKind.LocalTimestamp } => "TIMESTAMP",
        { Kind: DataTypeKind.String } => "VARCHAR",
        _ => null,
    };

    public override string? Literal(object value, DataType type) => value switch
    {
        bool boolean => boolean ? "TRUE" : "FALSE",
        string text => Text(text),
        DateOnly day => $"DATE '{Day(day)}'",
        DateTimeOffset instant => Instant(instant),
        DateTime local => $"TIMESTAMP '{Moment(local)}'",
        int number => number < 0 ? $"({Number(number)})" : Number(number),
        sbyte or short or long or decimal or WideDecimal => $"CAST({(type is DecimalType ? $"'{Number(value)}'" : Number(value))} AS {TypeName(type)})",
        float or double => FloatLiteral(value, type),
        byte[] bytes => Bytes(bytes),
        _ => null,
    };

    public override string? Cast(string value, DataType from, DataType to, bool isTry)
    {
        if (isTry ? !HasTryCast : from.Kind == to.Kind && from.Equals(to))
        {
            return isTry ? null : value;
        }

        var operand = (from.Kind, to.Kind) switch
        {
            (DataTypeKind.Timestamp, DataTypeKind.Date or DataTypeKind.LocalTimestamp) => AtUtc(value),
            (DataTypeKind.Date or DataTypeKind.LocalTimestamp, DataTypeKind.Timestamp) => null,
            (DataTypeKind.Date, DataTypeKind.LocalTimestamp) or (DataTypeKind.LocalTimestamp, DataTypeKind.Date) or (DataTypeKind.Date, DataTypeKind.String) => value,
            (DataTypeKind.Float32 or DataTypeKind.Float64 or DataTypeKind.Decimal, _) when to.IsInteger => $"trunc({value})",
            (DataTypeKind.Boolean, _) when to.IsInteger => $"CASE {value} WHEN TRUE THEN 1 WHEN FALSE THEN 0 END",
            (_, DataTypeKind.String) => from.IsInteger || from.Kind is DataTypeKind.Boolean or DataTypeKind.Decimal ? value : null,
            (DataTypeKind.String, _) => to.IsNumeric || to.Kind == DataTypeKind.Date ? value : null,
            _ => from.IsNumeric && to.IsNumeric ? value : null,
        };
        return from is { Kind: DataTypeKind.Date or DataTypeKind.LocalTimestamp } && to.Kind == DataTypeKind.Timestamp
            ? FromUtc($"CAST({value} AS TIMESTAMP)")
            : operand is null || TypeName(to) is not { } name ? null : $"{(isTry ? "TRY_CAST" : "CAST")}({operand} AS {name})";
    }

    public override string? Quotient(string left, string right, DataType leftType, DataType rightType, DataType result)
        => result is DecimalType type ? DecimalQuotient(left, right, type) : $"(CAST({left} AS {DoubleName}) / {right})";

    public override string? Like(LikeKind kind, string value, string pattern, object? constant, char escape) => kind switch
    {
        LikeKind.RegularExpression => Matches(value, pattern),
        LikeKind.Like => $"({value} LIKE {pattern} ESCAPE '{(escape == '\'' ? "''" : escape.ToString())}')",
        _ => CaseInsensitiveLike(value, pattern, escape),
    };

    public override string? Aggregate(Aggregate aggregate, string? argument, DataType? type, DataType result) => aggregate.Function switch
    {
        AggregateFunction.CountAll => "count(*)",
        AggregateFunction.Count => $"count({argument})",
        AggregateFunction.CountDistinct => $"count(DISTINCT {argument})",
        AggregateFunction.Sum => $"CAST(sum({argument}) AS {TypeName(result)})",
        AggregateFunction.Average => Mean(argument!, type!, result),
        AggregateFunction.Min when type!.Kind == DataTypeKind.Boolean => $"bool_and({argument})",
        AggregateFunction.Max when type!.Kind == DataTypeKind.Boolean => $"bool_or({argument})",
        AggregateFunction.Min => $"min({(type!.Kind == DataTypeKind.String ? Bytewise(argument!) : argument)})",
        AggregateFunction.Max => $"max({(type!.Kind == DataTypeKind.String ? Bytewise(argument!) : argument)})",
        AggregateFunction.All => $"bool_and({argument})",
        AggregateFunction.Any => $"bool_or({argument})",
        _ => Approximate(aggregate, argument!),
    };

    public override string? Function(SqlCall call) => FunctionOf(call) is { } written && TypeName(call.Result) is { } name
        ? call.Result.Kind is DataTypeKind.Int32 or DataTypeKind.Int64 or DataTypeKind.Date or DataTypeKind.Decimal ? $"CAST({written} AS {name})" : written
        : null;

    protected virtual bool HasTryCast => true;

    protected virtual string? Approximate(Aggregate aggregate, string argument) => null;

    protected abstract string Instant(DateTimeOffset value);

    protected abstract string? FloatLiteral(object value, DataType type);

    protected abstract string? Bytes(byte[] value);

    /// <summary>A timestamp as the local time that clocks in UTC show.</summary>
    protected abstract string AtUtc(string timestamp);

    /// <summary>The instant at which clocks in UTC show a local time.</summary>
    protected abstract string FromUtc(string local);

    protected abstract string? DecimalQuotient(string left, string right, DecimalType result);

    protected abstract string? Mean(string argument, DataType type, DataType result);

    protected abstract string? Matches(string value, string pattern);

    protected virtual string? CaseInsensitiveLike(string value, string pattern, char escape) => $"({value} ILIKE {pattern} ESCAPE '{(escape == '\'' ? "''" : escape.ToString())}')";

    /// <summary>A function before its result is given its type; null when there is none.</summary>
    protected abstract string? FunctionOf(SqlCall call);

    /// <summary>Functions that all three have by the same name and meaning.</summary>
    protected string? Shared(SqlCall call) => call.Expression.Name switch
    {
        "lower" or "lcase" => call.AllText ? $"lower({call[0]})" : null,
        "upper" or "ucase" => call.AllText ? $"upper({call[0]})" : null,
        "length" or "len" or "char_length" or "character_length" => call.AllText ? $"length({call[0]})" : null,
        "concat" => call.Types.All(static type => type.Kind == DataTypeKind.String || type.IsInteger)
            ? $"({string.Join(" || ", call.Arguments.Select((argument, index) => call.Types[index].IsInteger ? $"CAST({argument} AS VARCHAR)" : argument))})"
            : null,
        "concat_ws" => call.AllText ? $"concat_ws({call.List})" : null,
        "replace" => call.AllText ? $"replace({call[0]}, {call[1]}, {(call.Count > 2 ? call[2] : "''")})" : null,
        "reverse" => call.AllText ? $"reverse({call[0]})" : null,
        "substring" or "substr" => call.Types[0].Kind == DataTypeKind.String && call.IsAtLeast(1, 1) && (call.Count == 2 || call.IsAtLeast(2, 0)) ? $"substr({call.List})" : null,
        "left" => call.Types[0].Kind == DataTypeKind.String && call.IsAtLeast(1, 0) ? $"substr({call[0]}, 1, {call[1]})" : null,
        "split_part" => call.AllText || call.IsAtLeast(2, 1) ? $"split_part({call.List})" : null,
        "trim" when call.Count == 1 => call.AllText ? $"trim(BOTH ' ' FROM {call[0]})" : null,
        "abs" => $"abs({call[0]})",
        "floor" => $"floor({call[0]})",
        "ceil" or "ceiling" => $"ceil({call[0]})",
        "power" or "pow" => $"power({AsDouble(call, 0)}, {AsDouble(call, 1)})",
        "sqrt" => $"sqrt({AsDouble(call, 0)})",
        "exp" => $"exp({AsDouble(call, 0)})",
        "ln" => $"CASE WHEN {call[0]} > 0 THEN ln({AsDouble(call, 0)}) END",
        "log10" => $"CASE WHEN {call[0]} > 0 THEN log10({AsDouble(call, 0)}) END",
        "sign" or "signum" => $"CAST(sign({call[0]}) AS {DoubleName})",
        "year" or "quarter" or "month" or "hour" or "minute" or "second" => TimePart(call, call.Expression.Name),
        "day" or "dayofmonth" => TimePart(call, "day"),
        "dayofyear" => TimePart(call, "doy"),
        "weekofyear" => TimePart(call, "week"),
        "date_trunc" => Truncate(call, call.Constant(0) as string, 1),
        "trunc" => Truncate(call, call.Constant(1) as string, 0),
        _ => null,
    };

    /// <summary>An argument as the local time in UTC, or the day.</summary>
    protected string? LocalTime(SqlCall call, int index) => call.Types[index].Kind switch
    {
        DataTypeKind.Timestamp => AtUtc(call[index]),
        DataTypeKind.Date or DataTypeKind.LocalTimestamp => call[index],
        _ => call.Constant(index) is string text && DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? $"DATE '{Day(day)}'" : null,
    };

    protected string? LocalDay(SqlCall call, int index) => LocalTime(call, index) is { } time ? $"CAST({time} AS DATE)" : null;

    protected string AsDouble(SqlCall call, int index) => $"CAST({call[index]} AS {DoubleName})";

    protected virtual string? TimePart(SqlCall call, string part)
        => LocalTime(call, 0) is not { } time ? null
            : part is "hour" or "minute" or "second" ? $"floor(extract({part} FROM CAST({time} AS TIMESTAMP)))"
            : $"extract({part} FROM {time})";

    private string? Truncate(SqlCall call, string? unit, int index)
    {
        string? name = unit?.ToLowerInvariant() switch
        {
            "year" or "yyyy" or "yy" => "year",
            "quarter" => "quarter",
            "month" or "mon" or "mm" => "month",
            "week" => "week",
            "day" or "dd" => "day",
            "hour" => "hour",
            "minute" => "minute",
            "second" => "second",
            _ => null,
        };
        if (name is null || LocalTime(call, index) is not { } time)
        {
            return null;
        }

        var cut = $"date_trunc('{name}', {(call.Types[index].Kind == DataTypeKind.Timestamp ? time : $"CAST({time} AS TIMESTAMP)")})";
        return call.Result.Kind == DataTypeKind.Timestamp ? FromUtc(cut) : cut;
    }
}
