using Patterns.Core;
using Patterns.Updates.Segments;

namespace Patterns.Updates.Files;

/// <summary>Creates, finds and deletes the folders of feeds in a folder.</summary>
internal sealed class FeedFolder(string root, Func<string, ILogFolder> openFolder, SegmentLogSettings settings)
{
    private const int CopyBytes = 1 << 20;

    /// <summary>Loads what there is, sources before their forks, and removes what is left of feeds that were being created or deleted.</summary>
    public IReadOnlyList<FeedSlot> Load()
    {
        List<FeedSlot> slots = [];
        foreach (var folder in Directory.GetDirectories(root))
        {
            if (folder.EndsWith(FeedFolderName.DeletedSuffix, StringComparison.Ordinal) || !File.Exists(Path.Join(folder, FeedFile.Name)))
            {
                Directory.Delete(folder, recursive: true);
            }
            else
            {
                slots.Add(Slot(FeedFile.Load(folder), folder));
            }
        }

        return [.. slots.OrderBy(static slot => slot.Feed.Lineage.Epoch)];
    }

    /// <summary>Creates a feed with what it inherits and what it begins with. It is there once this has returned, and not before.</summary>
    public async Task<FeedSlot> CreateAsync(FeedDescription feed, ForkInheritance? inheritance, AppendRequest? first)
    {
        var folder = Path.Join(root, FeedFolderName.Of(feed.Name));
        Directory.CreateDirectory(folder);
        var slot = Slot(feed, folder);
        try
        {
            await FillAsync(openFolder(folder), feed, inheritance).ConfigureAwait(false);
            var log = slot.Open();
            foreach (var request in new[] { inheritance?.Cut is { } cut ? new AppendRequest([cut]) : null, first is { Updates.Count: 0, Close: false } ? null : first })
            {
                if (request is not null)
                {
                    await log.AppendAsync(request).ConfigureAwait(false);
                }
            }

            FeedFile.Save(folder, feed);
            DurableFiles.FlushFolder(root);
            return slot;
        }
        catch
        {
            await slot.DisposeAsync().ConfigureAwait(false);
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Takes note that a feed is kept for its forks only.</summary>
    public static void MarkDeleted(FeedSlot slot) => FeedFile.Save(slot.Folder, slot.Feed with { IsDeleted = true });

    /// <summary>Deletes a feed that nobody needs any more.</summary>
    public void Delete(FeedSlot slot)
    {
        var deleted = slot.Folder + FeedFolderName.DeletedSuffix;
        if (Directory.Exists(deleted))
        {
            Directory.Delete(deleted, recursive: true);
        }

        Directory.Move(slot.Folder, deleted);
        DurableFiles.FlushFolder(root);
        Directory.Delete(deleted, recursive: true);
    }

    private FeedSlot Slot(FeedDescription feed, string folder) => new(feed, folder, openFolder, settings);

    private async Task FillAsync(ILogFolder folder, FeedDescription feed, ForkInheritance? inheritance)
    {
        SegmentSettings segments = new(feed.Name, feed.Configuration.ContentType!, settings.SegmentBytes, settings.IsFlushed);
        FeedWriters writers = new();
        var sequence = (inheritance?.FirstSequence - 1) ?? 0;
        SegmentHeader Header() => new(settings.Clock.NextSalt(), feed.Lineage.Epoch, sequence + 1, settings.Clock.NowTicks, settings.IsFlushed);
        using SegmentChain chain = new(folder, segments, [SegmentWriter.Create(folder, segments, Header(), writers, segments.LengthAfter(0))]);
        while (inheritance is not null && sequence < inheritance.LastSequence)
        {
            if (chain.NeedsRoll)
            {
                chain.Roll(Header(), writers);
            }

            var updates = await inheritance.ReadAsync(sequence, CopyBytes).ConfigureAwait(false);
            var ticks = settings.Clock.NowTicks;
            var batch = BatchEncoder.Encode(new BatchContent(updates, sequence + 1, ticks, segments.ContentType, writers, null), chain.Salt);
            chain.Write(batch);
            chain.Advance(batch.Length, sequence + 1, ticks);
            sequence += updates.Count;
        }

        chain.Flush();
    }
}
