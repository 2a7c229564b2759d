using System.Globalization;

namespace Patterns.Core.Schemas.Ddl;

/// <summary>
/// Reads Spark's DDL: columns separated by commas, each a name, a type, and perhaps NOT NULL and a COMMENT. Keywords and names of types are
/// known in any case.
/// </summary>
internal sealed class DdlParser
{
    private const int DefaultDecimalPrecision = 10; // DECIMAL alone is DECIMAL(10, 0) in Spark

    private readonly DdlLexer _lexer;
    private int _depth;

    private DdlParser(string text) => _lexer = new DdlLexer(text);

    public static Schema ParseSchema(string text)
    {
        var parser = new DdlParser(text);
        if (parser._lexer.Current.Kind == DdlTokenKind.End)
        {
            return Schema.Empty;
        }

        var schema = new Schema(parser.ParseFields());
        parser.RequireEnd();
        return schema;
    }

    public static DataType ParseType(string text)
    {
        var parser = new DdlParser(text);
        var type = parser.ParseType();
        parser.RequireEnd();
        return type;
    }

    private void RequireEnd()
    {
        if (_lexer.Current.Kind != DdlTokenKind.End)
        {
            throw _lexer.Unexpected("a comma or the end");
        }
    }

    private List<Field> ParseFields()
    {
        var fields = new List<Field>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var start = _lexer.Current.Start;
            fields.Add(ParseField());
            if (!names.Add(fields[^1].Name))
            {
                throw _lexer.Error(start, $"found the name '{fields[^1].Name}' a second time, expected another one");
            }
        }
        while (_lexer.TryTake(','));
        return fields;
    }

    private Field ParseField()
    {
        if (_lexer.Current is not { Kind: DdlTokenKind.Word or DdlTokenKind.QuotedName, Text.Length: > 0 })
        {
            throw _lexer.Unexpected("a name");
        }

        var name = _lexer.Take().Text;
        _lexer.TryTake(':');
        var type = ParseType();
        var nullable = ParseNullable();
        return new Field(name, type, nullable, ParseComment());
    }

    private bool ParseNullable()
    {
        var not = _lexer.TryTakeWord("NOT");
        return _lexer.TryTakeWord("NULL") || !not ? !not : throw _lexer.Unexpected("NULL after NOT");
    }

    private Dictionary<string, MetadataValue>? ParseComment()
    {
        if (!_lexer.TryTakeWord("COMMENT"))
        {
            return null;
        }

        return _lexer.Current.Kind == DdlTokenKind.Text
            ? new Dictionary<string, MetadataValue> { [Field.CommentKey] = _lexer.Take().Text }
            : throw _lexer.Unexpected("a text in quotes");
    }

    private DataType ParseType()
    {
        if (_lexer.Current.Kind != DdlTokenKind.Word)
        {
            throw _lexer.Unexpected("a type such as bigint or array<string>");
        }

        if (++_depth > DataType.MaxDepth)
        {
            throw _lexer.Error(_lexer.Current.Start, $"types are nested more than {DataType.MaxDepth} deep");
        }

        var name = _lexer.Take();
        var type = name.Text.ToUpperInvariant() switch
        {
            "BOOLEAN" => DataType.Boolean,
            "TINYINT" or "BYTE" => DataType.Int8,
            "SMALLINT" or "SHORT" => DataType.Int16,
            "INT" or "INTEGER" => DataType.Int32,
            "BIGINT" or "LONG" => DataType.Int64,
            "FLOAT" or "REAL" => DataType.Float32,
            "DOUBLE" => DataType.Float64,
            "DECIMAL" or "DEC" or "NUMERIC" => ParseDecimal(),
            "DATE" => DataType.Date,
            "TIMESTAMP" or "TIMESTAMP_LTZ" => DataType.Timestamp,
            "TIMESTAMP_NTZ" => DataType.LocalTimestamp,
            "STRING" => DataType.String,
            "BINARY" => DataType.Binary,
            "ARRAY" => ParseList(),
            "MAP" => ParseMap(),
            "STRUCT" => ParseStruct(),
            _ => throw _lexer.Error(
                name.Start,
                $"found '{name.Text}', expected a type: boolean, tinyint, smallint, int, bigint, float, double, decimal, date, timestamp, "
                    + "timestamp_ntz, string, binary, array, map or struct"),
        };
        _depth--;
        return type;
    }

    private DecimalType ParseDecimal()
    {
        var start = _lexer.Current.Start;
        var (precision, scale) = (DefaultDecimalPrecision, 0);
        if (_lexer.TryTake('('))
        {
            precision = ParseNumber();
            scale = _lexer.TryTake(',') ? ParseNumber() : 0;
            Require(')');
        }

        return precision is >= 1 and <= DecimalType.MaxPrecision && scale <= precision
            ? DataType.Decimal(precision, scale)
            : throw _lexer.Error(start, $"found decimal({precision},{scale}), expected 1 to {DecimalType.MaxPrecision} digits and no more of them after the point");
    }

    private int ParseNumber()
        => _lexer.Current.Kind == DdlTokenKind.Number && int.TryParse(_lexer.Current.Text, CultureInfo.InvariantCulture, out var number)
            ? Taken(number)
            : throw _lexer.Unexpected("a number of digits");

    private int Taken(int number)
    {
        _lexer.Take();
        return number;
    }

    private ListType ParseList()
    {
        Require('<');
        var element = ParseType();
        Require('>');
        return DataType.List(element);
    }

    private MapType ParseMap()
    {
        Require('<');
        var key = ParseType();
        Require(',');
        var value = ParseType();
        Require('>');
        return DataType.Map(key, value);
    }

    private StructType ParseStruct()
    {
        Require('<');
        var fields = ParseFields();
        Require('>');
        return DataType.Struct(fields);
    }

    private void Require(char symbol)
    {
        if (!_lexer.TryTake(symbol))
        {
            throw _lexer.Unexpected($"'{symbol}'");
        }
    }
}
