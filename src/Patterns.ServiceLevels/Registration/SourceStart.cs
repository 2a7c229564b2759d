namespace Patterns.ServiceLevels.Registration;

/// <summary>Makes a source when the evaluator is made; the evaluator's owner disposes it.</summary>
internal sealed record SourceStart(Func<IServiceProvider, IDisposable> Create);
