using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Patterns.Tables.Writing;

/// <summary>Row objects, turned into batches of columns a few thousand at a time.</summary>
/// <typeparam name="T">The row type.</typeparam>
internal sealed class ObjectFeed<[DynamicallyAccessedMembers(RowMembers.Needed)] T> : RowFeed
{
    private readonly T[] _buffer;
    private readonly Func<T[], CancellationToken, IAsyncEnumerable<int>> _fill;

    public ObjectFeed(IEnumerable<T> rows, int rowsPerBatch)
        : this(rowsPerBatch, (buffer, _) => FillAsync(rows, buffer))
    {
    }

    public ObjectFeed(IAsyncEnumerable<T> rows, int rowsPerBatch)
        : this(rowsPerBatch, (buffer, cancellationToken) => FillAsync(rows, buffer, cancellationToken))
    {
    }

    private ObjectFeed(int rowsPerBatch, Func<T[], CancellationToken, IAsyncEnumerable<int>> fill)
    {
        _buffer = new T[rowsPerBatch];
        _fill = fill;
    }

    public override async Task FeedAsync(AppendSession session, Action report, CancellationToken cancellationToken)
    {
        await session.AdoptAsync(ObjectConverter<T>.Columns, cancellationToken).ConfigureAwait(false);
        using var converter = new ObjectConverter<T>(session.Schema);
        await foreach (var count in _fill(_buffer, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WriteAsync(session, converter, count, cancellationToken).ConfigureAwait(false);
            report();
        }
    }

    /// <summary>Fills the buffer again and again; each number is how many rows are in it.</summary>
    private static async IAsyncEnumerable<int> FillAsync(IAsyncEnumerable<T> rows, T[] buffer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            buffer[count++] = row;
            if (count == buffer.Length)
            {
                yield return count;
                count = 0;
            }
        }

        if (count > 0)
        {
            yield return count;
        }
    }

    /// <summary>The same for rows that are there without waiting, of which none is worth a state machine.</summary>
    private static async IAsyncEnumerable<int> FillAsync(IEnumerable<T> rows, T[] buffer)
    {
        var count = 0;
        foreach (var row in rows)
        {
            buffer[count++] = row;
            if (count == buffer.Length)
            {
                yield return count;
                count = 0;
            }
        }

        if (count > 0)
        {
            yield return count;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private async Task WriteAsync(AppendSession session, ObjectConverter<T> converter, int count, CancellationToken cancellationToken)
    {
        if (converter.TryConvert(_buffer.AsSpan(0, count), out var batch, out _))
        {
            using (batch)
            {
                await session.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        for (var index = 0; index < count; index++)
        {
            await WriteRowAsync(session, converter, index, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Rows of a batch that has a misfit are taken one by one, so that each is reported under its own number.</summary>
    private async Task WriteRowAsync(AppendSession session, ObjectConverter<T> converter, int index, CancellationToken cancellationToken)
    {
        if (converter.TryConvert(_buffer.AsSpan(index, 1), out var batch, out var error))
        {
            using (batch)
            {
                await session.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        await session.RejectAsync(error, ObjectConverter<T>.Texts(_buffer[index]), cancellationToken).ConfigureAwait(false);
    }
}
