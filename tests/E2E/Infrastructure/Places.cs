using System.Reflection;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>Where the build put things, and where this run puts what people look at afterwards.</summary>
internal static class Places
{
    public static string AppAssembly { get; } = Metadata("AppAssembly");

    public static string Screens { get; } = Path.Join(Metadata("Repository"), "artifacts", "screens");

    public static string Traces { get; } = Path.Join(Metadata("Repository"), "artifacts", "traces");

    public static string ReadmeImages { get; } = Path.Join(Metadata("Repository"), "docs", "images");

    public static string Examples { get; } = Path.Join(Metadata("Repository"), "docs", "examples");

    private static string Metadata(string key)
        => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal)).Value!;
}
