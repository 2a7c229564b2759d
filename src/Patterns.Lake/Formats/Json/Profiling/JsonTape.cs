using System.Runtime.CompilerServices;

namespace Patterns.Lake.Formats.Json.Profiling;

/// <summary>
/// The values of one record in their order, kept until the record is known to be well formed, then profiled or forgotten; and the places that
/// they stand at.
/// </summary>
internal sealed class JsonTape
{
    private readonly List<JsonProfilePlace> _places = [];
    private JsonTapeEntry[] _entries = new JsonTapeEntry[256];
    private int _count;

    public ReadOnlySpan<JsonTapeEntry> Entries => _entries.AsSpan(0, _count);

    /// <summary>The place of an entry.</summary>
    public JsonProfilePlace this[int place] => _places[place];

    /// <summary>Makes a place known.</summary>
    /// <returns>Its number.</returns>
    public int Add(JsonProfilePlace place)
    {
        _places.Add(place);
        return _places.Count - 1;
    }

    public void Clear() => _count = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int place, JsonToken token, int start, int length)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }

        _entries[_count++] = new JsonTapeEntry(place, token, start, length);
    }
}
