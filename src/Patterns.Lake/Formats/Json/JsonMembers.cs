using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Json;

/// <summary>
/// The members of the objects at one place. Finds the member that comes next, at best by a single comparison because most objects have
/// their members in the order of an object before and written alike, and finds names that occur twice.
/// </summary>
internal sealed class JsonMembers
{
    /// <summary>The most names that are remembered from object to object. Where keys are data, there is no end to them.</summary>
    public const int MaxRemembered = 4096;

    private readonly JsonUnescaper _unescaper;
    private readonly Func<byte[], JsonPlace> _createPlace;
    private readonly Dictionary<byte[], JsonMember>.AlternateLookup<ReadOnlySpan<byte>> _remembered;
    private readonly Dictionary<byte[], JsonMember>.AlternateLookup<ReadOnlySpan<byte>> _unremembered;
    private readonly JsonSuccessors _leaders = new();
    private JsonSuccessors _expected;

    /// <param name="unescaper">Gives names without their escapes.</param>
    /// <param name="createPlace">What is done with the values of a name that is new.</param>
    public JsonMembers(JsonUnescaper unescaper, Func<byte[], JsonPlace> createPlace)
    {
        _unescaper = unescaper;
        _createPlace = createPlace;
        _remembered = new Dictionary<byte[], JsonMember>(Utf8NameComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
        _unremembered = new Dictionary<byte[], JsonMember>(Utf8NameComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
        _expected = _leaders;
    }

    /// <summary>The number of the current object, starting with one.</summary>
    public long ObjectNumber { get; private set; }

    /// <summary>Remembers a name before any object is read.</summary>
    public JsonMember Add(byte[] name, JsonPlace place)
    {
        var member = new JsonMember(name, place, isRemembered: true);
        _remembered.Dictionary.Add(name, member);
        return member;
    }

    /// <summary>Starts the next object, whose first byte the cursor has stepped over.</summary>
    public void Begin()
    {
        ObjectNumber++;
        _expected = _leaders;
        if (_unremembered.Dictionary.Count > 0)
        {
            _unremembered.Dictionary.Clear();
        }
    }

    /// <summary>Steps to the value of the next member.</summary>
    /// <returns>False behind the end of the object, and at a fault.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext(ref JsonCursor cursor, bool isFirst, [NotNullWhen(true)] out JsonMember? member)
    {
        member = _expected.First;
        if (member is not null && member.LastObjectNumber != ObjectNumber && cursor.TrySkip(member.Written(isFirst)))
        {
            member.LastObjectNumber = ObjectNumber;
            _expected = member.Next;
            return true;
        }

        return MoveNextUnexpected(ref cursor, isFirst, out member);
    }

    private bool MoveNextUnexpected(ref JsonCursor cursor, bool isFirst, [NotNullWhen(true)] out JsonMember? member)
    {
        member = _expected.Second;
        if (member is not null && member.LastObjectNumber != ObjectNumber && cursor.TrySkip(member.Written(isFirst)))
        {
            member.LastObjectNumber = ObjectNumber;
            _expected = member.Next;
            return true;
        }

        member = null;
        var start = cursor.Position;
        if (!cursor.NextName(isFirst))
        {
            return false;
        }

        var nameStart = cursor.Position;
        if (!cursor.ReadString(out var raw, out var isEscaped) || !cursor.ReadColon())
        {
            return false;
        }

        member = Find(_unescaper.Name(raw, isEscaped));
        if (member.LastObjectNumber == ObjectNumber)
        {
            return cursor.FailAt(nameStart, JsonFault.DuplicateName);
        }

        cursor.Peek();
        member.LastObjectNumber = ObjectNumber;
        if (member.IsRemembered)
        {
            member.Learn(isFirst, cursor.Slice(start, cursor.Position));
            _expected.Learn(member);
        }

        _expected = member.Next;
        return true;
    }

    private JsonMember Find(ReadOnlySpan<byte> name)
    {
        if (_remembered.TryGetValue(name, out var member) || _unremembered.TryGetValue(name, out member))
        {
            return member;
        }

        var bytes = name.ToArray();
        member = new JsonMember(bytes, _createPlace(bytes), isRemembered: _remembered.Dictionary.Count < MaxRemembered);
        (member.IsRemembered ? _remembered : _unremembered).Dictionary.Add(bytes, member);
        return member;
    }
}
