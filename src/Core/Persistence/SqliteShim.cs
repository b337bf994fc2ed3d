using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// Lets Microsoft.Data.Sqlite use an older SQLitePCLRaw than it was compiled against. Not every package source holds the
/// version it asks for; the calls it makes are in the older one too. Where a new enough version restores, the runtime
/// finds it without asking here. Goes, with the floating versions in Directory.Packages.props, when that is everywhere.
/// </summary>
internal static class SqliteShim
{
#pragma warning disable CA2255 // It has to be in place before anybody opens a first connection, tests and tools included.
    [ModuleInitializer]
    internal static void Install() => AssemblyLoadContext.Default.Resolving += LoadAnyVersion;
#pragma warning restore CA2255

    private static Assembly? LoadAnyVersion(AssemblyLoadContext context, AssemblyName wanted)
        => wanted is { Name: { } name, Version: not null } && name.StartsWith("SQLitePCLRaw", StringComparison.Ordinal)
            ? context.LoadFromAssemblyName(new AssemblyName(name))
            : null;
}
