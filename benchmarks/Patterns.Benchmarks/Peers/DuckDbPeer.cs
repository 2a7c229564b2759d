using Patterns.Benchmarks.Compare;
using Patterns.Testing;

namespace Patterns.Benchmarks.Peers;

/// <summary>DuckDB as a contender, called in process through its C API.</summary>
internal static class DuckDbPeer
{
    public const string Name = "DuckDB";

    /// <summary>A database in memory; null where DuckDB is not installed.</summary>
    public static DuckDb? TryOpen(CompareOptions options) => DuckDb.IsAvailable ? DuckDb.OpenInMemory(options.Threads) : null;

    /// <summary>What a contest owns of it.</summary>
    public static IReadOnlyList<IDisposable> Owned(DuckDb? duck) => duck is null ? [] : [duck];

    /// <summary>A contender that runs one query whose only row is the answer.</summary>
    public static Contender Query(DuckDb? duck, string sql) => Create(duck, session => Ask(session, sql));

    /// <summary>A contender that does the work given; absent where <paramref name="duck"/> is null.</summary>
    public static Contender Create(DuckDb? duck, Func<DuckDb, Outcome> run) =>
        duck is null ? Contender.Absent(Name, DuckDb.WhyNot!) : Contender.Of(Name, () => run(duck));

    private static Outcome Ask(DuckDb session, string sql) => new(Answer.Of(session.Query(sql).Rows[0]));
}
