using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>Reads a text of YAML documents into nodes with places: bounded, without tags, without merge keys, no name twice in a mapping.</summary>
internal sealed class YamlReader
{
    private const string MergeKey = "<<";

    private readonly string _document;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlValue> _anchors = new(StringComparer.Ordinal);
    private long _nodes;

    private YamlReader(string document, Parser parser)
    {
        _document = document;
        _parser = parser;
    }

    /// <summary>The documents of a text; those without a word, as between two separators, are left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="document">Its name for messages.</param>
    public static IReadOnlyList<YamlValue> Read(string text, string document)
    {
        if (text.Length > YamlLimits.Characters)
        {
            throw new DocumentException(document, 0, 0, "", $"it has {text.Length} characters, and {YamlLimits.Characters} are the most that is read. Split it.");
        }

        try
        {
            using var reader = new StringReader(text);
            return new YamlReader(document, new Parser(new Scanner(reader, skipComments: true))).ReadStream();
        }
        catch (YamlException exception)
        {
            throw new DocumentException(document, (int)exception.Start.Line, (int)exception.Start.Column, "", $"it is not YAML: {exception.Message}", exception);
        }
    }

    private List<YamlValue> ReadStream()
    {
        List<YamlValue> documents = [];
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out var start))
        {
            if (documents.Count == YamlLimits.Documents)
            {
                throw Fault(start, $"there are more than {YamlLimits.Documents} documents. Split the text.");
            }

            _anchors.Clear();
            var value = ReadValue(depth: 0);
            if (value is not YamlScalar { IsNull: true })
            {
                documents.Add(value);
            }

            _parser.Consume<DocumentEnd>();
        }

        _parser.Consume<StreamEnd>();
        return documents;
    }

    private YamlValue ReadValue(int depth)
    {
        var current = _parser.Current ?? throw new DocumentException(_document, 0, 0, "", "it ends within a value.");
        if (current is AnchorAlias alias)
        {
            _parser.MoveNext();
            return Resolve(alias, depth);
        }

        if (depth == YamlLimits.Depth)
        {
            throw Fault(current, $"values are nested deeper than {YamlLimits.Depth} levels.");
        }

        var node = (NodeEvent)current;
        RefuseTag(node);
        Count(1, node);
        var value = node switch
        {
            Scalar => ReadScalar(),
            SequenceStart => ReadSequence(depth),
            _ => (YamlValue)ReadMapping(depth),
        };
        if (!node.Anchor.IsEmpty)
        {
            _anchors[node.Anchor.Value] = value;
        }

        return value;
    }

    private YamlScalar ReadScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty, PlaceOf(scalar));
    }

    private YamlSequence ReadSequence(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        List<YamlValue> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadValue(depth + 1));
        }

        return new YamlSequence(items, PlaceOf(start));
    }

    private YamlMapping ReadMapping(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        List<KeyValuePair<YamlScalar, YamlValue>> members = [];
        Dictionary<string, YamlPlace> names = new(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = _parser.Current!;
            if (ReadValue(depth + 1) is not YamlScalar name)
            {
                throw Fault(at, "a name in a mapping is a list or a mapping; write a text.");
            }

            if (name is { Text: MergeKey, IsPlain: true })
            {
                throw Fault(at, "the merge key '<<' is not read: it is no part of YAML 1.2. Write the values out.");
            }

            if (!names.TryAdd(name.Text, PlaceOf(at)))
            {
                throw Fault(at, $"'{name.Text}' is given twice in one mapping, before on line {names[name.Text].Line}. Keep one.");
            }

            members.Add(new(name, ReadValue(depth + 1)));
        }

        return new YamlMapping(members, PlaceOf(start));
    }

    // An anchor is known once its node has ended, so an alias within its own node names nothing: no cycles.
    private YamlValue Resolve(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var value))
        {
            throw Fault(alias, $"the alias '*{alias.Value.Value}' names no anchor that ended before it.");
        }

        if (depth + value.Height > YamlLimits.Depth)
        {
            throw Fault(alias, $"values are nested deeper than {YamlLimits.Depth} levels.");
        }

        Count(value.Size, alias);
        return value;
    }

    private void Count(long nodes, ParsingEvent at)
    {
        _nodes += nodes;
        if (_nodes > YamlLimits.Nodes)
        {
            throw Fault(at, $"there are more than {YamlLimits.Nodes} values, aliases counted as what they stand for. Split the text or write fewer aliases.");
        }
    }

    private void RefuseTag(NodeEvent node)
    {
        if (!node.Tag.IsEmpty && !(node is Scalar && node.Tag.Value is "!" or "tag:yaml.org,2002:str"))
        {
            throw Fault(node, $"the tag '{node.Tag.Value}' is not read. Leave it out.");
        }
    }

    private DocumentException Fault(ParsingEvent at, string problem) => new(_document, (int)at.Start.Line, (int)at.Start.Column, "", problem);

    private static YamlPlace PlaceOf(ParsingEvent at) => new((int)at.Start.Line, (int)at.Start.Column);
}
