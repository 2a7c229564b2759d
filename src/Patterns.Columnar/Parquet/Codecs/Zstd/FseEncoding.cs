namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>
/// A decoding table read the other way round. The states of one symbol share out all states that can follow: the one whose share holds the next state
/// is the one to be in, and where in the share that lies is what is written. So symbols are encoded from the last to the first.
/// </summary>
internal sealed class FseEncoding
{
    private readonly FseTable _table;
    private readonly ushort[] _firstStates;
    private ushort[] _states = [];
    private int _size;

    /// <summary>Prepares a table that is set already.</summary>
    /// <param name="table">The table.</param>
    /// <param name="symbolCount">Its symbols are smaller than this.</param>
    public FseEncoding(FseTable table, int symbolCount)
    {
        _table = table;
        _firstStates = new ushort[symbolCount];
        Refresh();
    }

    /// <summary>Takes over what the table has been set to since.</summary>
    public void Refresh()
    {
        _size = 1 << _table.Accuracy;
        var needed = _firstStates.Length * _size;
        _states = _states.Length < needed ? new ushort[needed] : _states;
        for (var state = _size - 1; state >= 0; state--)
        {
            var symbol = _table.Symbol(state);
            _firstStates[symbol] = (ushort)state;
            _states.AsSpan((symbol * _size) + _table.Base(state), 1 << _table.BitCount(state)).Fill((ushort)state);
        }
    }

    /// <summary>The state of the last symbol. No other one of the symbol takes more bits, so that to read on from it is to run over the end.</summary>
    public int Begin(int symbol) => _firstStates[symbol];

    /// <summary>Writes what leads to a state, and returns the one before it.</summary>
    public int Write(ref BitWriter bits, int symbol, int next)
    {
        var state = _states[(symbol * _size) + next];
        bits.Write((uint)(next - _table.Base(state)), _table.BitCount(state));
        return state;
    }

    /// <summary>Writes the first state, which a decoder starts with.</summary>
    public void End(ref BitWriter bits, int state) => bits.Write((uint)state, _table.Accuracy);
}
