using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>The nodes of a file's schema as a tree, built from their depth-first list.</summary>
internal sealed class SchemaTree
{
    /// <summary>Levels are kept in bytes, and trees are walked recursively.</summary>
    private const int MaxDepth = 64;

    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly List<SchemaNode> _leaves = [];
    private int _next;

    private SchemaTree(IReadOnlyList<SchemaElement> elements) => _elements = elements;

    /// <summary>The nodes that hold values, in the order in which row groups hold their columns.</summary>
    public IReadOnlyList<SchemaNode> Leaves => _leaves;

    /// <summary>The children of the root.</summary>
    public IReadOnlyList<SchemaNode> Fields { get; private set; } = [];

    public static SchemaTree Build(IReadOnlyList<SchemaElement> elements)
    {
        var tree = new SchemaTree(elements);
        if (elements.Count == 0)
        {
            throw new CorruptDataException("the schema is empty");
        }

        tree._next = 1;
        tree.Fields = tree.BuildChildren(elements[0], definition: 0, repetition: 0, slotDefinition: 0, path: []);
        return tree._next == elements.Count
            ? tree
            : throw new CorruptDataException($"the schema has {elements.Count} elements, of which {elements.Count - tree._next} belong to no group");
    }

    private SchemaNode[] BuildChildren(SchemaElement parent, int definition, int repetition, int slotDefinition, string[] path)
    {
        if (parent.ChildCount < 0 || parent.ChildCount > _elements.Count - _next)
        {
            throw new CorruptDataException(
                $"group '{parent.Name}' has {parent.ChildCount} children, but {_elements.Count - _next} schema elements are left");
        }

        if (path.Length >= MaxDepth)
        {
            throw new CorruptDataException($"the schema is nested deeper than {MaxDepth}");
        }

        var children = new SchemaNode[parent.ChildCount];
        for (var index = 0; index < children.Length; index++)
        {
            children[index] = BuildNode(definition, repetition, slotDefinition, path);
        }

        return children;
    }

    private SchemaNode BuildNode(int definition, int repetition, int slotDefinition, string[] parentPath)
    {
        if (_next >= _elements.Count)
        {
            throw new CorruptDataException("the schema ends inside a group");
        }

        var element = _elements[_next++];
        string[] path = [.. parentPath, element.Name];
        switch (element.Repetition)
        {
            case Repetition.Required:
                break;
            case Repetition.Optional:
                definition++;
                break;
            case Repetition.Repeated:
                definition++;
                repetition++;
                break;
            default:
                throw new CorruptDataException($"schema element '{element.Name}' has repetition {(int?)element.Repetition}, expected 0 to 2");
        }

        var slot = element.Repetition == Repetition.Repeated ? definition : slotDefinition;
        var isLeaf = element.Type is not null;
        if (isLeaf)
        {
            CheckLeaf(element);
        }

        var node = new SchemaNode
        {
            Element = element,
            Children = isLeaf ? [] : BuildChildren(element, definition, repetition, slot, path),
            Definition = definition,
            Repetition = repetition,
            SlotDefinition = slot,
            OuterSlotDefinition = slotDefinition,
            Path = path,
            LeafIndex = isLeaf ? _leaves.Count : -1,
        };
        if (isLeaf)
        {
            _leaves.Add(node);
        }

        return node;
    }

    private static void CheckLeaf(SchemaElement element)
    {
        if (element.Type is not (>= PhysicalType.Boolean and <= PhysicalType.FixedLengthByteArray))
        {
            throw new CorruptDataException($"column '{element.Name}' has physical type {(int)element.Type!}, expected 0 to 7");
        }

        if (element.Type == PhysicalType.FixedLengthByteArray && element.TypeLength <= 0)
        {
            throw new CorruptDataException($"column '{element.Name}' has values of {element.TypeLength} bytes");
        }
    }
}
