using Patterns.Core;

namespace Patterns.ServiceLevels.Registration;

/// <summary>Where indicators are kept.</summary>
/// <param name="Objects">The store.</param>
internal sealed record ServiceLevelsStorage(IObjectStore Objects);
