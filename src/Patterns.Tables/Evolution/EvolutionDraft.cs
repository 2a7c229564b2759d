using Patterns.Tables.Delta;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Evolution;

/// <summary>Changes of columns and rules that are ready to be committed.</summary>
internal sealed class EvolutionDraft(TableContext table, Snapshot before, EvolvingTable evolving, IReadOnlyList<EvolutionStep> steps) : CommitDraft
{
    private const string SeveralSteps = "EVOLVE";

    private readonly TableMetadata _metadata = evolving.Metadata;
    private readonly TableProtocol _protocol = evolving.Protocol;

    public bool HasChanges => _metadata.SchemaString != before.Metadata.SchemaString
        || _metadata.Configuration.Count != before.Metadata.Configuration.Count
        || _metadata.Configuration.Except(before.Metadata.Configuration).Any();

    public override string Operation => steps.Select(static step => step.Operation).Distinct().Take(2).ToArray() is [var only] ? only : SeveralSteps;

    /// <summary>Looks at the rows that a state has, as they would be after the change.</summary>
    /// <exception cref="EvolutionRefusedException">They do not fulfil a new rule.</exception>
    public Task ValidateAsync(Snapshot snapshot, CancellationToken cancellationToken)
        => CheckValidation.RequireAsync(table, snapshot.With(_metadata, _protocol, table.Path), evolving.AddedChecks, cancellationToken);

    public override Commit ToCommit(Snapshot snapshot) => new()
    {
        Version = snapshot.Version + 1,
        Protocol = _protocol == snapshot.Protocol ? null : _protocol,
        Metadata = _metadata,
        Info = new CommitInfo
        {
            OperationParameters = new Dictionary<string, string> { ["changes"] = string.Join("; ", steps.Select(static step => step.Text)) },
            IsBlindAppend = false,
            OperationMetrics = new Dictionary<string, string>(),
        },
    };

    public override async Task AcceptAsync(Snapshot after, IReadOnlyList<Commit> others, CancellationToken cancellationToken)
    {
        foreach (var other in others)
        {
            if (other.Metadata is not null || other.Protocol is not null)
            {
                throw new CommitConflictException(
                    table.Path, before.Version, Operation, other.Version, other.Info.Operation ?? "an operation that its writer did not name", "it changed the columns, the rules or the protocol too");
            }
        }

        // Rows that came meanwhile were checked against the old rules only.
        await ValidateAsync(after, cancellationToken).ConfigureAwait(false);
    }
}
