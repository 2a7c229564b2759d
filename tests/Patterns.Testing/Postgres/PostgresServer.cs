using System.Diagnostics;

namespace Patterns.Testing;

/// <summary>
/// A PostgreSQL server with an empty database in a temporary directory, reachable through a Unix socket only. Texts sort as in English, which is
/// what a query must not depend on. The binaries are those of PATTERNS_POSTGRES, of PATH, or of Debian's package; the server does not run as
/// root, so a test that does hands it to the user postgres.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string Variable = "PATTERNS_POSTGRES";
    private const string User = "postgres";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<string?> Binaries = new(Locate);

    private readonly TemporaryDirectory _folder = new();

    private PostgresServer()
    {
    }

    /// <summary>Why there is no server and what to do about it; null when there can be one.</summary>
    public static string? WhyNot
        => OperatingSystem.IsWindows() ? "PostgreSQL is started through a Unix socket, which this system does not have."
            : Binaries.Value is null ? $"PostgreSQL is not installed: apt-get install postgresql, or set {Variable} to the folder of initdb and pg_ctl."
            : Environment.IsPrivilegedProcess && !File.ReadLines("/etc/passwd").Any(static line => line.StartsWith($"{User}:", StringComparison.Ordinal))
                ? $"PostgreSQL does not run as root, and there is no user {User} to run it as."
            : null;

    /// <summary>For Npgsql.</summary>
    public string ConnectionString => $"Host={_folder.Path};Username={User};Database=postgres;Timezone=Asia/Tokyo;Pooling=false";

    /// <summary>Creates and starts a server.</summary>
    /// <exception cref="InvalidOperationException">There is no PostgreSQL, or it does not start; the message has what it said.</exception>
    public static PostgresServer Start()
    {
        if (WhyNot is { } whyNot)
        {
            throw new InvalidOperationException(whyNot);
        }

        var server = new PostgresServer();
        try
        {
            server.Run("initdb", "--pgdata", server.Data, "--username", User, "--auth", "trust", "--encoding", "UTF8", "--no-sync", "--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "en");
            server.Run("pg_ctl", "--pgdata", server.Data, "--log", server._folder["log"], "--wait", "--options", $"-k {server._folder.Path} -c listen_addresses= -c fsync=off", "start");
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private string Data => _folder["data"];

    public void Dispose()
    {
        if (Directory.Exists(Data))
        {
            try
            {
                Run("pg_ctl", "--pgdata", Data, "--mode", "immediate", "--wait", "stop");
            }
            catch (InvalidOperationException)
            {
                // It never started.
            }
        }

        _folder.Dispose();
    }

    private static string? Locate()
    {
        string?[] folders =
        [
            Environment.GetEnvironmentVariable(Variable),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
            .. Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(static version => Path.Join(version, "bin")) : [],
        ];
        return Array.Find(folders, static folder => !string.IsNullOrEmpty(folder) && File.Exists(Path.Join(folder, "initdb")) && File.Exists(Path.Join(folder, "pg_ctl")));
    }

    private void Run(string program, params string[] arguments)
    {
        List<string> words = [Path.Join(Binaries.Value, program), .. arguments];
        if (Environment.IsPrivilegedProcess)
        {
            Complete("chown", [User, _folder.Path]);
            words.InsertRange(0, ["runuser", "-u", User, "--"]);
        }

        Complete(words[0], words[1..]);
    }

    private void Complete(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within {Patience}.");
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Result} {output.Result}");
        }
    }
}
