using System.Diagnostics.CodeAnalysis;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Json;

/// <summary>
/// The members of the objects at one place. Finds the member that comes next, at best by a single comparison because most objects have
/// their members in the order of the object before, and finds names that occur twice.
/// </summary>
/// <param name="unescaper">Gives names without their escapes.</param>
/// <param name="createPlace">What is done with the values of a name that is new.</param>
internal sealed class JsonMembers(JsonUnescaper unescaper, Func<JsonPlace> createPlace)
{
    /// <summary>The most names that are remembered from object to object. Where keys are data, there is no end to them.</summary>
    public const int MaxRemembered = 4096;

    private readonly List<JsonMember> _members = [];
    private readonly Dictionary<byte[], int> _indexes = new(Utf8NameComparer.Instance);
    private Dictionary<byte[], JsonMember>? _unremembered;
    private JsonPlace? _unrememberedPlace;
    private int _expected;

    /// <summary>The number of the current object, starting with one.</summary>
    public long ObjectNumber { get; private set; }

    /// <summary>Remembers a name before any object is read.</summary>
    public JsonMember Add(byte[] name, JsonPlace place)
    {
        var member = new JsonMember(name, place);
        _indexes.Add(name, _members.Count);
        _members.Add(member);
        return member;
    }

    /// <summary>Starts the next object, whose first byte the cursor has stepped over.</summary>
    public void Begin()
    {
        ObjectNumber++;
        _expected = 0;
        _unremembered?.Clear();
    }

    /// <summary>Steps to the value of the next member.</summary>
    /// <returns>False behind the end of the object, and at a fault.</returns>
    public bool MoveNext(ref JsonCursor cursor, bool isFirst, [NotNullWhen(true)] out JsonMember? member)
    {
        if (!cursor.NextName(isFirst))
        {
            member = null;
            return false;
        }

        var start = cursor.Position;
        if (_expected < _members.Count && cursor.TryReadKnownName(_members[_expected].QuotedName))
        {
            member = _members[_expected++];
        }
        else if (cursor.ReadString(out var raw, out var isEscaped) && cursor.ReadColon())
        {
            member = Find(unescaper.Name(raw, isEscaped));
        }
        else
        {
            member = null;
            return false;
        }

        var isRepeated = member.LastObjectNumber == ObjectNumber;
        member.LastObjectNumber = ObjectNumber;
        return !isRepeated || cursor.FailAt(start, JsonFault.DuplicateName);
    }

    private JsonMember Find(ReadOnlySpan<byte> name)
    {
        if (_indexes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var index))
        {
            _expected = index + 1;
            return _members[index];
        }

        if (_members.Count < MaxRemembered)
        {
            _expected = _members.Count + 1;
            return Add(name.ToArray(), createPlace());
        }

        return FindUnremembered(name);
    }

    private JsonMember FindUnremembered(ReadOnlySpan<byte> name)
    {
        _unremembered ??= new Dictionary<byte[], JsonMember>(Utf8NameComparer.Instance);
        _unrememberedPlace ??= createPlace();
        var lookup = _unremembered.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!lookup.TryGetValue(name, out var member))
        {
            member = new JsonMember(name.ToArray(), _unrememberedPlace);
            _unremembered.Add(member.Name, member);
        }

        return member;
    }
}
