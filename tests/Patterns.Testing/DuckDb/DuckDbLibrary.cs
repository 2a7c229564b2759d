using System.Reflection;
using System.Runtime.InteropServices;

namespace Patterns.Testing;

/// <summary>Finds and loads DuckDB's shared library: the file named by PATTERNS_DUCKDB, else the npm package below benchmarks/peers.</summary>
internal static class DuckDbLibrary
{
    /// <summary>The name that the import declarations carry.</summary>
    public const string Name = "duckdb";

    private const string Variable = "PATTERNS_DUCKDB";

    private static readonly Lazy<Loaded> Library = new(Load);

    public static string? WhyNot => Library.Value.WhyNot;

    private static Loaded Load()
    {
        if (Locate(out string? path) is { } whyNot)
        {
            return new Loaded(0, whyNot);
        }

        if (!NativeLibrary.TryLoad(path!, out nint handle))
        {
            return new Loaded(0, $"DuckDB's library '{path}' exists but does not load on {RuntimeInformation.RuntimeIdentifier}.");
        }

        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), Resolve);
        return new Loaded(handle, null);

        nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) => name == Name ? handle : 0;
    }

    private static string? Locate(out string? path)
    {
        path = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(path))
        {
            return File.Exists(path) ? null : $"DuckDB's library is not at '{path}', which {Variable} names.";
        }

        if (!RepositoryRoot.IsKnown)
        {
            return $"DuckDB's library is searched below the working copy, which '{AppContext.BaseDirectory}' is not part of. Set {Variable} to the file.";
        }

        path = Path.Combine(RepositoryRoot.Path, "benchmarks", "peers", "node_modules", "@duckdb", $"node-bindings-{Platform}", FileName);
        return File.Exists(path) ? null : $"DuckDB is not installed: run npm ci in benchmarks/peers, or set {Variable} to the path of {FileName}.";
    }

    private static string Platform
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
            string libc = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "-musl" : "";
            return $"{system}-{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64")}{libc}";
        }
    }

    private static string FileName =>
        OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    private sealed record Loaded(nint Handle, string? WhyNot);
}
