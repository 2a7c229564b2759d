using System.Text;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Inference;

/// <summary>
/// What all scalar values of a column can be read as: the types that no value has ruled out, and for each type ruled out the first value that
/// did it. Profiles of parts of a file, and of files, can be merged in order with the same result as one profile of the whole.
/// </summary>
internal sealed class ScalarProfile
{
    private const int MaxExampleBytes = 60;
    private const int ControlPictures = 0x2400;

    private readonly RecordContext _context;
    private readonly NullSpellings _nullSpellings;
    private readonly List<Counterexample> _counterexamples = [];
    private readonly long[] _nullSpellingCounts;

    public ScalarProfile(ProfileContext context)
    {
        _context = context;
        _nullSpellings = context.NullSpellings;
        _nullSpellingCounts = new long[_nullSpellings.Texts.Count];
    }

    /// <summary>The types that are still possible; meaningful when <see cref="TypedCount"/> is not zero.</summary>
    public TypeSet Candidates { get; private set; } = TypeSet.Any;

    /// <summary>All values, including empty ones and those that may stand for null.</summary>
    public long Count { get; private set; }

    /// <summary>Empty texts that are there nevertheless (quoted in CSV, <c>""</c> in JSON): null in a typed column, text in a string column.</summary>
    public long EmptyCount { get; private set; }

    /// <summary>Texts that are null in a typed column and text in a string column.</summary>
    public long NullSpellingCount => _nullSpellingCounts.Sum();

    /// <summary>Values that decide the type.</summary>
    public long TypedCount => Count - EmptyCount - NullSpellingCount;

    /// <summary>The most digits before the point.</summary>
    public int IntegerDigits { get; private set; }

    /// <summary>The most digits after the point.</summary>
    public int FractionDigits { get; private set; }

    /// <summary>Whether a number has a point or an exponent.</summary>
    public bool HasFraction { get; private set; }

    /// <summary>Whether there is a number other than NaN and the infinities.</summary>
    public bool HasFinite { get; private set; }

    /// <summary>Dates without a time.</summary>
    public long DateCount { get; private set; }

    /// <summary>What ruled types out, in the order of the values.</summary>
    public IReadOnlyList<Counterexample> Counterexamples => _counterexamples;

    /// <summary>How often each of <see cref="NullSpellings.Texts"/> occurs while it can still be null.</summary>
    public IReadOnlyList<long> NullSpellingCounts => _nullSpellingCounts;

    /// <summary>Adds a text without a type of its own, such as a CSV cell or a field of a log line.</summary>
    /// <param name="text">The text; empty only if it is there nevertheless.</param>
    /// <param name="position">Where it starts.</param>
    public void AddCell(ReadOnlySpan<byte> text, RecordPosition position) => Add(text, TypeSet.Any, position);

    /// <summary>Adds a text that its format says to be text, such as a JSON string: it can be a date or timestamp, but no number or boolean.</summary>
    public void AddString(ReadOnlySpan<byte> text, RecordPosition position) => Add(text, TypeSet.Temporal, position);

    /// <summary>Adds a number of a format that knows numbers, as written.</summary>
    public void AddNumber(ReadOnlySpan<byte> text, RecordPosition position) => Add(text, TypeSet.Numeric, position);

    /// <summary>Adds an integer of up to 18 digits without leading zeros, as written. Most are counted without being looked at.</summary>
    public void AddShortInteger(ReadOnlySpan<byte> text, RecordPosition position)
    {
        if (text.Length > Float64Text.AlwaysExactDigits || (Candidates & ~TypeSet.Numeric) != TypeSet.None)
        {
            AddNumber(text, position);
            return;
        }

        Count++;
        if (Candidates != TypeSet.None)
        {
            var digits = text[0] == '-' ? text.Length - 1 : text[0] == '0' ? 0 : text.Length;
            IntegerDigits = Math.Max(IntegerDigits, digits);
            HasFinite = true;
        }
    }

    /// <summary>Adds a boolean of a format that knows booleans.</summary>
    public void AddBoolean(bool value, RecordPosition position)
    {
        Count++;
        RuleOut(~TypeSet.Boolean, value ? "true"u8 : "false"u8, position);
    }

    /// <summary>Adds non-empty texts of whatever content; only when nothing but a string is possible any more.</summary>
    public void AddTexts(long count) => Count += count;

    /// <summary>Adds what a later part of the file, or a later file, was found to hold.</summary>
    public void MergeFrom(ScalarProfile later)
    {
        foreach (var counterexample in later._counterexamples)
        {
            if ((counterexample.RuledOut & Candidates) is var ruledOut and not TypeSet.None)
            {
                _counterexamples.Add(counterexample with { RuledOut = ruledOut });
                Candidates &= ~ruledOut;
            }
        }

        for (var index = 0; index < _nullSpellingCounts.Length; index++)
        {
            _nullSpellingCounts[index] += later._nullSpellingCounts[index];
        }

        Count += later.Count;
        EmptyCount += later.EmptyCount;
        IntegerDigits = Math.Max(IntegerDigits, later.IntegerDigits);
        FractionDigits = Math.Max(FractionDigits, later.FractionDigits);
        HasFraction |= later.HasFraction;
        HasFinite |= later.HasFinite;
        DateCount += later.DateCount;
    }

    private void Add(ReadOnlySpan<byte> text, TypeSet allowed, RecordPosition position)
    {
        Count++;
        if (Candidates == TypeSet.None)
        {
            return;
        }

        if (text.IsEmpty)
        {
            EmptyCount++;
            return;
        }

        var shape = ScalarShape.Of(text);
        var types = shape.Types & allowed;
        if (types == TypeSet.None && _nullSpellings.IndexOf(text) is var spelling and >= 0)
        {
            _nullSpellingCounts[spelling]++;
            return;
        }

        Note(shape, types);
        RuleOut(~types, text, position);
    }

    private void Note(in ScalarShape shape, TypeSet types)
    {
        if ((types & TypeSet.Numeric) != 0)
        {
            IntegerDigits = Math.Max(IntegerDigits, shape.IntegerDigits);
            FractionDigits = Math.Max(FractionDigits, shape.FractionDigits);
            HasFraction |= shape.Syntax != NumberSyntax.Integer;
            HasFinite |= (types & TypeSet.Decimal) != 0 || shape.IntegerDigits + shape.FractionDigits != 0;
        }
        else if ((types & TypeSet.Dates) != 0)
        {
            DateCount++;
        }
    }

    private void RuleOut(TypeSet types, ReadOnlySpan<byte> text, RecordPosition position)
    {
        if ((Candidates & types) is var ruledOut and not TypeSet.None)
        {
            Candidates &= ~types;
            _counterexamples.Add(new Counterexample(ruledOut, Excerpt(text), _context.File, position));
        }
    }

    private static string Excerpt(ReadOnlySpan<byte> text)
    {
        var excerpt = Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxExampleBytes)]) + (text.Length > MaxExampleBytes ? "…" : "");
        return string.Create(excerpt.Length, excerpt, static (span, source) =>
        {
            for (var index = 0; index < span.Length; index++)
            {
                span[index] = source[index] < ' ' ? (char)(ControlPictures + source[index]) : source[index];
            }
        });
    }
}
