using Patterns.Lake.Formats;

namespace Patterns.Lake.Inference;

/// <summary>
/// All values at one place of the records: a column, a member of an object, the elements of an array. A place where scalars, objects and
/// arrays meet becomes a string column that keeps the text of the values.
/// </summary>
internal sealed class ValueProfile(ProfileContext context)
{
    /// <summary>Values that are null whatever the type: an empty CSV cell, a JSON null. Members that are absent are not among them.</summary>
    public long NullCount { get; private set; }

    /// <summary>The values that are neither null nor nested.</summary>
    public ScalarProfile Scalars { get; } = new(context);

    /// <summary>The values that are objects; null when there are none.</summary>
    public ObjectProfile? Objects { get; private set; }

    /// <summary>The number of values that are arrays.</summary>
    public long ArrayCount { get; private set; }

    /// <summary>The elements of all arrays; null when there is no array.</summary>
    public ValueProfile? Elements { get; private set; }

    /// <summary>Where the first object or array is; the default when there is none.</summary>
    public RecordPosition FirstNested { get; private set; }

    /// <summary>Path of the file of the first object or array; null when there is none.</summary>
    public string? FirstNestedFile { get; private set; }

    /// <summary>Values other than null.</summary>
    public long Count => Scalars.Count + (Objects?.Count ?? 0) + ArrayCount;

    /// <summary>Adds nulls.</summary>
    public void AddNull(long count = 1) => NullCount += count;

    /// <summary>Starts an object: its members are added to the result, one value per name.</summary>
    public ObjectProfile AddObject(RecordPosition position)
    {
        NoteNested(position);
        Objects ??= new ObjectProfile(context, ObjectProfile.MaxNestedMembers);
        Objects.Begin();
        return Objects;
    }

    /// <summary>Starts an array: its elements are added to the result.</summary>
    public ValueProfile AddArray(RecordPosition position)
    {
        NoteNested(position);
        ArrayCount++;
        return Elements ??= new ValueProfile(context);
    }

    /// <summary>Adds what a later part of the file, or a later file, was found to hold.</summary>
    public void MergeFrom(ValueProfile later)
    {
        NullCount += later.NullCount;
        ArrayCount += later.ArrayCount;
        Scalars.MergeFrom(later.Scalars);
        if (FirstNestedFile is null)
        {
            FirstNested = later.FirstNested;
            FirstNestedFile = later.FirstNestedFile;
        }

        if (later.Objects is not null)
        {
            (Objects ??= new ObjectProfile(context, ObjectProfile.MaxNestedMembers)).MergeFrom(later.Objects);
        }

        if (later.Elements is not null)
        {
            (Elements ??= new ValueProfile(context)).MergeFrom(later.Elements);
        }
    }

    private void NoteNested(RecordPosition position)
    {
        if (FirstNestedFile is null)
        {
            FirstNested = position;
            FirstNestedFile = context.File;
        }
    }
}
