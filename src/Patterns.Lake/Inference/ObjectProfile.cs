using System.Text;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Inference;

/// <summary>Objects, or the records of a file: how many there are, and the values of each member. Members keep the order in which they were first seen.</summary>
internal sealed class ObjectProfile(ProfileContext context)
{
    private readonly List<Member> _members = [];
    private readonly Dictionary<byte[], int> _indexes = new(Utf8NameComparer.Instance);
    private int _expected;

    /// <summary>The number of objects.</summary>
    public long Count { get; private set; }

    /// <summary>The members in the order in which they were first seen.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>Starts one more object.</summary>
    public void Begin() => Begin(1);

    /// <summary>Starts many objects whose members are added afterwards.</summary>
    public void Begin(long count)
    {
        Count += count;
        _expected = 0;
    }

    /// <summary>The values of a member. Members that come in the order of the object before are found without a search.</summary>
    /// <param name="name">The name, unescaped.</param>
    public ValueProfile Member(ReadOnlySpan<byte> name)
    {
        if (_expected < _members.Count && name.SequenceEqual(_members[_expected].Utf8Name))
        {
            return _members[_expected++].Value;
        }

        var lookup = _indexes.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!lookup.TryGetValue(name, out var index))
        {
            index = _members.Count;
            var member = new Member(name.ToArray(), Encoding.UTF8.GetString(name), new ValueProfile(context));
            _members.Add(member);
            _indexes.Add(member.Utf8Name, index);
        }

        _expected = index + 1;
        return _members[index].Value;
    }

    /// <summary>Adds what a later part of the file, or a later file, was found to hold.</summary>
    public void MergeFrom(ObjectProfile later)
    {
        Count += later.Count;
        foreach (var member in later._members)
        {
            Member(member.Utf8Name).MergeFrom(member.Value);
        }
    }
}
