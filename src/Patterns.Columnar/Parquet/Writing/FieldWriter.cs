using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Takes the column of a field apart into the column chunks of its leaves.</summary>
internal abstract class FieldWriter : IDisposable
{
    /// <summary>The writers of the leaves below this field, from first to last.</summary>
    public abstract IEnumerable<LeafWriter> Leaves { get; }

    /// <summary>Appends entries.</summary>
    /// <param name="column">The values.</param>
    /// <param name="entries">Which rows of <paramref name="column"/>, and the levels they have from above.</param>
    /// <exception cref="ArgumentException">A value is null that must not be.</exception>
    public abstract void Append(Column column, LevelEntries entries);

    public abstract void Dispose();

    public static FieldWriter Create(FieldShape shape, WriterContext context) => shape switch
    {
        StructShape structure => new StructFieldWriter(structure, context),
        RepeatedShape repeated => new RepeatedFieldWriter(repeated, context),
        _ => new LeafFieldWriter(LeafWriters.Create((LeafShape)shape, context)),
    };
}
