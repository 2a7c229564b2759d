using Patterns.Core;
using Patterns.Tables.Delta.Columns;

namespace Patterns.Tables.Writing;

/// <summary>Where and how the data files of one append are written.</summary>
internal sealed class DataFileContext
{
    private int _fileCount;

    public required IObjectStore Store { get; init; }

    /// <summary>Folder of the table in the store.</summary>
    public required string TablePath { get; init; }

    /// <summary>Columns of the data files: those of the table without the partition columns.</summary>
    public required PhysicalColumns Columns { get; init; }

    public required long TargetFileBytes { get; init; }

    /// <summary>Bytes that a file keeps in memory before it writes them.</summary>
    public required long RowGroupByteLimit { get; init; }

    /// <summary>Columns of the table's key, which get bloom filters; none when it has no key.</summary>
    public IReadOnlyList<string> KeyColumns { get; init; } = [];

    public required Chance Chance { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>What paths of files start with, see <see cref="DataFileName"/>.</summary>
    public string PathStart { get; init; } = "part";

    /// <summary>Path of a new data file, relative to the table's folder.</summary>
    public string NextPath(PartitionKey partition) => DataFileName.Create(partition.Values, _fileCount++, Chance.NewId(), PathStart);
}
