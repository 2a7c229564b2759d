namespace Patterns.Core;

/// <summary>What can differ between two schemas.</summary>
public enum SchemaChangeKind
{
    /// <summary>A field is new.</summary>
    Added,

    /// <summary>A field is gone.</summary>
    Removed,

    /// <summary>A field has another name; its id says that it is the same one.</summary>
    Renamed,

    /// <summary>The new type has every value of the old one, see <see cref="DataType.CanWidenTo"/>.</summary>
    Widened,

    /// <summary>The old type has every value of the new one, but not the other way round.</summary>
    Narrowed,

    /// <summary>The type is another one, neither wider nor narrower.</summary>
    Retyped,

    /// <summary>Values may be null and could not be before.</summary>
    Relaxed,

    /// <summary>Values could be null before and may not be any more.</summary>
    Required,
}
