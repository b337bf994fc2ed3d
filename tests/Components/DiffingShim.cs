using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ExperimentAdmin.Components;

/// <summary>
/// Lets bUnit use an older AngleSharp.Diffing than it was compiled against, because not every package source holds the
/// version it asks for. Goes, with the floating version in Directory.Packages.props, when that one restores everywhere.
/// </summary>
internal static class DiffingShim
{
#pragma warning disable CA2255 // It has to be in place before the first component is rendered.
    [ModuleInitializer]
    internal static void Install() => AssemblyLoadContext.Default.Resolving += LoadAnyVersion;
#pragma warning restore CA2255

    private static Assembly? LoadAnyVersion(AssemblyLoadContext context, AssemblyName wanted)
        => wanted is { Name: "AngleSharp.Diffing", Version: not null }
            ? context.LoadFromAssemblyName(new AssemblyName(wanted.Name))
            : null;
}
