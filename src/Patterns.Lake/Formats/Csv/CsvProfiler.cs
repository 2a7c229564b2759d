using System.Globalization;
using System.Text;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Csv;

/// <summary>Looks at every cell of a delimited file, column by column within a group of rows.</summary>
internal sealed class CsvProfiler : RecordProfiler
{
    private const int EnoughQuotedFields = 10_000;

    private readonly CsvFormat _format;
    private readonly CsvRowReader _reader;
    private readonly ObjectProfile _columns;
    private readonly ValueProfile[] _values;
    private byte[] _scratch = [];
    private long _quotedFields;

    public CsvProfiler(CsvFormat format, ProfileContext context)
    {
        _format = format;
        _reader = new CsvRowReader(format, context);
        _columns = new ObjectProfile(context);
        _values = [.. format.ColumnNames.Select(name => _columns.Member(Encoding.UTF8.GetBytes(name)))];
    }

    /// <summary>Where quotes go wrong more often than right, they are characters like any other.</summary>
    public override RecordFormat? Alternative => _reader.QuoteFaults > _quotedFields ? _format.WithoutQuotes() : null;

    public override int Consume(ReadOnlySpan<byte> window, bool isFinal)
    {
        var consumed = 0;
        while (consumed < window.Length)
        {
            var rest = window[consumed..];
            var read = _reader.Read(rest, isFinal, int.MaxValue);
            if (read == 0)
            {
                break;
            }

            consumed += read;
            for (var column = 0; column < _values.Length; column++)
            {
                Profile(rest, column);
            }

            _columns.Begin(_reader.Rows.Count);
            CountQuotedFields(rest);
        }

        RowsSetAside = _reader.RowsSetAside;
        RowsRead = _columns.Count + RowsSetAside;
        return consumed;
    }

    public override FileProfile Complete()
    {
        string[] blankLines = _reader.BlankLines == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{_reader.BlankLines} blank lines are skipped")];
        return new FileProfile(_columns, _reader.RowsSetAside, [.. _format.Notes, .. blankLines]);
    }

    private void CountQuotedFields(ReadOnlySpan<byte> window)
    {
        var rows = _reader.Rows;
        for (var row = 0; rows.HasQuotes && row < rows.Count; row++)
        {
            for (var column = 0; column < rows.ColumnCount && _quotedFields < EnoughQuotedFields; column++)
            {
                _quotedFields += CsvCell.IsQuoted(rows.Field(window, row, column), _format.Dialect) ? 1 : 0;
            }
        }
    }

    private void Profile(ReadOnlySpan<byte> window, int column)
    {
        var scalars = _values[column].Scalars;
        var rows = _reader.Rows;
        var nulls = 0;
        var row = 0;
        for (; row < rows.Count && scalars.Candidates != TypeSet.None; row++)
        {
            var field = rows.Field(window, row, column);
            if (field.IsEmpty)
            {
                nulls++;
                continue;
            }

            var text = rows.HasQuotes ? CsvCell.Text(field, _format.Dialect, ref _scratch) : field;
            scalars.AddCell(text, _reader.Position(row, column));
        }

        // Nothing rules out text, so that the rest is merely counted.
        var texts = rows.Count - row;
        for (; row < rows.Count; row++)
        {
            var isNull = rows.FieldLength(row, column) == 0 ? 1 : 0;
            texts -= isNull;
            nulls += isNull;
        }

        scalars.AddTexts(texts);
        _values[column].AddNull(nulls);
    }
}
