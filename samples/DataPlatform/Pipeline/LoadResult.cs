using Patterns.Tables;

namespace DataPlatform.Pipeline;

/// <summary>What loading a dataset came to.</summary>
/// <param name="Table">The table that holds the dataset.</param>
/// <param name="Shape">How the columns of the dataset became columns of the table.</param>
/// <param name="NewFiles">Files that were new to the table; the others were loaded by an earlier run.</param>
internal sealed record LoadResult(Table Table, TableShape Shape, int NewFiles);
