using Patterns.Core;

namespace Patterns.Lake.Registration;

/// <summary>The store of the lake, apart from other stores in the container.</summary>
internal sealed record LakeStore(IObjectStore Store);
