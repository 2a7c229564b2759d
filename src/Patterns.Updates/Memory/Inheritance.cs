namespace Patterns.Updates.Memory;

/// <summary>What a fork gets of its source.</summary>
/// <param name="Updates">Whole updates, shared with the source.</param>
/// <param name="LastSequence">Sequence of the last of them, or of the one before the first when there is none.</param>
/// <param name="Cut">The part of the next update that the fork gets as its own first one; null for none.</param>
internal sealed record Inheritance(IReadOnlyList<Update> Updates, long LastSequence, NewUpdate? Cut)
{
    public static Inheritance Take(ForkPoint fork, bool isJson, long lastSequence, UpdateWindow window)
    {
        NewUpdate? cut = null;
        if (isJson)
        {
            lastSequence = fork.SubOffset <= window.LastSequence - lastSequence
                ? lastSequence + fork.SubOffset
                : throw TooFar(fork, $"there are {window.LastSequence - lastSequence} updates behind the offset");
        }
        else if (fork.SubOffset > 0)
        {
            var next = lastSequence < window.LastSequence ? window[lastSequence + 1] : throw TooFar(fork, "there is no update behind the offset");
            if (fork.SubOffset > next.Payload.Length)
            {
                throw TooFar(fork, $"the update behind the offset has {next.Payload.Length} bytes");
            }

            cut = new NewUpdate(next.Payload[..(int)fork.SubOffset]) { Type = next.Type, Key = next.Key, ContentType = next.ContentType, Time = next.Time };
        }

        return new Inheritance([.. Sequences(window.FirstSequence, lastSequence).Select(sequence => window[sequence])], lastSequence, cut);
    }

    private static IEnumerable<long> Sequences(long first, long last)
    {
        for (var sequence = first; sequence <= last; sequence++)
        {
            yield return sequence;
        }
    }

    private static ForkRejectedException TooFar(ForkPoint fork, string found) => new(fork, ForkRejection.SubOffset, found);
}
