using System.Net;
using Patterns.Updates.Webhooks.Targets;

namespace Patterns.Updates.Tests.Webhooks.Targets;

/// <summary>Answers each question with the next of the given answers; the last one stays.</summary>
internal sealed class ScriptedResolver(params string[][] answers) : IHostResolver
{
    private int _asked;

    public int Asked => _asked;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var answer = answers[Math.Min(_asked++, answers.Length - 1)];
        return Task.FromResult(answer.Select(IPAddress.Parse).ToArray());
    }
}
