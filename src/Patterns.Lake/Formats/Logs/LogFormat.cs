namespace Patterns.Lake.Formats.Logs;

/// <summary>A log whose lines follow one pattern.</summary>
/// <param name="createPattern">Makes the pattern for one reader.</param>
internal sealed class LogFormat(Func<LogPattern> createPattern) : RecordFormat
{
    private readonly LogPattern _pattern = createPattern();

    public override string Name => _pattern.Name;

    public override string Description => _pattern.Description;

    public override RecordProfiler CreateProfiler(ProfileContext context) => new LogProfiler(createPattern(), context);

    public override RecordDecoder CreateDecoder(ReadPlan plan, RecordContext context) => new LogDecoder(createPattern(), plan, context);
}
