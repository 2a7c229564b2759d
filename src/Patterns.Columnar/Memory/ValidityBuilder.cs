namespace Patterns.Columnar.Memory;

/// <summary>Collects which rows are not null. No bitmap exists until the first null arrives.</summary>
internal sealed class ValidityBuilder : IDisposable
{
    private BitmapBuilder? _bits;
    private int _valuesBeforeBits;

    public int Count => _bits?.Count ?? _valuesBeforeBits;

    public int NullCount => _bits?.ZeroCount ?? 0;

    public void AppendValue() => AppendValues(1);

    public void AppendValues(int count)
    {
        if (_bits is null)
        {
            _valuesBeforeBits += count;
        }
        else
        {
            _bits.Append(true, count);
        }
    }

    public void AppendNulls(int count)
    {
        if (count > 0)
        {
            Bits().Append(false, count);
        }
    }

    public void Append(bool isValue)
    {
        if (_bits is null && isValue)
        {
            _valuesBeforeBits++;
        }
        else
        {
            Bits().Append(isValue);
        }
    }

    /// <summary>Appends the first bits of a bitmap, one for a value.</summary>
    public void Append(ReadOnlySpan<ulong> words, int count)
    {
        if (words.Length < Bitmap.WordCount(count))
        {
            throw new ArgumentException($"{count} values need {Bitmap.WordCount(count)} words of validity, but {words.Length} were given.", nameof(words));
        }

        for (var index = 0; count > 0; index++)
        {
            AppendWord(words[index], Math.Min(64, count));
            count -= 64;
        }
    }

    /// <summary>Takes back the last rows so that <paramref name="count"/> remain.</summary>
    public void Truncate(int count)
    {
        if (_bits is null)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)_valuesBeforeBits, nameof(count));
            _valuesBeforeBits = count;
        }
        else
        {
            _bits.Truncate(count);
        }
    }

    /// <summary>Hands the bitmap over, if there is one, and starts anew.</summary>
    public Validity Detach()
    {
        var nulls = NullCount;
        var validity = _bits is null ? default : Validity.FromOwned(_bits.Detach(), nulls);
        _bits = null;
        _valuesBeforeBits = 0;
        return validity;
    }

    public void Dispose()
    {
        _bits?.Dispose();
        _bits = null;
        _valuesBeforeBits = 0;
    }

    private void AppendWord(ulong word, int count)
    {
        if ((count < 64 ? word | (ulong.MaxValue << count) : word) == ulong.MaxValue)
        {
            AppendValues(count);
        }
        else
        {
            Bits().Append(word, count);
        }
    }

    private BitmapBuilder Bits()
    {
        if (_bits is null)
        {
            _bits = new BitmapBuilder();
            _bits.Append(true, _valuesBeforeBits);
        }

        return _bits;
    }
}
