namespace Patterns.Columnar.Parquet.Thrift;

/// <summary>Where a reader stands in one struct: the field whose value comes next. The default value is the struct's begin.</summary>
internal struct StructCursor
{
    /// <summary>Id of the current field; ids are written as differences, so the previous one must be kept.</summary>
    public short Id { get; set; }

    /// <summary>Wire type of the current field.</summary>
    public CompactType Type { get; set; }

    /// <summary>The value of a boolean field, which its wire type tells.</summary>
    public readonly bool Bool => Type switch
    {
        CompactType.True => true,
        CompactType.False => false,
        _ => throw Unexpected(CompactType.True),
    };

    /// <summary>Checks that the field is of the type that its id should have.</summary>
    public readonly void Require(CompactType expected)
    {
        if (Type != expected)
        {
            throw Unexpected(expected);
        }
    }

    private readonly CorruptDataException Unexpected(CompactType expected) => new($"field {Id} is of type {Type}, expected {expected}");
}
