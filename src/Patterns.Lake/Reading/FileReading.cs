using System.Runtime.CompilerServices;
using System.Text;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake.Content;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Reading;

/// <summary>Reads the rows of a file whose format is known.</summary>
internal static class FileReading
{
    /// <summary>The batches of a file. The caller owns each batch.</summary>
    /// <exception cref="LakeFormatException">The file is damaged, or is no longer what it was when it was inferred.</exception>
    public static async IAsyncEnumerable<ColumnBatch> ReadAsync(
        IObjectStore store, LakeFile file, ReadPlan plan, int maxRecordBytes, ReadReport report, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (file.Reader is null)
        {
            report.Add(new FileReadCounts(file.Path, 0, 0));
            yield break;
        }

        var content = await FileContent.OpenAsync(store, file.Path, file.Transcoding, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            var context = new RecordContext { File = file.Path, SetAside = new ReportSink(file.Path, report), MaxRecordBytes = maxRecordBytes, VerifyUtf8 = file.HasInvalidUtf8 };
            using var window = new ContentWindow(content.Stream);
            using var decoder = file.Reader.CreateDecoder(plan, context);
            do
            {
                if (!window.IsFinal)
                {
                    await ReadMoreAsync(window, file, cancellationToken).ConfigureAwait(false);
                }

                int consumed;
                do
                {
                    consumed = decoder.Consume(window.Bytes, window.IsFinal);
                    window.Advance(consumed);
                    if (decoder.IsBatchFull)
                    {
                        yield return decoder.TakeBatch();
                    }
                }
                while (consumed > 0);
            }
            while (!window.IsFinal);

            if (!window.Bytes.IsEmpty)
            {
                throw new InvalidOperationException($"The reader of {file.Format} left {window.Bytes.Length} bytes at the end of '{file.Path}'.");
            }

            if (decoder.BatchRowCount > 0)
            {
                yield return decoder.TakeBatch();
            }

            report.Add(new FileReadCounts(file.Path, decoder.RowsRead - decoder.RowsSetAside, decoder.RowsSetAside));
        }
    }

    private static async Task ReadMoreAsync(ContentWindow window, LakeFile file, CancellationToken cancellationToken)
    {
        try
        {
            await window.ReadMoreAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException error)
        {
            throw new LakeFormatException(file.Path, $"its compressed content is damaged: {error.Message} Land it again.", error);
        }
    }

    private sealed class ReportSink(string file, ReadReport report) : ISetAsideSink
    {
        public void SetAside(RecordPosition position, string reason, ReadOnlySpan<byte> raw)
            => report.Add(new SetAsideRow(
                new ValueLocation(file, position.LineNumber, position.ByteOffset),
                reason,
                Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, ISetAsideSink.MaxRawBytes)])));
    }
}
