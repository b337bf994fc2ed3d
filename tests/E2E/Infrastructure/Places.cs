using System.Reflection;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>Where the build put things, and where this run puts what people look at afterwards.</summary>
internal static class Places
{
    public static string AppAssembly { get; } = Metadata("AppAssembly");

    public static string Repository { get; } = Metadata("Repository");

    public static string Screens { get; } = Path.Join(Repository, "artifacts", "screens");

    public static string Traces { get; } = Path.Join(Repository, "artifacts", "traces");

    public static string ReadmeImages { get; } = Path.Join(Repository, "docs", "images");

    public static string Examples { get; } = Path.Join(Repository, "docs", "examples");

    private static string Metadata(string key)
        => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal)).Value!;
}
