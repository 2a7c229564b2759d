using System.Text;
using Patterns.Columnar;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Csv;

/// <summary>
/// One column of the batch that a <see cref="CsvDecoder"/> makes. The cells of a group of rows are converted first and appended when every
/// column of every row of the group is known to fit.
/// </summary>
internal abstract class CsvColumn : IDisposable
{
    private const int MaxExcerptBytes = 60;

    private readonly ColumnPlan _plan;

    private protected CsvColumn(ColumnPlan plan) => _plan = plan;

    /// <summary>The column for a plan; all null when the file does not have it.</summary>
    public static CsvColumn Create(ColumnPlan plan, CsvFormat format, NullSpellings nullSpellings, int capacity)
    {
        var index = format.IndexOf(plan.Name);
        var builder = ColumnBuilder.Create(plan.Value.Type);
        if (index < 0)
        {
            return new CsvMissingColumn(plan, builder);
        }

        var cells = new CsvCells(index, format.Dialect, nullSpellings, capacity);
        return builder switch
        {
            BinaryColumnBuilder texts => new CsvTextColumn(plan, texts, cells),
            BooleanColumnBuilder booleans => new CsvBooleanColumn(plan, booleans, cells),
            _ => CellParsers.Create<FixedFactory, CsvColumn>(plan.Value, builder, new FixedFactory(plan, cells)),
        };
    }

    /// <summary>Converts the cells of the rows from one on.</summary>
    /// <returns>The first row that does not fit, or -1.</returns>
    public abstract int Convert(ReadOnlySpan<byte> window, CsvRows rows, int firstRow);

    /// <summary>Appends what was converted.</summary>
    public abstract void Append(ReadOnlySpan<byte> window, CsvRows rows);

    /// <summary>0-based position of the field in a row; 0 when the file does not have the column.</summary>
    public abstract int FieldIndex { get; }

    /// <summary>Hands the column over and starts anew.</summary>
    public abstract Column Build();

    public abstract void Dispose();

    /// <summary>Why a row does not fit.</summary>
    public string Refusal(ReadOnlySpan<byte> field)
    {
        var excerpt = Encoding.UTF8.GetString(field[..Math.Min(field.Length, MaxExcerptBytes)]);
        return $"column '{_plan.Name}' holds '{excerpt}', which is not {_plan.Value.Type}";
    }

    private readonly struct FixedFactory(ColumnPlan plan, CsvCells cells) : IFixedColumnFactory<CsvColumn>
    {
        public CsvColumn Create<T, TParser>(FixedColumnBuilder<T> builder, TParser parser)
            where T : unmanaged
            where TParser : struct, ICellParser<T>
            => new CsvFixedColumn<T, TParser>(plan, builder, parser, cells);
    }
}
