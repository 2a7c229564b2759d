using System.Text;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>SQLite, with times as texts; see <see cref="SqlDialect.Sqlite"/>. Source: SQLite documentation, "Built-in Functions", "Date And Time Functions".</summary>
internal sealed class SqliteGrammar : SqlGrammar
{
    public override SqlDialect Dialect => SqlDialect.Sqlite;

    public override IReadOnlyList<string> TableName(string path) => [path.Replace('/', '_')];

    public override string? TypeName(DataType type) => type.Kind switch
    {
        DataTypeKind.Boolean or DataTypeKind.Int8 or DataTypeKind.Int16 or DataTypeKind.Int32 or DataTypeKind.Int64 => "INTEGER",
        DataTypeKind.Float32 or DataTypeKind.Float64 or DataTypeKind.Decimal => "REAL",
        DataTypeKind.Date or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp or DataTypeKind.String => "TEXT",
        DataTypeKind.Binary => "BLOB",
        _ => null,
    };

    public override string? Literal(object value, DataType type) => value switch
    {
        bool boolean => boolean ? "1" : "0",
        string text => Text(text),
        DateOnly day => $"'{Day(day)}'",
        DateTimeOffset instant => $"'{Moment(instant.UtcDateTime)}'",
        DateTime local => $"'{Moment(local)}'",
        sbyte or short or int or long => $"({Number(value)})",
        decimal or WideDecimal => $"CAST({Number(value)} AS REAL)",
        float number => float.IsFinite(number) ? $"({Number((double)number)})" : null,
        double number => double.IsFinite(number) ? $"({Number(number)})" : null,
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        _ => null,
    };

    public override string? Cast(string value, DataType from, DataType to, bool isTry)
        => isTry ? null
            : from.Equals(to) ? value
            : (from.Kind, to.Kind) switch
            {
                (DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp, DataTypeKind.Date) => $"substr({value}, 1, 10)",
                (DataTypeKind.Date, DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp) => $"({value} || ' 00:00:00.000000')",
                (DataTypeKind.Timestamp, DataTypeKind.LocalTimestamp) or (DataTypeKind.LocalTimestamp, DataTypeKind.Timestamp) or (DataTypeKind.Date, DataTypeKind.String) => value,
                (DataTypeKind.Boolean, _) when to.IsInteger => value,
                (_, DataTypeKind.String) when from.IsInteger => $"CAST({value} AS TEXT)",
                (_, DataTypeKind.Decimal) when from.IsNumeric => Round(value, FormattableString.Invariant($"{((DecimalType)to).Scale}")),
                _ => from.IsNumeric && to.IsNumeric ? $"CAST({value} AS {TypeName(to)})" : null,
            };

    public override string? Quotient(string left, string right, DataType leftType, DataType rightType, DataType result) => $"(CAST({left} AS REAL) / {right})";

    /// <summary>It has a remainder of integers only.</summary>
    public override string? Remainder(string left, string right, DataType result) => result.IsInteger ? base.Remainder(left, right, result) : null;

    public override string NullSafeEqual(string left, string right) => $"({left} IS {right})";

    /// <summary>LIKE disregards case there and GLOB does not, so that a constant pattern is written as one of GLOB.</summary>
    public override string? Like(LikeKind kind, string value, string pattern, object? constant, char escape) => kind switch
    {
        LikeKind.Like => constant is string text && Glob(text, escape) is { } glob ? $"({value} GLOB {glob})" : null,
        LikeKind.CaseInsensitiveLike => constant is string text && Ascii.IsValid(text) ? $"({value} LIKE {pattern} ESCAPE '{(escape == '\'' ? "''" : escape.ToString())}')" : null,
        _ => null,
    };

    public override string? Aggregate(Aggregate aggregate, string? argument, DataType? type, DataType result) => aggregate.Function switch
    {
        AggregateFunction.CountAll => "count(*)",
        AggregateFunction.Count => $"count({argument})",
        AggregateFunction.CountDistinct => $"count(DISTINCT {argument})",
        AggregateFunction.Sum => $"sum({argument})",
        AggregateFunction.Average => $"(CAST(sum({argument}) AS REAL) / nullif(count({argument}), 0))",
        AggregateFunction.Min or AggregateFunction.All => $"min({argument})",
        AggregateFunction.Max or AggregateFunction.Any => $"max({argument})",
        _ => null,
    };

