using System.Text;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Inference;

/// <summary>Objects, or the records of a file: how many there are, and the values of each member. Members keep the order in which they were first seen.</summary>
/// <param name="context">For the values.</param>
/// <param name="maxMembers">How many names are kept apart; beyond, names are data, and all values are one place.</param>
internal sealed class ObjectProfile(ProfileContext context, int maxMembers = int.MaxValue)
{
    /// <summary>How many names nested objects have at most before their names are taken for data.</summary>
    public const int MaxNestedMembers = 4096;

    private readonly List<Member> _members = [];
    private readonly Dictionary<byte[], int> _indexes = new(Utf8NameComparer.Instance);
    private int _expected;

    /// <summary>The number of objects.</summary>
    public long Count { get; private set; }

    /// <summary>The members in the order in which they were first seen; empty when there are too many.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>All values whatever their names, when there are too many names to keep apart; else null.</summary>
    public ValueProfile? Values { get; private set; }

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

        if (Values is not null)
        {
            return Values;
        }

        if (!_indexes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var index))
        {
            if (_members.Count == maxMembers)
            {
                return Unite();
            }

            index = _members.Count;
            var member = new Member(name.ToArray(), Encoding.UTF8.GetString(name), new ValueProfile(context));
            _members.Add(member);
            _indexes.Add(member.Utf8Name, index);
        }

        _expected = index + 1;
        return _members[index].Value;
    }

    /// <summary>The values of all members as if they had one name.</summary>
    public ValueProfile United()
    {
        if (Values is not null)
        {
            return Values;
        }

        var all = new ValueProfile(context);
        foreach (var member in _members)
        {
            all.MergeFrom(member.Value);
        }

        return all;
    }

    /// <summary>Adds what a later part of the file, or a later file, was found to hold.</summary>
    public void MergeFrom(ObjectProfile later)
    {
        Count += later.Count;
        if (later.Values is not null)
        {
            Unite().MergeFrom(later.Values);
        }

        foreach (var member in later._members)
        {
            Member(member.Utf8Name).MergeFrom(member.Value);
        }
    }

    /// <summary>Gives up telling names apart.</summary>
    private ValueProfile Unite()
    {
        Values = United();
        _members.Clear();
        _indexes.Clear();
        return Values;
    }
}
