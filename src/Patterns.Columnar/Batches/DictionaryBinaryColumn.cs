using Patterns.Columnar.Batches;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>Text or bytes stored as codes: row i holds entry <c>Codes[i]</c> of <see cref="Dictionary"/>.</summary>
public sealed class DictionaryBinaryColumn : BinaryColumn
{
    private readonly ColumnBuffer _codes;
    private readonly int _start;
    private readonly CodeRuns _runs;

    /// <summary>Takes the ownership of everything it is given. Codes of null rows must be valid entries, or any number when the dictionary is empty.</summary>
    internal DictionaryBinaryColumn(PlainBinaryColumn dictionary, int length, ColumnBuffer codes, Validity validity, int start = 0, CodeRuns runs = default)
        : base(dictionary.Type, length, validity)
    {
        Dictionary = dictionary;
        _codes = codes;
        _start = start;
        _runs = runs;
    }

    /// <summary>The distinct values; none of them is null. May hold values that no row uses.</summary>
    public PlainBinaryColumn Dictionary { get; }

    /// <summary>One 0-based position in <see cref="Dictionary"/> per row; those of null rows are unspecified.</summary>
    public ReadOnlySpan<int> Codes => _codes.Span<int>(_start, Length);

    /// <summary>
    /// Where rows are known to come in long runs of one code, the row behind each run, ascending, the last one being <see cref="Column.Length"/>: what
    /// is computed of the code of a run's first row holds for all of its rows. Empty when runs are short or not known, and where rows are null.
    /// </summary>
    public ReadOnlySpan<int> RunEnds => NullCount == 0 ? _runs.Span : [];

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> GetBytes(int index) => Dictionary.GetBytes(Codes[index]);

    /// <summary>As <see cref="Column.TakeRows"/>, with the texts themselves instead of codes.</summary>
    internal Column TakePlain(ReadOnlySpan<int> rows)
    {
        if (Dictionary.Length == 0)
        {
            return TakeRows(rows);
        }

        var codes = ColumnBuffer.Rent<int>(rows.Length);
        Gather.Values(Codes, rows, codes.Span<int>(rows.Length));
        using var plain = Dictionary.TakeRows(codes.Span<int>(rows.Length));
        codes.Release();
        return plain.WithValidity(Validity.Take(rows));
    }

    internal override Column Retype(DataType type)
        => new DictionaryBinaryColumn((PlainBinaryColumn)Dictionary.Retype(type), Length, _codes.Retain(), Validity.Share(), _start, _runs.Share());

    private protected override Column SliceValues(int start, int length, Validity validity)
        => new DictionaryBinaryColumn((PlainBinaryColumn)Dictionary.Share(), length, _codes.Retain(), validity, _start + start, _runs.Slice(start, length));

    private protected override Column TakeValues(ReadOnlySpan<int> rows, Validity validity)
    {
        var codes = ColumnBuffer.Rent<int>(rows.Length);
        Gather.Values(Codes, rows, codes.Span<int>(rows.Length));
        return new DictionaryBinaryColumn((PlainBinaryColumn)Dictionary.Share(), rows.Length, codes, validity);
    }

    private protected override void ReleaseValues()
    {
        Dictionary.Dispose();
        _codes.Release();
        _runs.Release();
    }
}