    public override string? Function(SqlCall call) => call.Expression.Name switch
    {
        "length" or "len" or "char_length" or "character_length" => call.AllText ? $"length({call[0]})" : null,
        "concat" => call.Types.All(static type => type.Kind == DataTypeKind.String || type.IsInteger) ? $"({string.Join(" || ", call.Arguments)})" : null,
        "replace" => call.AllText && call.Constant(1) is string { Length: > 0 } ? $"replace({call[0]}, {call[1]}, {(call.Count > 2 ? call[2] : "''")})" : null,
        "substring" or "substr" => call.Types[0].Kind == DataTypeKind.String && call.IsAtLeast(1, 1) && (call.Count == 2 || call.IsAtLeast(2, 0)) ? $"substr({call.List})" : null,
        "left" => call.Types[0].Kind == DataTypeKind.String && call.IsAtLeast(1, 0) ? $"substr({call[0]}, 1, {call[1]})" : null,
        "right" => call.Types[0].Kind == DataTypeKind.String && call.IsAtLeast(1, 1) ? $"substr({call[0]}, - {call[1]})" : null,
        "trim" when call.Count == 1 => call.AllText ? $"trim({call[0]})" : null,
        "startswith" or "starts_with" => call.AllText ? $"(substr({call[0]}, 1, length({call[1]})) = {call[1]})" : null,
        "contains" => call.AllText ? $"(instr({call.List}) > 0)" : null,
        "instr" => call.AllText ? $"instr({call.List})" : null,
        "locate" or "position" when call.Count == 2 => call.AllText ? $"instr({call[1]}, {call[0]})" : null,
        "abs" => $"abs({call[0]})",
        "round" => call.Types[0].IsInteger ? null : call.Count == 1 || call.IsAtLeast(1, 0) ? Round(call[0], call.Count == 1 ? "0" : call[1]) : null,
        "year" => Part(call, 1, 4),
        "month" => Part(call, 6, 2),
        "day" or "dayofmonth" => Part(call, 9, 2),
        "hour" => call.Types[0].Kind == DataTypeKind.Date ? null : Part(call, 12, 2),
        "minute" => call.Types[0].Kind == DataTypeKind.Date ? null : Part(call, 15, 2),
        "second" => call.Types[0].Kind == DataTypeKind.Date ? null : Part(call, 18, 2),
        "quarter" => Part(call, 6, 2) is { } month ? $"(({month} + 2) / 3)" : null,
        "dayofweek" => IsTime(call, 0) ? $"(CAST(strftime('%w', {call[0]}) AS INTEGER) + 1)" : null,
        "weekday" => IsTime(call, 0) ? $"((CAST(strftime('%w', {call[0]}) AS INTEGER) + 6) % 7)" : null,
        "dayofyear" => IsTime(call, 0) ? $"CAST(strftime('%j', {call[0]}) AS INTEGER)" : null,
        "date_trunc" => Truncate(call, call.Constant(0) as string, 1),
        "trunc" => Truncate(call, call.Constant(1) as string, 0),
        "date_add" or "dateadd" => IsTime(call, 0) ? $"date({call[0]}, ({call[1]}) || ' days')" : null,
        "date_sub" => IsTime(call, 0) ? $"date({call[0]}, (- {call[1]}) || ' days')" : null,
        "datediff" or "date_diff" => IsTime(call, 0) && IsTime(call, 1) ? $"CAST(julianday(date({call[0]})) - julianday(date({call[1]})) AS INTEGER)" : null,
        "last_day" => IsTime(call, 0) ? $"date({call[0]}, 'start of month', '+1 month', '-1 day')" : null,
        _ => null,
    };

    public override string LimitText(long? count, long offset) => base.LimitText(offset > 0 ? count ?? -1 : count, offset);

    /// <summary>
    /// Half away from zero by decimal digits: 21.95, which is a little less as a double, is rounded to 22.0, so values are moved away from zero by
    /// less than the last digit that is shown of them.
    /// </summary>
    private static string Round(string value, string places) => $"round({value} * 1.000000000000001, {places})";

    private static bool IsTime(SqlCall call, int index) => call.Types[index].Kind is DataTypeKind.Date or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp;

    private static string? Part(SqlCall call, int start, int length) => IsTime(call, 0) ? FormattableString.Invariant($"CAST(substr({call[0]}, {start}, {length}) AS INTEGER)") : null;

    private static string? Truncate(SqlCall call, string? unit, int index)
    {
        if (!IsTime(call, index))
        {
            return null;
        }

        var time = call[index];
        var isDate = call.Result.Kind == DataTypeKind.Date;
        var day = unit?.ToLowerInvariant() switch
        {
            "year" or "yyyy" or "yy" => $"substr({time}, 1, 4) || '-01-01'",
            "quarter" => $"date({time}, 'start of month', '-' || ((CAST(substr({time}, 6, 2) AS INTEGER) + 2) % 3) || ' months')",
            "month" or "mon" or "mm" => $"substr({time}, 1, 7) || '-01'",
            "week" => $"date({time}, '-6 days', 'weekday 1')",
            "day" or "dd" => $"substr({time}, 1, 10)",
            _ => null,
        };
        return day is not null ? isDate ? $"({day})" : $"({day} || ' 00:00:00.000000')"
            : isDate ? null
            : unit?.ToLowerInvariant() switch
            {
                "hour" => $"(substr({time}, 1, 13) || ':00:00.000000')",
                "minute" => $"(substr({time}, 1, 16) || ':00.000000')",
                "second" => $"(substr({time}, 1, 19) || '.000000')",
                _ => null,
            };
    }

    private static string? Glob(string pattern, char escape)
    {
        var glob = new StringBuilder();
        for (var index = 0; index < pattern.Length; index++)
        {
            var isLiteral = pattern[index] == escape && index + 1 < pattern.Length;
            var character = isLiteral ? pattern[++index] : pattern[index];
            glob.Append((character, isLiteral) switch
            {
                ('%', false) => "*",
                ('_', false) => "?",
                ('*' or '?' or '[', _) => $"[{character}]",
                _ => character.ToString(),
            });
        }

        return Text(glob.ToString());
    }
}
