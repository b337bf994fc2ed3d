using System.Runtime.CompilerServices;
using Bunit;

namespace ExperimentAdmin.Components;

/// <summary>How long a component may take to show what a test waits for: a machine that does other things takes longer than bUnit's second.</summary>
internal static class Patience
{
#pragma warning disable CA2255 // It has to be in place before the first component is waited for.
    [ModuleInitializer]
    internal static void Set() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
#pragma warning restore CA2255
}
