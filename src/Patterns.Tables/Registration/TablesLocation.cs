using Patterns.Core;

namespace Patterns.Tables.Registration;

/// <summary>Where the tables are, when that is not the container's own object store.</summary>
/// <param name="Objects">The store.</param>
internal sealed record TablesLocation(IObjectStore Objects);
