namespace Patterns.Updates.ContractService;

/// <summary>What the harness tells a client to do.</summary>
internal sealed record StreamCommand(string Command);
