using Bunit;
using ExperimentAdmin.App.Shell.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Components;

/// <summary>Parts that need no database.</summary>
public abstract class PartTestContext : BunitContext
{
    protected PartTestContext()
    {
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddPages();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    /// <summary>Stands still until a test moves it on.</summary>
    protected FakeTimeProvider Clock { get; } = new();
}
