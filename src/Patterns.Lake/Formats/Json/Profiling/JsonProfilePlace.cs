using System.Runtime.CompilerServices;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Json.Profiling;

/// <summary>
/// A place whose values are profiled. Reading writes the values to a tape; the profile comes to know of the place and its values only when
/// the tape is kept.
/// </summary>
internal sealed class JsonProfilePlace : JsonPlace
{
    private readonly JsonTape _tape;
    private readonly JsonUnescaper _unescaper;
    private readonly JsonProfilePlace? _parent;
    private readonly byte[]? _name;
    private readonly int _number;
    private JsonMembers? _members;
    private JsonProfilePlace? _elements;
    private ObjectProfile? _objects;
    private object? _owner;
    private ValueProfile? _value;

    /// <param name="tape">Takes the values.</param>
    /// <param name="unescaper">Gives names without their escapes.</param>
    /// <param name="parent">The objects or arrays that it belongs to; null for the records.</param>
    /// <param name="name">Its name in the objects; null for the elements of arrays and for the records.</param>
    public JsonProfilePlace(JsonTape tape, JsonUnescaper unescaper, JsonProfilePlace? parent, byte[]? name)
    {
        _tape = tape;
        _unescaper = unescaper;
        _parent = parent;
        _name = name;
        _number = tape.Add(this);
    }

    public override bool Read(ref JsonCursor cursor)
    {
        var kind = cursor.Peek();
        switch (kind)
        {
            case JsonKind.String:
                return ReadString(ref cursor);
            case JsonKind.Number:
                return ReadNumber(ref cursor);
            case JsonKind.Object:
                return ReadObject(ref cursor);
            case JsonKind.Array:
                return ReadArray(ref cursor);
            case JsonKind.None:
                return cursor.FailValue();
            default:
                _tape.Add(_number, kind switch { JsonKind.True => JsonToken.True, JsonKind.False => JsonToken.False, _ => JsonToken.Null }, cursor.Position, 0);
                return cursor.ReadLiteral(kind);
        }
    }

    /// <summary>The profile of the values here.</summary>
    public ValueProfile Value() => _name is null ? ElementValue(_parent!.Value()) : MemberValue(_parent!._objects!);

    /// <summary>Lets the members of the records be those of a profile.</summary>
    public void Bind(ObjectProfile records) => _objects = records;

    /// <summary>Starts an object that is kept.</summary>
    public void AddObject(RecordPosition position)
    {
        if (_parent is null)
        {
            _objects!.Begin();
        }
        else
        {
            _objects = Value().AddObject(position);
        }
    }

    /// <summary>Starts an array that is kept.</summary>
    public void AddArray(RecordPosition position) => Value().AddArray(position);

    /// <summary>Looks the profile up again when its owner is another: objects whose names are too many become one place.</summary>
    private ValueProfile MemberValue(ObjectProfile owner)
    {
        if (owner.Values is not null)
        {
            return owner.Values;
        }

        if (_value is null || _owner != owner)
        {
            _owner = owner;
            _value = owner.Member(_name);
        }

        return _value;
    }

    private ValueProfile ElementValue(ValueProfile owner)
    {
        if (_value is null || _owner != owner)
        {
            _owner = owner;
            _value = owner.Elements!;
        }

        return _value;
    }

    private bool ReadString(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        if (!cursor.ReadString(out var raw, out var isEscaped))
        {
            return false;
        }

        _tape.Add(_number, isEscaped ? JsonToken.EscapedString : JsonToken.PlainString, start, raw.Length);
        return true;
    }

    private bool ReadNumber(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        if (cursor.TryReadShortInteger(out _))
        {
            _tape.Add(_number, JsonToken.ShortInteger, start, cursor.Position - start);
            return true;
        }

        var isNumber = cursor.ReadNumber(out var raw);
        _tape.Add(_number, JsonToken.Number, start, raw.Length);
        return isNumber;
    }

    private bool ReadObject(ref JsonCursor cursor)
    {
        _tape.Add(_number, JsonToken.Object, cursor.Position, 0);
        if (!cursor.Enter())
        {
            return false;
        }

        _members ??= new JsonMembers(_unescaper, member => new JsonProfilePlace(_tape, _unescaper, this, member));
        _members.Begin();
        for (var isFirst = true; _members.MoveNext(ref cursor, isFirst, out var member); isFirst = false)
        {
            if (!((JsonProfilePlace)member.Place).ReadQuickly(ref cursor))
            {
                return false;
            }
        }

        return cursor.Fault == JsonFault.None;
    }

    private bool ReadArray(ref JsonCursor cursor)
    {
        _tape.Add(_number, JsonToken.Array, cursor.Position, 0);
        if (!cursor.Enter())
        {
            return false;
        }

        _elements ??= new JsonProfilePlace(_tape, _unescaper, this, null);
        for (var isFirst = true; cursor.NextElement(isFirst); isFirst = false)
        {
            if (!_elements.ReadQuickly(ref cursor))
            {
                return false;
            }
        }

        return cursor.Fault == JsonFault.None;
    }

    /// <summary>As <see cref="Read"/>, with the most frequent kinds of values first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ReadQuickly(ref JsonCursor cursor)
    {
        var start = cursor.Position;
        switch (cursor.SkipPlain())
        {
            case JsonPlain.String:
                _tape.Add(_number, JsonToken.PlainString, start, cursor.Position - start - 2);
                return true;
            case JsonPlain.Integer:
                _tape.Add(_number, JsonToken.ShortInteger, start, cursor.Position - start);
                return true;
            default:
                return Read(ref cursor);
        }
    }
}
