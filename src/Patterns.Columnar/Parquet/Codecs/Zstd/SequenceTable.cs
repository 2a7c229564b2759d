namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>The table for one of the three parts of a sequence, which a block may bring or take over from the one before.</summary>
internal sealed class SequenceTable(int maxAccuracy, int maxSymbol)
{
    private bool _isSet;

    public FseTable Table { get; } = new();

    public void Clear() => _isSet = false;

    /// <summary>Sets the table as the mode of a block says. Source: RFC 8878, section 3.1.1.3.2.1.</summary>
    /// <param name="mode">0 default, 1 one symbol, 2 described, 3 as before.</param>
    /// <param name="data">Starts with the symbol or the description.</param>
    /// <param name="defaults">Probabilities of the default table.</param>
    /// <param name="defaultAccuracy">Accuracy of the default table.</param>
    /// <returns>Bytes used.</returns>
    public int Read(int mode, ReadOnlySpan<byte> data, ReadOnlySpan<short> defaults, int defaultAccuracy)
    {
        switch (mode)
        {
            case 0:
                Table.Set(defaults, defaultAccuracy);
                _isSet = true;
                return 0;
            case 1:
                if (data.IsEmpty || data[0] > maxSymbol)
                {
                    throw new CorruptDataException("a zstd table of one symbol has none, or one that does not exist");
                }

                Table.SetSingle(data[0]);
                _isSet = true;
                return 1;
            case 2:
                _isSet = true;
                return Table.Read(data, maxAccuracy, maxSymbol);
            default:
                return _isSet ? 0 : throw new CorruptDataException("a zstd block repeats a table that there is not");
        }
    }
}
