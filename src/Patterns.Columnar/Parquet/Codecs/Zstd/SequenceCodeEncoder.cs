using System.Numerics;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>One of the three codes of a block's sequences, with the table that suits them. Source: RFC 8878, section 3.1.1.3.2.1.</summary>
internal sealed class SequenceCodeEncoder
{
    // Fewer sequences do not pay for the description of a table.
    private const int LeastDescribed = 48;
    private const int LeastAccuracy = 5;
    private const int MaxAccuracy = 8;

    private readonly FseTable _table = new();
    private readonly FseEncoding _encoding;
    private readonly short[] _defaults;
    private readonly int _defaultAccuracy;
    private readonly int[] _counts;
    private readonly short[] _probabilities;
    private byte[] _codes = [];

    /// <summary>Creates an encoder.</summary>
    /// <param name="maxCode">Largest code of the format.</param>
    /// <param name="defaults">Probabilities of the predefined table.</param>
    /// <param name="defaultAccuracy">Accuracy of the predefined table.</param>
    public SequenceCodeEncoder(int maxCode, ReadOnlySpan<short> defaults, int defaultAccuracy)
    {
        _defaults = defaults.ToArray();
        _defaultAccuracy = defaultAccuracy;
        _counts = new int[maxCode + 1];
        _probabilities = new short[maxCode + 1];
        _table.Set(defaults, defaultAccuracy);
        _encoding = new FseEncoding(_table, maxCode + 1);
    }

    /// <summary>Starts on a block.</summary>
    /// <param name="sequenceCount">Codes to come.</param>
    /// <returns>To be filled with the codes before <see cref="WriteTable"/>.</returns>
    public Span<byte> Begin(int sequenceCount)
    {
        _codes = _codes.Length < sequenceCount ? new byte[sequenceCount] : _codes;
        return _codes.AsSpan(0, sequenceCount);
    }

    /// <summary>Chooses a table for the codes and writes its description, if it needs one.</summary>
    /// <param name="sequenceCount">Number of codes.</param>
    /// <param name="destination">Where the description goes.</param>
    /// <param name="byteCount">Bytes of the description.</param>
    /// <returns>The mode: 0 predefined, 1 one symbol, 2 described.</returns>
    public int WriteTable(int sequenceCount, Span<byte> destination, out int byteCount)
    {
        byteCount = 0;
        var codes = _codes.AsSpan(0, sequenceCount);
        if (!codes.ContainsAnyExcept(codes[0]))
        {
            destination[byteCount++] = codes[0];
            _table.SetSingle(codes[0]);
            _encoding.Refresh();
            return 1;
        }

        Array.Clear(_counts);
        foreach (var code in codes)
        {
            _counts[code]++;
        }

        var accuracy = Math.Clamp(BitOperations.Log2((uint)sequenceCount) - 2, LeastAccuracy, MaxAccuracy);
        var symbolCount = _counts.AsSpan().LastIndexOfAnyExcept(0) + 1;
        if (sequenceCount >= LeastDescribed && FseProbabilities.TryNormalise(_counts.AsSpan(0, symbolCount), accuracy, _probabilities))
        {
            byteCount = FseProbabilities.Write(_probabilities.AsSpan(0, symbolCount), accuracy, destination);
            _table.Set(_probabilities.AsSpan(0, symbolCount), accuracy);
            _encoding.Refresh();
            return 2;
        }

        _table.Set(_defaults, _defaultAccuracy);
        _encoding.Refresh();
        return 0;
    }

    /// <summary>The code of a sequence.</summary>
    public int Code(int index) => _codes[index];

    /// <summary>The state of the last sequence.</summary>
    public int FinalState(int index) => _encoding.Begin(_codes[index]);

    /// <summary>Writes what leads from a sequence to the state of the next one, and returns the state of the sequence.</summary>
    public int Write(ref BitWriter bits, int index, int next) => _encoding.Write(ref bits, _codes[index], next);

    /// <summary>Writes the state of the first sequence.</summary>
    public void End(ref BitWriter bits, int state) => _encoding.End(ref bits, state);
}
